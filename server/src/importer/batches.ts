import type { FileRecord } from './records.ts';
import { sendOperation, type ServerAddress } from './client.ts';

const batchSize = 1_000;
/** Of JSON text: a batch of long messages stays well below what the server takes in one body. */
const maxBatchCharacters = 6_000_000;
const maxInFlight = 3;

type Item = Extract<FileRecord, { value: Record<string, unknown> }>;
type Kind = Item['kind'];

const operations: Readonly<Record<Kind, string>> = {
  message: 'mutation ImportMessages($items: [MessageInput!]!) { result: ingestMessages(messages: $items) { accepted updated rejected { index field reason } } }',
  evaluation: 'mutation ImportEvaluations($items: [EvaluationInput!]!) { result: evaluateMessages(evaluations: $items) { accepted updated rejected { index field reason } } }',
};

interface IngestAnswer {
  result: { accepted: number; updated: number; rejected: { index: number; field: string; reason: string }[] };
}

export interface Counts {
  accepted: number;
  updated: number;
}

export interface Sent {
  message: Counts;
  evaluation: Counts;
  rejectedCount: number;
}

export interface Rejected {
  line: number;
  field: string;
  reason: string;
}

/**
 * Sends records in batches, a few at a time; waits when they come faster than the server takes them, so that no more than a few
 * batches are ever held. What is rejected, here or by the server, is told by its line, and the rest goes in.
 */
export async function sendRecords(server: ServerAddress, records: AsyncIterable<FileRecord>, on: { rejected: (rejected: Rejected) => void; progress: (sent: Sent) => void }): Promise<Sent> {
  const sent: Sent = { message: { accepted: 0, updated: 0 }, evaluation: { accepted: 0, updated: 0 }, rejectedCount: 0 };
  const waiting: Record<Kind, { items: Item[]; characters: number }> = { message: { items: [], characters: 0 }, evaluation: { items: [], characters: 0 } };
  const inFlight = new Set<Promise<void>>();
  let failure: unknown = null;

  const reject = (rejected: Rejected): void => {
    sent.rejectedCount += 1;
    on.rejected(rejected);
  };
  async function send(kind: Kind, items: readonly Item[]): Promise<void> {
    const { result } = await sendOperation<IngestAnswer>(server, operations[kind], { items: items.map(({ value }) => value) });
    sent[kind].accepted += result.accepted;
    sent[kind].updated += result.updated;
    for (const { index, field, reason } of result.rejected) reject({ line: (items[index] as Item).line, field, reason });
    on.progress(sent);
  }
  async function flush(kind: Kind): Promise<void> {
    const { items } = waiting[kind];
    if (items.length === 0) return;
    waiting[kind] = { items: [], characters: 0 };
    // judgments go after the messages before them in the file, so that none has to wait in the store for its message
    if (kind === 'evaluation') await flush('message');
    while (inFlight.size >= (kind === 'evaluation' ? 1 : maxInFlight)) await Promise.race(inFlight);
    if (failure !== null) throw failure;
    const sending: Promise<void> = send(kind, items)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  }

  for await (const record of records) {
    if (record.kind === 'bad') {
      reject(record);
      continue;
    }
    const batch = waiting[record.kind];
    batch.items.push(record);
    batch.characters += sizeOf(record.value);
    if (batch.items.length >= batchSize || batch.characters >= maxBatchCharacters) await flush(record.kind);
  }
  await flush('message');
  await flush('evaluation');
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
