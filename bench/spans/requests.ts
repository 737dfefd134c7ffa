import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { Writer } from 'protobufjs/minimal.js';

/** Spans of one trace: an agent that asks a model, calls tools, retrieves. */
const spansPerTrace = 25;
const textBytes = 2_000;
const sparseWords =
  'the of a request that answer model order flight refund customer could please thanks details account number change date help with for on is are was were not'.split(
    ' ',
  );
const models = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4-5', 'our-finetune-3'];
const tauBench = new URL('../../../shared/data/tau_bench/gpt-4o-airline.json', import.meta.url);

/** What agents, users and tools really said, one after the other; where that data is not at hand, words without sense. */
const corpus = existsSync(tauBench)
  ? saidIn(tauBench)
  : Array.from({ length: 400_000 }, (_, index) => sparseWords[(index * 7_919 + (index % 97) ** 2) % sparseWords.length]).join(' ');

function saidIn(file: URL): string {
  const runs = JSON.parse(readFileSync(file, 'utf8')) as { traj: { content: string | null }[] }[];
  return runs.flatMap(({ traj }) => traj.slice(1).map(({ content }) => content ?? '')).join('\n');
}

/** Stands where each sending of a request has other bytes: ids of traces and spans, and the id in each text. */
const idMark = 'aa55aa55';
const textMark = '#text-id-12#';

/** A stretch of real text with an id of its own, so that no text repeats as a whole: nothing of it can be stored once for several. */
function textOf(length: number): string {
  const from = Math.floor(Math.random() * (corpus.length - length));
  return `${textMark} ${corpus.slice(from, from + length - 13)}`;
}

/** One ExportTraceServiceRequest in protobuf, of `count` spans that end now; of each trace so many are model calls. */
export function requestOf(count: number, nowMs: number, callsPerTrace = 5): Buffer {
  const request = Writer.create();
  request.uint32(10).fork(); // resource_spans
  request.uint32(10).fork(); // resource
  attribute(request, 'service.name', 'bench');
  attribute(request, 'deployment.environment.name', 'production');
  request.ldelim();
  request.uint32(18).fork(); // scope_spans
  request.uint32(10).fork().uint32(10).string('bench').uint32(18).string('1.0.0').ldelim();
  for (let from = 0; from < count; from += spansPerTrace) trace(request, Math.min(spansPerTrace, count - from), nowMs, callsPerTrace);
  request.ldelim().ldelim();
  return Buffer.from(request.finish());
}

function trace(writer: Writer, count: number, nowMs: number, callsPerTrace: number): void {
  const callEvery = callsPerTrace === 0 ? Infinity : Math.floor(spansPerTrace / callsPerTrace);
  const traceId = Buffer.concat([Buffer.from(idMark, 'hex'), randomBytes(12)]);
  const rootId = randomBytes(8);
  const session = `session-${traceId.readUInt16LE(0) % 5_000}`;
  for (let place = 0; place < count; place += 1) {
    const startNs = (BigInt(nowMs) - 5_000n + BigInt(place * 180)) * 1_000_000n;
    const isRoot = place === 0;
    const isCall = !isRoot && place % callEvery === callEvery - 1;
    const isTool = !isRoot && !isCall && place % 5 === 1;
    writer.uint32(18).fork(); // span
    writer.uint32(10).bytes(traceId);
    writer.uint32(18).bytes(isRoot ? rootId : randomBytes(8));
    if (!isRoot) writer.uint32(34).bytes(rootId);
    writer
      .uint32(42)
      .string(isRoot ? 'handle_request' : isCall ? 'chat gpt-4o' : isTool ? 'execute_tool get_reservation' : `step ${place}`);
    writer.uint32(48).uint32(1);
    writer.uint32(57).fixed64(startNs.toString());
    writer.uint32(65).fixed64((startNs + BigInt(isRoot ? 5_000 : 150) * 1_000_000n).toString());
    attribute(writer, 'session.id', session, 74);
    attribute(writer, 'user.id', `user-${traceId.readUInt16LE(2) % 20_000}`, 74);
    if (isCall) {
      const model = models[(traceId[4] as number) % models.length] as string;
      attribute(writer, 'gen_ai.operation.name', 'chat', 74);
      attribute(writer, 'gen_ai.provider.name', model.startsWith('claude') ? 'anthropic' : 'openai', 74);
      attribute(writer, 'gen_ai.request.model', model, 74);
      attribute(writer, 'gen_ai.usage.input_tokens', 300 + ((place * 37) % 900), 74);
      attribute(writer, 'gen_ai.usage.output_tokens', 60 + ((place * 13) % 200), 74);
      attribute(
        writer,
        'gen_ai.input.messages',
        JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: textOf(textBytes * 0.7) }] }]),
        74,
      );
      attribute(
        writer,
        'gen_ai.output.messages',
        JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: textOf(textBytes * 0.3) }], finish_reason: 'stop' }]),
        74,
      );
    } else {
      attribute(writer, 'openinference.span.kind', isRoot ? 'AGENT' : isTool ? 'TOOL' : 'CHAIN', 74);
      if (isTool) attribute(writer, 'tool.name', 'get_reservation', 74);
      attribute(writer, 'input.value', textOf(textBytes * 0.5), 74);
      attribute(writer, 'output.value', textOf(textBytes * 0.5), 74);
      attribute(writer, 'http.route', '/reservations', 74);
    }
    writer.ldelim();
  }
}

function attribute(writer: Writer, key: string, value: string | number, tag = 10): void {
  writer.uint32(tag).fork().uint32(10).string(key).uint32(18).fork();
  if (typeof value === 'string') writer.uint32(10).string(value);
  else writer.uint32(24).int64(value);
  writer.ldelim().ldelim();
}

/** A request that is sent again and again, each time as other spans with other texts: writing it anew would cost more than sending it. */
export class ReusableRequest {
  readonly bytes: Buffer;
  readonly #ids: number[];
  readonly #texts: number[];

  constructor(count: number, callsPerTrace: number) {
    this.bytes = requestOf(count, Date.now(), callsPerTrace);
    this.#ids = placesOf(this.bytes, Buffer.from(idMark, 'hex'));
    this.#texts = placesOf(this.bytes, Buffer.from(textMark));
  }

  /** Other ids and texts from now on. Start and end stay: they are of the moment at which the run began. */
  renew(): Buffer {
    // All spans of a trace bear its id: the same new bytes for the same old ones.
    const fresh = new Map<string, Buffer>();
    for (const place of this.#ids) {
      const old = this.bytes.toString('latin1', place + 4, place + 16);
      let id = fresh.get(old);
      if (id === undefined) fresh.set(old, (id = randomBytes(12)));
      id.copy(this.bytes, place + 4);
    }
    for (const place of this.#texts) this.bytes.write(randomBytes(6).toString('hex'), place, 'latin1');
    return this.bytes;
  }
}

function placesOf(bytes: Buffer, mark: Buffer): number[] {
  const places: number[] = [];
  for (let place = bytes.indexOf(mark); place >= 0; place = bytes.indexOf(mark, place + mark.length)) places.push(place);
  return places;
}
