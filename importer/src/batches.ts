import type { FileRecord, Remedy } from './records.ts';
import { sendResults } from './benchmarks.ts';
import { sendOperation, type ServerAddress } from './client.ts';
import { sendEvents } from './langfuse.ts';
import { sendSpans } from './spans.ts';

const batchSize = 1_000;
/** Of JSON text: a batch of long messages stays well below what the server takes in one body. */
const maxBatchCharacters = 6_000_000;
const maxInFlight = 3;

type Kind = Exclude<FileRecord['kind'], 'bad' | 'remark'>;
type Item = Extract<FileRecord, { kind: Kind }>;

const operations = {
  message:
    'mutation ImportMessages($items: [MessageInput!]!) { result: ingestMessages(messages: $items) { accepted updated rejected { index field reason } } }',
  evaluation:
    'mutation ImportEvaluations($items: [EvaluationInput!]!) { result: evaluateMessages(evaluations: $items) { accepted updated rejected { index field reason } } }',
} as const;

interface Outcome extends Counts {
  rejected: readonly { index: number; field: string; reason: string }[];
}

/** How each kind of record goes to the server. Protocols of others don't tell new from known: all that is taken counts as accepted. */
const senders: {
  readonly [Of in Kind]: (server: ServerAddress, items: readonly Extract<Item, { kind: Of }>['value'][]) => Promise<Outcome>;
} = {
  message: async (server, items) => (await sendOperation<{ result: Outcome }>(server, operations.message, { items })).result,
  evaluation: async (server, items) => (await sendOperation<{ result: Outcome }>(server, operations.evaluation, { items })).result,
  span: async (server, items) => taken(items.length, await sendSpans(server, items)),
  event: async (server, items) => taken(items.length, await sendEvents(server, items)),
  result: sendResults,
};

const taken = (count: number, rejected: Outcome['rejected']): Outcome => ({ accepted: count - rejected.length, updated: 0, rejected });

export interface Counts {
  accepted: number;
  updated: number;
}

export interface Sent {
  message: Counts;
  evaluation: Counts;
  span: Counts;
  event: Counts;
  /** Of benchmarks. */
  result: Counts;
  rejectedCount: number;
}

export interface Rejected {
  /** From 1; 0: the file as a whole. */
  line: number;
  field: string;
  reason: string;
  remedy?: Remedy;
}

/**
 * Sends records in batches, a few at a time; waits when they come faster than the server takes them, so that no more than a few
 * batches are ever held. A record that is rejected, here or by the server, is reported with its line; the rest is imported. Where reading
 * breaks off, or is stopped by the signal, what was read is imported.
 */
export async function sendRecords(
  server: ServerAddress,
  records: AsyncIterable<FileRecord>,
  on: {
    rejected: (rejected: Rejected) => void;
    progress: (sent: Sent) => void;
    remark?: (text: string, remedy: Remedy | undefined) => void;
    signal?: AbortSignal;
  },
): Promise<Sent> {
  const none = (): Counts => ({ accepted: 0, updated: 0 });
  const sent: Sent = { message: none(), evaluation: none(), span: none(), event: none(), result: none(), rejectedCount: 0 };
  const empty = (): { items: Item[]; characters: number } => ({ items: [], characters: 0 });
  const waiting: Record<Kind, { items: Item[]; characters: number }> = {
    message: empty(),
    evaluation: empty(),
    span: empty(),
    event: empty(),
    result: empty(),
  };
  const inFlight = new Set<Promise<void>>();
  let failure: unknown = null;

  const reject = (rejected: Rejected): void => {
    sent.rejectedCount += 1;
    on.rejected(rejected);
  };
  async function send(kind: Kind, items: readonly Item[]): Promise<void> {
    const sender = senders[kind] as (server: ServerAddress, items: readonly unknown[]) => Promise<Outcome>;
    const { accepted, updated, rejected } = await sender(
      server,
      items.map(({ value }) => value),
    );
    sent[kind].accepted += accepted;
    sent[kind].updated += updated;
    for (const { index, field, reason } of rejected) reject({ line: (items[index] as Item).line, field, reason });
    on.progress(sent);
  }
  async function flush(kind: Kind): Promise<void> {
    const { items } = waiting[kind];
    if (items.length === 0) return;
    waiting[kind] = empty();
    // Judgments go after the messages before them in the file, so that none has to wait in the store for its message; spans of calls
    // that are also sent as messages go after these, so that the messages count as new.
    const follows = kind === 'evaluation' || kind === 'span';
    if (follows) await flush('message');
    while (inFlight.size >= (follows && hasMessages() ? 1 : maxInFlight)) await Promise.race(inFlight);
    if (failure !== null) throw failure;
    const sending: Promise<void> = send(kind, items)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  }

  let messageCount = 0;
  const hasMessages = (): boolean => messageCount > 0;

  async function take(record: FileRecord): Promise<void> {
    if (record.kind === 'bad') return reject(record);
    if (record.kind === 'remark') return on.remark?.(record.text, record.remedy);
    const batch = waiting[record.kind];
    if (record.kind === 'message') messageCount += 1;
    batch.items.push(record);
    batch.characters += sizeOf(record.value);
    if (batch.items.length >= batchSize || batch.characters >= maxBatchCharacters) await flush(record.kind);
    return undefined;
  }

  const reading = records[Symbol.asyncIterator]();
  while (on.signal?.aborted !== true) {
    let step: IteratorResult<FileRecord>;
    try {
      step = await reading.next();
    } catch (error) {
      // What was read before is sent and counted.
      reject({ line: 0, field: '', reason: `could not be read further: ${(error as Error).message}` });
      break;
    }
    if (step.done === true) break;
    await take(step.value);
  }
  for (const kind of ['message', 'evaluation', 'span', 'event', 'result'] as const) await flush(kind);
  await Promise.all(inFlight);
  if (failure !== null) throw failure;
  return sent;
}

/** Roughly, and without writing it out: texts are what makes a record long. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 2;
  for (const [key, inner] of Object.entries(value)) size += key.length + 4 + sizeOf(inner);
  return size;
}
