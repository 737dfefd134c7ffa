import { NotFound } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { wilson95, type Interval95 } from '../../platform/statistics/wilson.ts';
import { supersededOf } from '../training/load/series.ts';
import { meanInterval, verdictOf, type Sample } from './pure/interval.ts';
import { defaultScore, isLowerBetter } from './pure/scores.ts';
import { commonScores, comparedSamples, type ComparisonAsked } from './queries/comparison.ts';
import { epochsOf, scoresByEpoch } from './queries/epochs.ts';
import { predictionPlaces, predictionsAt } from './queries/list.ts';
import type { PredictionScope } from './queries/scope.ts';
import type { PredictionChange, PredictionPlace, ScoreVerdict, StoredPrediction } from './types.ts';

/** Epochs of an answer: the last ones of a job that has more. */
export const mostEpochs = 1_000;
/** Texts of a page, in bytes: a page whose texts are longer ends early, after one entry at least. */
const pageBytes = 8 * 1024 * 1024;

/** A part of a list. `isInverted`: the last `limit` entries, in the order of the list. */
export interface PageAsked<Place> {
  readonly after: Place | null;
  readonly before: Place | null;
  readonly limit: number;
  readonly isInverted: boolean;
}

export interface FoundPage<Entry> {
  readonly entries: readonly Entry[];
  /** Whether there are more in the direction that was asked for. */
  readonly hasMore: boolean;
}

/** A mean with its 95 % interval; null: fewer than two values. */
export interface MeasuredMean {
  readonly sampleCount: number;
  readonly mean: number;
  readonly interval: Interval95 | null;
}

export interface MeasuredChange extends MeasuredMean {
  readonly verdict: ScoreVerdict;
}

export interface EpochScore extends MeasuredMean {
  readonly name: string;
  readonly lowerIsBetter: boolean;
  /** The difference from the same samples in the first epoch; null: it is the first epoch, or no sample is in both. */
  readonly change: MeasuredChange | null;
}

export interface PredictionEpoch {
  readonly epoch: number;
  readonly predictionCount: number;
  readonly sampleCount: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly scores: readonly EpochScore[];
}

/** Predictions of a job as they are read. Errors: throws `NotFound` where the workspace has no such job. */
export async function scopeOf(stores: Stores, workspaceId: string, jobId: string, isCurrentOnly = true): Promise<PredictionScope> {
  const job = await stores.prisma.trainingJob.findUnique({ where: { id: jobId, workspaceId }, select: { id: true, attempt: true } });
  if (job === null) throw new NotFound('Training job', jobId, 'jobId');
  return { workspaceId, jobId, superseded: isCurrentOnly ? await supersededOf(stores, workspaceId, [job]) : [] };
}

/** A page of predictions, by sample, epoch and step. */
export async function predictionPage(
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  scope: PredictionScope,
  { epoch, search, ...page }: PageAsked<PredictionPlace> & { readonly epoch: number | null; readonly search: string | null },
): Promise<FoundPage<StoredPrediction>> {
  const places = await predictionPlaces(clickhouse, { ...scope, epoch, search, ...page, limit: page.limit + 1 });
  const kept = fitting(places, page);
  const texts = await textsAt({ clickhouse }, scope, kept.entries);
  return { ...kept, entries: kept.entries.flatMap((place) => texts.get(keyOf(place)) ?? []) };
}

export interface ComparedSample {
  readonly sampleIndex: number;
  /** Of the epochs that have the sample, in the order of epochs. */
  readonly predictions: readonly StoredPrediction[];
  /** Whether the last epoch's prediction differs from the first's; null: one of them has no such sample. */
  readonly isChanged: boolean | null;
  /** The last epoch's score less the first's; null: unless both are finite. */
  readonly scoreChange: number | null;
  readonly isBetter: boolean;
  readonly isWorse: boolean;
}

export interface Comparison {
  readonly score: string | null;
  readonly lowerIsBetter: boolean;
  readonly sampleCount: number;
  readonly pairedCount: number;
  readonly changedCount: number;
  readonly betterCount: number;
  readonly worseCount: number;
  readonly change: MeasuredChange | null;
  readonly page: FoundPage<ComparedSample>;
}

/** Epochs side by side, sample by sample. `score` absent: the most telling one that both ends have. */
export async function comparePage(
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  scope: PredictionScope,
  asked: Pick<ComparisonAsked, 'epochs' | 'search'> & { readonly score: string | null; readonly change: PredictionChange | null },
  page: PageAsked<number>,
): Promise<Comparison> {
  const { epochs, search, change } = asked;
  const score = asked.score ?? defaultScore((await commonScores(clickhouse, { ...scope, epochs })).map(({ name }) => name));
  const lowerIsBetter = score !== null && isLowerBetter(score);
  const comparison: ComparisonAsked = { ...scope, epochs, search, score, lowerIsBetter };
  const [found] = await comparedSamples(clickhouse, { ...comparison, change, ...page, limit: page.limit + 1 });
  if (found === undefined) throw new Error('A comparison has no totals.');
  const { mean, variance, scoredCount, page: samples, ...counts } = found;
  const kept = fitting(samples, page);
  const texts = await textsAt(
    { clickhouse },
    scope,
    kept.entries.flatMap(({ places }) => places),
  );
  return {
    score,
    lowerIsBetter,
    ...counts,
    change: mean === null ? null : changeOf({ count: scoredCount, mean, variance }, lowerIsBetter),
    page: {
      ...kept,
      entries: kept.entries.map((sample) => ({
        ...sample,
        isChanged: sample.isPaired ? sample.isChanged : null,
        predictions: sample.places.flatMap((place) => texts.get(keyOf(place)) ?? []),
      })),
    },
  };
}

/** The epochs that have predictions, with their scores; at most the last thousand. */
export async function predictionEpochs({ clickhouse }: Pick<Stores, 'clickhouse'>, scope: PredictionScope): Promise<PredictionEpoch[]> {
  const epochs = await epochsOf(clickhouse, { ...scope, limit: mostEpochs });
  const [first] = epochs;
  if (first === undefined) return [];
  const scores = await scoresByEpoch(clickhouse, { ...scope, baseline: first.epoch, fromEpoch: first.epoch });
  const byEpoch = Map.groupBy(scores, ({ epoch }) => epoch);
  return epochs.map((epoch) => ({
    ...epoch,
    scores: (byEpoch.get(epoch.epoch) ?? []).flatMap((score): EpochScore[] => {
      const { name, count, mean, variance, ones, pairedCount, pairedMean, pairedVariance } = score;
      if (mean === null) return [];
      const lowerIsBetter = isLowerBetter(name);
      return [
        {
          name,
          lowerIsBetter,
          sampleCount: count,
          mean,
          interval: ones === null ? meanInterval({ count, mean, variance }) : wilson95(ones, count),
          change:
            epoch === first || pairedMean === null
              ? null
              : changeOf({ count: pairedCount, mean: pairedMean, variance: pairedVariance }, lowerIsBetter),
        },
      ];
    }),
  }));
}

function changeOf(differences: Sample, lowerIsBetter: boolean): MeasuredChange {
  const interval = meanInterval(differences);
  return { sampleCount: differences.count, mean: differences.mean, interval, verdict: verdictOf(interval, lowerIsBetter) };
}

/** The entries that a page holds, of one more than it may have. */
function fitting<Entry extends { readonly textBytes: number }>(
  found: readonly Entry[],
  { limit, isInverted }: Pick<PageAsked<never>, 'limit' | 'isInverted'>,
): FoundPage<Entry> {
  let bytes = 0;
  let count = 0;
  for (const { textBytes } of found.slice(0, limit)) {
    bytes += textBytes;
    if (count > 0 && bytes > pageBytes) break;
    count += 1;
  }
  const entries = found.slice(0, count);
  return { entries: isInverted ? entries.toReversed() : entries, hasMore: found.length > count };
}

const keyOf = ({ sampleIndex, epoch, step }: PredictionPlace): string => `${sampleIndex} ${epoch} ${step}`;

async function textsAt(
  { clickhouse }: Pick<Stores, 'clickhouse'>,
  scope: PredictionScope,
  places: readonly PredictionPlace[],
): Promise<ReadonlyMap<string, StoredPrediction>> {
  if (places.length === 0) return new Map();
  return new Map((await predictionsAt(clickhouse, { ...scope, places })).map((prediction) => [keyOf(prediction), prediction]));
}

const pageOfLast = 500;

/** The predictions of a job's last epoch, page by page, by sample and step: of several of one sample the last is the newest. */
export async function* lastPredictions(stores: Stores, workspaceId: string, jobId: string): AsyncGenerator<readonly StoredPrediction[]> {
  const scope = await scopeOf(stores, workspaceId, jobId);
  const [last] = await epochsOf(stores.clickhouse, { ...scope, limit: 1 });
  if (last === undefined) return;
  let after: PredictionPlace | null = null;
  for (;;) {
    const asked: PageAsked<PredictionPlace> = { after, before: null, limit: pageOfLast, isInverted: false };
    const { entries, hasMore } = await predictionPage(stores, scope, { epoch: last.epoch, search: null, ...asked });
    yield entries;
    const end = entries.at(-1);
    if (!hasMore || end === undefined) return;
    after = { sampleIndex: end.sampleIndex, epoch: end.epoch, step: end.step };
  }
}
