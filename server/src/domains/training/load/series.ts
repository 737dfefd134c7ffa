import type { Stores } from '../../../platform/store/stores.ts';
import {
  distinctPoints,
  emptyCurve,
  interpolated,
  mergedBucket,
  supersededFrom,
  valueKinds,
  type Bucket,
  type Curve,
  type Picked,
} from '../pure/curve.ts';
import { gridOf, partsOf, type Grid } from '../pure/grid.ts';
import { landPoints } from './land.ts';
import { attemptsOfJob } from '../queries/jobs.ts';
import { extentsOfMetrics, type MetricExtent } from '../queries/metrics.ts';
import {
  bucketsOfLevel,
  bucketsOfPoints,
  everyPoint,
  type Bucketing,
  type Columns,
  type Picking,
  type Stretch,
  type Superseded,
} from '../queries/points.ts';

export const axes = ['STEP', 'EPOCH', 'TOKENS', 'RELATIVE_TIME', 'WALL_TIME'] as const;
export type Axis = (typeof axes)[number];

export interface SeriesRequest {
  /** Canonical names. */
  readonly metrics: readonly string[];
  /** About so many points of each curve; a curve that has fewer is given whole. */
  readonly maxPoints: number;
  /** Both included; null: from the first, to the last. */
  readonly fromStep: number | null;
  readonly toStep: number | null;
  /** Whether points that a later attempt has superseded are left out. */
  readonly isCurrentOnly: boolean;
}

export interface SeriesJob {
  readonly id: string;
  readonly attempt: number;
  readonly startedAt: Date | null;
  readonly createdAt: Date;
}

/** Points that one bucket has where all of them are finite. */
const pointsOfBucket = 4;

/**
 * Curves of some jobs, by job id and metric; a curve without points is not there.
 *
 * Every bucket of a curve that has more than `maxPoints` keeps its first, last, lowest and highest point, and its first NaN and infinity.
 * `extents`: of these metrics, by a caller who has read them and landed the points; null: they are asked for.
 */
export async function readCurves(
  stores: Stores,
  workspaceId: string,
  jobs: readonly SeriesJob[],
  request: SeriesRequest,
  extents: readonly MetricExtent[] | null = null,
): Promise<Map<string, Map<string, Curve>>> {
  const jobIds = jobs.map(({ id }) => id);
  if (jobIds.length === 0 || request.metrics.length === 0) return new Map();
  if (extents === null) await landPoints(stores);
  const known = extents ?? (await extentsOfMetrics(stores.clickhouse, { workspaceId, jobIds, metrics: request.metrics }));
  const superseded = request.isCurrentOnly ? await supersededOf(stores, workspaceId, jobs) : [];
  const trained = { workspaceId, jobIds, superseded };
  // Where all of it is read, and nothing is superseded, one statement reads both.
  const isWhole = request.fromStep === null && request.toStep === null && superseded.length === 0;
  if (isWhole && known.every(({ receivedCount }) => receivedCount <= request.maxPoints))
    return curvesOfKind(stores, trained, known, request);
  // A step of a system metric is its time: the two kinds share no range of steps, and no attempt supersedes a measurement of the machine.
  const [curves, measured] = await Promise.all([
    curvesOfKind(
      stores,
      trained,
      known.filter(({ isSystem }) => !isSystem),
      request,
    ),
    curvesOfKind(
      stores,
      { ...trained, superseded: [] },
      known.filter(({ isSystem }) => isSystem),
      request,
    ),
  ]);
  for (const [jobId, ofJob] of measured) curves.set(jobId, new Map([...(curves.get(jobId) ?? []), ...ofJob]));
  return curves;
}

async function curvesOfKind(
  stores: Stores,
  scope: Pick<Stretch, 'workspaceId' | 'jobIds' | 'superseded'>,
  known: readonly MetricExtent[],
  request: SeriesRequest,
): Promise<Map<string, Map<string, Curve>>> {
  if (known.length === 0) return new Map();
  const fromStep = request.fromStep ?? Math.min(...known.map((metric) => metric.firstStep));
  const toStep = request.toStep ?? Math.max(...known.map((metric) => metric.lastStep));
  if (toStep < fromStep) return new Map();
  const stretch: Stretch = { ...scope, metrics: [...new Set(known.map(({ metric }) => metric))], fromStep, toStep };
  if (Math.max(...known.map(({ receivedCount }) => receivedCount)) <= request.maxPoints)
    return curvesOfPoints(await everyPoint(stores.clickhouse, stretch));
  const bucketCount = Math.max(1, Math.floor(request.maxPoints / pointsOfBucket));
  const grid = gridOf({ fromStep, toStep }, countWithin(known, fromStep, toStep), bucketCount);
  const bucketing = { width: grid.width, byAttempt: !request.isCurrentOnly, isFinite: known.every((metric) => metric.isFinite) };
  // There is nothing beyond the ends of the curves: their outer buckets are read whole, and not from points.
  const size = 2 ** (grid.level ?? 0);
  const widened = {
    ...stretch,
    fromStep: request.fromStep ?? Math.floor(fromStep / size) * size,
    toStep: request.toStep ?? Math.ceil((toStep + 1) / size) * size - 1,
  };
  return curvesOfBuckets(await readBuckets(stores, widened, grid, bucketing));
}

/** How many points of some metrics are in a range, about: as many as if they were spread evenly. */
function countWithin(metrics: readonly MetricExtent[], fromStep: number, toStep: number): number {
  return metrics.reduce((sum, { firstStep, lastStep, receivedCount }) => {
    const overlap = Math.min(lastStep, toStep) - Math.max(firstStep, fromStep) + 1;
    return overlap <= 0 ? sum : sum + (receivedCount * overlap) / (lastStep - firstStep + 1);
  }, 0);
}

/** Answers of the statements that together hold the buckets of a grid. */
async function readBuckets({ clickhouse }: Stores, stretch: Stretch, { level }: Grid, bucketing: Bucketing): Promise<Columns[]> {
  const asked = { ...stretch, ...bucketing };
  const { whole, ranges } =
    level === null
      ? { whole: null, ranges: [stretch] }
      : partsOf(
          stretch,
          level,
          stretch.superseded.map(({ fromStep }) => fromStep),
        );
  return Promise.all([
    ...(ranges.length === 0 ? [] : [bucketsOfPoints(clickhouse, { ...asked, ranges })]),
    ...(whole === null || level === null ? [] : [bucketsOfLevel(clickhouse, { ...asked, whole, level })]),
  ]);
}

/** From which steps on attempts of some jobs are superseded by later ones. */
export async function supersededOf(
  stores: Stores,
  workspaceId: string,
  jobs: readonly Pick<SeriesJob, 'id' | 'attempt'>[],
): Promise<Superseded[]> {
  const resumed = jobs.filter(({ attempt }) => attempt > 1);
  const found = await Promise.all(
    resumed.map(async ({ id: jobId }) => {
      const limits = supersededFrom(await attemptsOfJob(stores.postgres, { workspaceId, jobId }));
      return [...limits].map(([attempt, fromStep]) => ({ jobId, attempt, fromStep }));
    }),
  );
  return found.flat();
}

/** `kind` undefined: every value was finite when it was asked. */
const valueOf = (finite: unknown, kind: unknown): number => valueKinds[kind as 0 | 1 | 2 | 3] ?? (finite as number | null) ?? Number.NaN;

function curvesOfPoints(columns: Columns): Map<string, Map<string, Curve>> {
  const curves = new Map<string, Map<string, Curve>>();
  const { jobId = [], metric = [], step = [], attempt = [], finite = [], kind = [], atMs = [] } = columns;
  for (let index = 0; index < step.length; index += 1) {
    const curve = curveOf(curves, jobId[index] as string, metric[index] as string);
    curve.step.push(step[index] as number);
    curve.value.push(valueOf(finite[index], kind[index]));
    curve.at.push(atMs[index] as number);
    curve.attempt.push(attempt[index] as number);
  }
  return curves;
}

interface PlacedBucket {
  readonly jobId: string;
  readonly metric: string;
  readonly attempt: number;
  readonly place: number;
  readonly bucket: Bucket;
}

/** Curves of one answer, or of several that may hold parts of the same buckets. */
function curvesOfBuckets([only, ...others]: readonly Columns[]): Map<string, Map<string, Curve>> {
  const curves = new Map<string, Map<string, Curve>>();
  const first = only === undefined ? [] : placedBuckets(only);
  for (const { jobId, metric, bucket } of others.length === 0 ? first : joined([first, ...others.map(placedBuckets)])) {
    const curve = curveOf(curves, jobId, metric);
    for (const point of distinctPoints(Object.values(bucket))) {
      curve.step.push(point.step);
      curve.value.push(point.value);
      curve.at.push(point.at);
      curve.attempt.push(point.attempt);
    }
  }
  return curves;
}

function placedBuckets(columns: Columns): PlacedBucket[] {
  const { jobId = [], name = [], ofAttempt = [], bucket: places = [] } = columns;
  return places.map((place, index) => ({
    jobId: jobId[index] as string,
    metric: name[index] as string,
    attempt: ofAttempt[index] as number,
    place: place as number,
    bucket: bucketAt(columns, index),
  }));
}

function joined(answers: readonly (readonly PlacedBucket[])[]): PlacedBucket[] {
  const buckets = new Map<string, PlacedBucket>();
  for (const placed of answers.flat()) {
    const key = `${placed.jobId} ${placed.place} ${placed.attempt} ${placed.metric}`;
    const known = buckets.get(key);
    buckets.set(key, known === undefined ? placed : { ...known, bucket: mergedBucket(known.bucket, placed.bucket) });
  }
  return [...buckets.values()].toSorted((a, b) => a.place - b.place);
}

function bucketAt(columns: Columns, index: number): Bucket {
  const at = (name: string): unknown => columns[name]?.[index];
  const pick = (of: Picking, isThere: boolean): Picked | null =>
    isThere
      ? {
          step: at(`${of}_step`) as number,
          value: valueOf(at(`${of}_finite`), at(`${of}_kind`)),
          at: at(`${of}_at`) as number,
          attempt: at(`${of}_attempt`) as number,
        }
      : null;
  const has = (kind: string): boolean => (columns['finite_count'] === undefined ? kind === 'finite' : Number(at(`${kind}_count`)) > 0);
  return {
    first: pick('first', true),
    last: pick('last', true),
    low: pick('low', has('finite')),
    high: pick('high', has('finite')),
    nan: pick('nan', has('nan')),
    infinity: pick('infinity', has('infinity')),
  };
}

function curveOf(curves: Map<string, Map<string, Curve>>, jobId: string, metric: string): Curve {
  const ofJob = curves.get(jobId) ?? new Map<string, Curve>();
  curves.set(jobId, ofJob);
  const curve = ofJob.get(metric) ?? emptyCurve();
  ofJob.set(metric, curve);
  return curve;
}

/** Counters of tokens, the more telling first. */
const counters: Readonly<Record<'EPOCH' | 'TOKENS', readonly string[]>> = {
  EPOCH: ['epoch'],
  TOKENS: ['num_input_tokens_seen', 'num_tokens', 'tokens/total', 'total_tokens'],
};
/** Enough for a line between them to be the counter. */
const counterPoints = 2_000;

/**
 * Where each point of a job's curve stands on an axis; null: the job logs no such counter. Times are in milliseconds, relative ones since
 * the start. The steps of a metric of the machine are times: it stands where the counter was then.
 */
type Placing = (curve: Curve, isSystem: boolean) => (number | null)[];

/** Of each of the jobs, by id. */
export async function placingsOn(
  stores: Stores,
  workspaceId: string,
  jobs: readonly SeriesJob[],
  axis: Axis,
): Promise<ReadonlyMap<string, Placing>> {
  const each = (placing: (job: SeriesJob) => Placing): Map<string, Placing> => new Map(jobs.map((job) => [job.id, placing(job)]));
  switch (axis) {
    case 'STEP':
      return each(() => (curve) => curve.step);
    case 'WALL_TIME':
      return each(() => (curve) => curve.at);
    case 'RELATIVE_TIME':
      return each(({ startedAt, createdAt }) => {
        const startedAtMs = (startedAt ?? createdAt).getTime();
        return ({ at }) => at.map((atMs) => atMs - startedAtMs);
      });
    case 'EPOCH':
    case 'TOKENS': {
      const request = { metrics: counters[axis], maxPoints: counterPoints, fromStep: null, toStep: null, isCurrentOnly: true };
      const curves = await readCurves(stores, workspaceId, jobs, request);
      return each(({ id }) => {
        const ofJob = curves.get(id);
        const counter = counters[axis].map((metric) => ofJob?.get(metric)).find((curve) => curve !== undefined);
        return ({ step, at }, isSystem) => {
          if (counter === undefined) return step.map(() => null);
          return isSystem ? interpolated({ ...counter, step: counter.at }, at) : interpolated(counter, step);
        };
      });
    }
    default:
      return axis satisfies never;
  }
}
