import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge, IngestBusy, maxBatchSize } from '../../../platform/ingest/errors.ts';
import type { IngestResult, Rejection } from '../../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { observeIngest } from '../../../platform/live/observations.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { checkPoints, type PointForm } from '../ingest.ts';
import { transition } from '../pure/transition.ts';
import { knownJob, type KnownJob } from '../record/known-jobs.ts';
import { countStored } from '../record/seen.ts';
import { pointWriterOf } from '../record/writer.ts';
import type { CheckedPoint, SentPoint } from '../types.ts';
import { changeState } from './state.ts';

export interface PointsContext {
  readonly stores: Stores;
  readonly live: LiveBus;
}

/** Points that are written in one call of the writer: as many as the API takes in one. */
const stepCount = maxBatchSize;

/**
 * Stores points of a job, in any order and number: bad ones are rejected by index, all others are durable on return. The same points again
 * change nothing. Those that are stored already count as accepted.
 *
 * Errors  `NotFound`: the workspace has no such job. `IngestBusy`: what comes after the last chunk that was stored was not taken.
 */
export const recordPoints = (
  context: PointsContext,
  workspaceId: string,
  jobId: string,
  points: readonly SentPoint[],
  now: Date = new Date(),
): Promise<Result<IngestResult, NotFound | IngestBusy>> => record(context, workspaceId, jobId, points, now, 'SENT');

/** The same for a batch of the API, as it was sent. */
export async function logPoints(
  context: PointsContext,
  workspaceId: string,
  { jobId, items, form }: { readonly jobId: string; readonly items: readonly unknown[]; readonly form: Exclude<PointForm, 'SENT'> },
  now: Date,
): Promise<Result<IngestResult, NotFound | IngestBusy | BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('points', items.length, maxBatchSize));
  return record(context, workspaceId, jobId, items, now, form);
}

async function record(
  context: PointsContext,
  workspaceId: string,
  jobId: string,
  items: readonly unknown[],
  now: Date,
  form: PointForm,
): Promise<Result<IngestResult, NotFound | IngestBusy>> {
  const { stores, live } = context;
  let job = await knownJob(stores, workspaceId, jobId);
  if (job === null) return fail(new NotFound('Training job', jobId, 'jobId'));
  const { points, rejected } = checkPoints(items, now, form);
  const { sound, refused } = ofBegunAttempts(points, job, rejected);
  const kept = areRising(sound) ? sound : distinctOf(sound, job);
  // Protocols do not report it, and may log a metric at one step again and again.
  let updated = sound.length - kept.length;
  if (form !== 'SENT' && kept.length > 0) updated += await countStored(stores, workspaceId, jobId, job.attempt, kept);
  if (kept.length > 0) {
    job = await heardOf(context, workspaceId, jobId, job, kept, now);
    try {
      for (let from = 0; from < kept.length; from += stepCount)
        await pointWriterOf(stores, live).write({ workspaceId, jobId, job, points: kept.slice(from, from + stepCount) });
    } catch (error) {
      if (error instanceof IngestBusy) return fail(error);
      throw error;
    }
  }
  const accepted = sound.length - updated;
  observeIngest({ kind: 'point', accepted, updated, rejected: refused.length });
  return succeed({ accepted, updated, rejected: refused });
}

/** Whether every point is beyond the one before of its metric: then none comes twice, which costs less to find than keys of them. */
function areRising(points: readonly CheckedPoint[]): boolean {
  const last = new Map<string, CheckedPoint>();
  for (const point of points) {
    const before = last.get(point.metric);
    if (before !== undefined) {
      if (before.attempt !== point.attempt || before.step > point.step) return false;
      if (before.step === point.step && before.nth >= point.nth) return false;
    }
    last.set(point.metric, point);
  }
  return true;
}

/** Of two sendings of one point in a call the later is the point. */
function distinctOf(points: readonly CheckedPoint[], job: KnownJob): readonly CheckedPoint[] {
  const distinct = new Map<string, CheckedPoint>();
  for (const point of points) distinct.set(`${point.attempt ?? job.attempt} ${point.step} ${point.nth} ${point.metric}`, point);
  return [...distinct.values()];
}

/** Points of an attempt that has not begun have no place in the curve. */
function ofBegunAttempts(
  points: readonly CheckedPoint[],
  job: KnownJob,
  rejected: readonly Rejection[],
): { sound: readonly CheckedPoint[]; refused: Rejection[] } {
  const refused = [...rejected];
  if (points.every(({ attempt }) => attempt === null || attempt <= job.attempt)) return { sound: points, refused };
  const places = placesOf(points.length + rejected.length, rejected);
  const sound = points.filter(({ attempt }, index) => {
    if (attempt === null || attempt <= job.attempt) return true;
    const reason = `is ${attempt}, but attempt ${job.attempt} is the last that was started`;
    refused.push({ index: places[index] as number, field: 'attempt', reason });
    return false;
  });
  return { sound, refused: refused.toSorted((a, b) => a.index - b.index) };
}

/** Where in the batch as sent the points stand that were not rejected. */
function placesOf(count: number, rejected: readonly Rejection[]): number[] {
  const gone = new Set(rejected.map(({ index }) => index));
  return Array.from({ length: count }, (_, index) => index).filter((index) => !gone.has(index));
}

/** A job that waited, was silent or was given up runs after all; points of an earlier attempt are no sign of that. */
async function heardOf(
  context: PointsContext,
  workspaceId: string,
  jobId: string,
  job: KnownJob,
  points: readonly CheckedPoint[],
  now: Date,
): Promise<KnownJob> {
  if (points.every(({ attempt }) => attempt !== null && attempt < job.attempt)) return job;
  if (transition(job, { kind: 'HEARD' }) === job) return job;
  await changeState(context, workspaceId, jobId, { kind: 'HEARD' }, { now });
  return (await knownJob(context.stores, workspaceId, jobId)) ?? job;
}
