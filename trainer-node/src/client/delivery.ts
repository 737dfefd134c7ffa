import * as operations from './operations.ts';
import type { BufferedRecord, DiskBuffer, Pending } from './buffer.ts';
import { Refused, type Send } from './transport.ts';

/** What became of points and predictions: known to the server, or not taken by it. */
export interface Counts {
  acknowledged: number;
  rejected: number;
}

/** The job of a buffer does not exist, or belongs to another workspace. */
export class JobGone extends Error {}

interface Batched {
  readonly rejected?: readonly { readonly index: number; readonly field: string | null; readonly reason: string }[];
}

const MAX_ITEMS = 1_000;
/** Of texts in one request: those of predictions may be long. */
const MAX_CHARACTERS = 4_000_000;
const ENDED = new Set(['FINISHED', 'FAILED', 'CANCELLED', 'LOST']);
const BATCHED = new Set(['points', 'system', 'predictions']);

/**
 * Sends the next records of one kind; false when none wait.
 *
 * Rejects with `Unreachable`, after which the same records are sent again, and with `JobGone`.
 */
export async function deliverNext(buffer: DiskBuffer, send: Send, counts: Counts, warn: (text: string) => void): Promise<boolean> {
  const batch = sameKind(await buffer.pending());
  const last = batch.at(-1);
  if (last === undefined) return false;
  const records = batch.map(({ record }) => record);
  try {
    await deliver(records, buffer, send, counts, warn);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'NOT_FOUND' && last.record.kind !== 'acknowledge') throw new JobGone(error.message);
    counts.rejected += records.reduce((sum, record) => sum + sizeOf(record), 0);
    warn(`The server refused ${last.record.kind}: ${error.message}`);
  }
  buffer.acknowledge(last.endBytes);
  return true;
}

async function deliver(
  records: readonly BufferedRecord[],
  buffer: DiskBuffer,
  send: Send,
  counts: Counts,
  warn: (text: string) => void,
): Promise<void> {
  const [first] = records as readonly [BufferedRecord, ...BufferedRecord[]];
  const jobId = (): string => {
    if (buffer.state.jobId === null) throw new JobGone('the job was refused');
    return buffer.state.jobId;
  };
  const items = (): unknown[] => records.flatMap((record) => record['items'] as unknown[]);
  const ofAttempt = (): unknown[] => {
    const { attempt } = buffer.state;
    return attempt === null ? items() : items().map((item) => ({ ...(item as object), attempt }));
  };
  const batch = async (document: string, name: 'points' | 'predictions', all: readonly unknown[]): Promise<void> => {
    for (const part of partsOf(all)) {
      const answer = Object.values(await send(document, { jobId: jobId(), [name]: part }))[0] as Batched;
      const rejected = answer.rejected ?? [];
      counts.acknowledged += part.length - rejected.length;
      counts.rejected += rejected.length;
      for (const { index, field, reason } of rejected.slice(0, 5)) warn(`Rejected: item ${index}, ${field ?? ''} ${reason}`);
    }
  };
  switch (first.kind) {
    case 'job':
      return openJob(first, buffer, send);
    case 'edit':
      return void (await edit(first, jobId, send));
    case 'attempt': {
      if (first['ifLogged'] === true && !buffer.state.hasHistory) return;
      const job = (await send(operations.JOB_ATTEMPT, { id: jobId() }))['trainingJob'] as { attempt: number };
      return beginAttempt(buffer, send, job.attempt, first['resumedFromStep'] as number);
    }
    case 'points':
      return batch(operations.LOG_STEPS, 'points', ofAttempt());
    case 'system':
      return batch(operations.LOG_SYSTEM, 'points', items());
    case 'predictions':
      return batch(operations.LOG_PREDICTIONS, 'predictions', ofAttempt());
    case 'status': {
      const { attempt } = buffer.state;
      const input = { jobId: jobId(), ...(attempt !== null && { attempt }), ...(first['fields'] as object) };
      return void (await send(operations.REPORT_STATUS, { input }));
    }
    case 'declare':
      return void (await send(operations.DECLARE, { input: { jobId: jobId(), parameters: first['parameters'] } }));
    case 'acknowledge':
      return void (await send(operations.ACKNOWLEDGE, { input: first['input'] }));
    default:
      warn(`A line of ${buffer.path} cannot be read and is skipped.`);
  }
}

async function openJob(header: BufferedRecord, buffer: DiskBuffer, send: Send): Promise<void> {
  const { state } = buffer;
  if (typeof header['jobId'] === 'string') {
    state.jobId = header['jobId'];
    state.attempt = (header['attempt'] as number | null) ?? null;
    return;
  }
  const made = (await send(operations.CREATE_JOB, { input: header['input'] }))['createTrainingJob'] as {
    id: string;
    status: string;
    attempt: number;
    currentStep: number | null;
  };
  if (state.jobId === null) state.hasHistory = made.currentStep !== null || ENDED.has(made.status);
  state.jobId = made.id;
  state.attempt = made.attempt;
}

async function edit(record: BufferedRecord, jobId: () => string, send: Send): Promise<void> {
  const fields = record['fields'] as object;
  const externalId = record['externalId'];
  if (typeof externalId === 'string') await send(operations.CREATE_JOB, { input: { externalId, ...fields } });
  else await send(operations.EDIT_JOB, { input: { id: jobId(), ...fields } });
}

/** Begins the job's next attempt once: a request whose answer was lost is recognised by the attempt that it made. */
async function beginAttempt(buffer: DiskBuffer, send: Send, current: number, resumedFromStep: number): Promise<void> {
  const { state } = buffer;
  if (state.attemptBefore === null || current <= state.attemptBefore) {
    state.attemptBefore = current;
    buffer.save();
    const made = (await send(operations.START_ATTEMPT, { input: { jobId: state.jobId, resumedFromStep } }))['startTrainingAttempt'];
    state.attempt = (made as { attempt: number }).attempt;
  } else {
    state.attempt = current;
  }
  state.attemptBefore = null;
}

/** Items of one request each: at most so many, and fewer where their texts are long. */
function partsOf(items: readonly unknown[]): unknown[][] {
  const parts: unknown[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const length = Object.values(item as object).reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    const last = parts.at(-1);
    if (last === undefined || last.length === MAX_ITEMS || size + length > MAX_CHARACTERS) {
      parts.push([item]);
      size = length;
    } else {
      last.push(item);
      size += length;
    }
  }
  return parts;
}

/** The first records that go in one request: points and predictions together, any other alone. */
function sameKind(pending: readonly Pending[]): Pending[] {
  const kind = pending[0]?.record.kind;
  if (kind === undefined || !BATCHED.has(kind)) return pending.slice(0, 1);
  const batch: Pending[] = [];
  let size = 0;
  for (const one of pending) {
    size += sizeOf(one.record);
    if (one.record.kind !== kind || (batch.length > 0 && size > MAX_ITEMS)) break;
    batch.push(one);
  }
  return batch;
}

const sizeOf = (record: BufferedRecord): number => (BATCHED.has(record.kind) ? (record['items'] as unknown[]).length : 0);
