import { setImmediate } from 'node:timers/promises';
import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, IngestBusy, maxBatchSize } from '../../platform/ingest/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { observeIngest } from '../../platform/live/observations.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { beat } from '../training/commands/beat.ts';
import { isActive } from '../training/pure/transition.ts';
import { checkPredictions } from './ingest.ts';
import { maskPrediction } from './mask.ts';
import { scoresOf } from './pure/scores.ts';
import { storedPlaces } from './queries/list.ts';
import { predictionWriterOf } from './record.ts';
import type { PredictionPlace, StoredPrediction } from './types.ts';

export interface PredictionsContext {
  readonly stores: Stores;
  readonly live: LiveBus;
}

/** Scoring gives way to other requests so often, ms: a batch of long texts takes seconds. */
const turnMs = 10;

/**
 * Stores predictions of a job: bad ones are rejected by index, all others are durable on return, scored against their references and masked
 * by the workspace's policy. The same predictions again change nothing; of two of one place in a call the later is stored.
 */
export async function logPredictions(
  { stores, live }: PredictionsContext,
  workspaceId: string,
  { jobId, items }: { readonly jobId: string; readonly items: readonly unknown[] },
  now: Date,
): Promise<Result<IngestResult, NotFound | IngestBusy | BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('predictions', items.length, maxBatchSize));
  const job = await stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId }, select: { attempt: true, status: true } });
  if (job === null) return fail(new NotFound('Training job', jobId, 'jobId'));
  const { predictions: checked, rejected } = checkPredictions(items, job.attempt, now);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const kept = new Map<string, StoredPrediction>();
  let turnAt = performance.now() + turnMs;
  for (const prediction of checked) {
    const scores = scoresOf(prediction.prediction, prediction.reference, prediction.scores);
    const scored = { ...prediction, scores, attempt: prediction.attempt ?? job.attempt };
    kept.set(keyOf(prediction), masker === null ? scored : maskPrediction(scored, masker));
    if (performance.now() < turnAt) continue;
    await setImmediate();
    turnAt = performance.now() + turnMs;
  }
  const distinct = [...kept.values()];
  let updated = checked.length - distinct.length;
  if (distinct.length > 0) {
    updated += await countStored(stores, workspaceId, jobId, distinct);
    try {
      await predictionWriterOf(stores, live).write({ workspaceId, jobId, predictions: distinct });
    } catch (error) {
      if (error instanceof IngestBusy) return fail(error);
      throw error;
    }
    const isOfCurrent = distinct.some(({ attempt }) => attempt === job.attempt);
    if (isActive(job.status) && isOfCurrent) await beat({ stores, live }, workspaceId, jobId, now);
  }
  const accepted = checked.length - updated;
  observeIngest({ kind: 'prediction', accepted, updated, rejected: rejected.length });
  return succeed({ accepted, updated, rejected });
}

const keyOf = ({ sampleIndex, epoch, step }: PredictionPlace): string => `${sampleIndex} ${epoch} ${step}`;

async function countStored(stores: Stores, workspaceId: string, jobId: string, places: readonly PredictionPlace[]): Promise<number> {
  const stored = await storedPlaces(stores.clickhouse, {
    workspaceId,
    jobId,
    superseded: [],
    epochs: [...new Set(places.map(({ epoch }) => epoch))],
    sampleIndexes: [...new Set(places.map(({ sampleIndex }) => sampleIndex))],
  });
  const known = new Set(stored.map(keyOf));
  return places.filter((place) => known.has(keyOf(place))).length;
}
