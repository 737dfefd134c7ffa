import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { quantile } from './ingest/load.ts';
import { startServer, type MeasuredServer } from './ingest/server-process.ts';
import { tableSizes } from './spans/disk.ts';
import { insertRawSpans } from './spans/raw-insert.ts';

const port = Number(process.env['BENCH_PORT'] ?? 6_491);
const durationMs = Number(process.env['BENCH_SPANS_MS'] ?? 60_000);
const batchSize = 500;
/** Requests on their way at once, as of so many applications. */
const inFlight = 24;
/**
 * Model calls of the 25 spans of a trace: an agent's traces hold few beside its tools and what they call; of a chat every fifth span is
 * one.
 */
const shares = [1, 5] as const;
const targetPerSecond = 15_000;

/**
 * OTLP protobuf at full speed: batches of 500 spans with 2 kB of text each, acknowledged when durable. Each model call becomes messages,
 * too.
 */
export async function run(): Promise<void> {
  for (const callsPerTrace of shares) {
    const server = await startServer(port);
    try {
      await measure(server, callsPerTrace);
    } finally {
      await server.stop();
    }
  }
  const raw = await insertRawSpans();
  console.log(`raw ClickHouse insert of the same rows: ${round(raw.perSecond)} spans/s`);
}

async function measure(server: MeasuredServer, callsPerTrace: number): Promise<void> {
  const perSecond: number[] = [];
  const memory: number[] = [];
  let acknowledged = 0;
  let before = 0;
  const timer = setInterval(async () => {
    perSecond.push((acknowledged - before) / 5);
    before = acknowledged;
    memory.push(await server.residentBytes());
    const { queuedCount } = await status(server);
    console.log(
      `  ${String(perSecond.length * 5).padStart(3)} s  ${round(perSecond.at(-1) as number)} spans/s  ${round((memory.at(-1) as number) / 1e6)} MB  ${round(queuedCount)} messages queued`,
    );
  }, 5_000);
  console.log(
    `OTLP protobuf: batches of ${batchSize} spans with 2 kB of text each, ${callsPerTrace} of 25 a model call, ${durationMs / 1_000} s, acknowledged after commit`,
  );
  const load = await send(server.url, callsPerTrace, (count) => (acknowledged += count));
  clearInterval(timer);
  const drainedAt = performance.now();
  while ((await status(server)).queuedCount > 0) await new Promise((wait) => setTimeout(wait, 100));
  const drainedMs = performance.now() - drainedAt;
  await server.end();
  const sizes = await tableSizes(server.dataDir);
  const ofSpans = sizes
    .filter(({ table }) => table === 'spans' || table === 'contents' || table === 'traces')
    .reduce((sum, { bytes }) => sum + bytes, 0);
  const rate = (load.sentCount / load.elapsedMs) * 1_000;
  console.table(
    Object.fromEntries(
      sizes.map(({ table, rows, bytes }) => [table, { rows: round(rows), MB: round(bytes / 1e6), 'bytes a row': round(bytes / rows) }]),
    ),
  );
  console.table({
    'spans/s': { value: round(rate), target: `≥ ${round(targetPerSecond)}` },
    'slowest 5 s, spans/s': { value: round(Math.min(...perSecond)), target: '' },
    'a batch, p50 / p99 ms': {
      value: `${round(quantile(load.latenciesMs, 0.5))} / ${round(quantile(load.latenciesMs, 0.99))}`,
      target: '',
    },
    'server memory at a third / at the end, MB': {
      value: `${round((memory[Math.floor(memory.length / 3)] ?? 0) / 1e6)} / ${round((memory.at(-1) ?? 0) / 1e6)}`,
      target: 'flat',
    },
    'all messages counted after the last span, ms': { value: round(drainedMs), target: '' },
    'disk per span (spans, contents, summaries; indexes included), bytes': { value: round(ofSpans / load.sentCount), target: 'measured' },
    'the same on the wire (protobuf), bytes': { value: round(load.sentBytes / load.sentCount), target: '' },
  });
}

async function send(
  url: string,
  callsPerTrace: number,
  onAcknowledged: (count: number) => void,
): Promise<{ sentCount: number; sentBytes: number; elapsedMs: number; latenciesMs: number[] }> {
  const child = fork(resolve(import.meta.dirname, 'spans/generator.ts'));
  return new Promise((done, fail) => {
    child.on(
      'message',
      (told: { acknowledged?: number; done?: boolean; sentCount: number; sentBytes: number; latenciesMs: number[]; elapsedMs: number }) => {
        if (told.acknowledged !== undefined) onAcknowledged(told.acknowledged);
        if (told.done === true) done(told);
      },
    );
    child.on('exit', (code) => code !== 0 && fail(new Error(`The generator ended with ${code}.`)));
    child.send({ url, batchSize, callsPerTrace, durationMs, inFlight });
  });
}

async function status({ url }: MeasuredServer): Promise<{ queuedCount: number }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ ingestStatus { queuedCount } }' }),
  });
  return ((await response.json()) as { data: { ingestStatus: { queuedCount: number } } }).data.ingestStatus;
}

const round = (value: number): string => Math.round(value).toLocaleString('en');

if (import.meta.main) await run();
