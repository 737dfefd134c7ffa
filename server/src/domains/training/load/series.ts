import type { Stores } from '../../../platform/store/stores.ts';
import { distinctPoints, emptyCurve, interpolated, supersededFrom, valueKinds, type Curve, type Picked } from '../pure/curve.ts';
import { attemptsOfJob } from '../queries/jobs.ts';
import { metricsOfJobs, type MetricRow } from '../queries/metrics.ts';
import { bucketsOfPoints, everyPoint, picks, type Columns, type Pick, type Stretch, type Superseded } from '../queries/points.ts';
import { maxStep } from '../types.ts';

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
 */
export async function readCurves(
  stores: Stores,
  workspaceId: string,
  jobs: readonly SeriesJob[],
  request: SeriesRequest,
): Promise<Map<string, Map<string, Curve>>> {
  const jobIds = jobs.map(({ id }) => id);
  if (jobIds.length === 0 || request.metrics.length === 0) return new Map();
  const wanted = new Set(request.metrics);
  const known = (await extents(stores, workspaceId, jobIds)).filter(({ metric }) => wanted.has(metric));
  if (known.length === 0) return new Map();
  const superseded = request.isCurrentOnly ? await supersededOf(stores, workspaceId, jobs) : [];
  const fromStep = request.fromStep ?? Math.min(...known.map((metric) => metric.firstStep));
  const toStep = request.toStep ?? Math.max(...known.map((metric) => metric.lastStep));
  if (toStep < fromStep) return new Map();
  const stretch: Stretch = { workspaceId, jobIds, metrics: request.metrics, fromStep, toStep, superseded };
  const most = Math.max(...known.map(({ receivedCount }) => receivedCount));
  if (most <= request.maxPoints) return curvesOfPoints(await everyPoint(stores.clickhouse, stretch));
  const bucketCount = Math.max(1, Math.floor(request.maxPoints / pointsOfBucket));
  const width = Math.max(1, Math.ceil((toStep - fromStep + 1) / bucketCount));
  return curvesOfBuckets(await bucketsOfPoints(stores.clickhouse, { ...stretch, width, byAttempt: !request.isCurrentOnly }));
}

async function extents(stores: Stores, workspaceId: string, jobIds: readonly string[]): Promise<MetricRow[]> {
  const of = (isSystem: boolean) => metricsOfJobs(stores.clickhouse, { workspaceId, jobIds, isSystem, pattern: null });
  return (await Promise.all([of(false), of(true)])).flat();
}

async function supersededOf(stores: Stores, workspaceId: string, jobs: readonly SeriesJob[]): Promise<Superseded[]> {
  const resumed = jobs.filter(({ attempt }) => attempt > 1);
  const found = await Promise.all(
    resumed.map(async ({ id: jobId }) => {
      const limits = supersededFrom(await attemptsOfJob(stores.postgres, { workspaceId, jobId }));
      return [...limits].map(([attempt, fromStep]) => ({ jobId, attempt, fromStep }));
    }),
  );
  return found.flat();
}

const valueOf = (finite: unknown, kind: unknown): number => valueKinds[kind as 0 | 1 | 2 | 3] ?? (finite as number);

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

function curvesOfBuckets(columns: Columns): Map<string, Map<string, Curve>> {
  const curves = new Map<string, Map<string, Curve>>();
  const count = columns['bucket']?.length ?? 0;
  const at = (name: string, index: number): unknown => columns[name]?.[index];
  for (let index = 0; index < count; index += 1) {
    const pick = (of: Pick): Picked | null => {
      const counted = of === 'low' || of === 'high' ? 'finite_count' : of === 'nan' || of === 'infinity' ? `${of}_count` : null;
      if (counted !== null && at(counted, index) === 0) return null;
      return {
        step: at(`${of}_step`, index) as number,
        value: valueOf(at(`${of}_finite`, index), at(`${of}_kind`, index)),
        at: at(`${of}_at`, index) as number,
        attempt: at(`${of}_attempt`, index) as number,
      };
    };
    const curve = curveOf(curves, at('jobId', index) as string, at('metric', index) as string);
    for (const point of distinctPoints(picks.map(pick))) {
      curve.step.push(point.step);
      curve.value.push(point.value);
      curve.at.push(point.at);
      curve.attempt.push(point.attempt);
    }
  }
  return curves;
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

/** Where each point of a job's curve stands on an axis; null: the job logs no such counter. Times are in milliseconds, relative ones since the start. */
export type Placing = (curve: Curve) => (number | null)[];

export async function placingOn(stores: Stores, workspaceId: string, job: SeriesJob, axis: Axis): Promise<Placing> {
  switch (axis) {
    case 'STEP':
      return ({ step }) => step;
    case 'WALL_TIME':
      return ({ at }) => at;
    case 'RELATIVE_TIME': {
      const startedAtMs = (job.startedAt ?? job.createdAt).getTime();
      return ({ at }) => at.map((atMs) => atMs - startedAtMs);
    }
    case 'EPOCH':
    case 'TOKENS': {
      const request = { metrics: counters[axis], maxPoints: counterPoints, fromStep: 0, toStep: maxStep, isCurrentOnly: true };
      const curves = (await readCurves(stores, workspaceId, [job], request)).get(job.id);
      const name = counters[axis].find((metric) => curves?.has(metric));
      const counter = name === undefined ? undefined : curves?.get(name);
      return ({ step }) => (counter === undefined ? step.map(() => null) : interpolated(counter, step));
    }
    default:
      return axis satisfies never;
  }
}
