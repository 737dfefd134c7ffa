import { RecentMap } from '../../../platform/ingest/remembered.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { extentsOfMetrics, type MetricExtent } from '../queries/metrics.ts';
import { landPoints } from './land.ts';
import { readCurves, type SeriesJob } from './series.ts';

/** Values of a sparkline, about. */
export const sparklinePoints = 60;

export interface SparklineJob extends SeriesJob {
  readonly heardAt: Date | null;
}

interface Remembered {
  /** Attempt and last sign of the job when it was read. */
  readonly state: string;
  readonly values: readonly number[];
}

/** Jobs in one generation of the memory, which keeps two. */
const rememberedJobs = 4_000;
/** Metrics that are remembered of a job. */
const rememberedMetrics = 4;

const memories = new WeakMap<Stores, RecentMap<Map<string, Remembered>>>();

function memoryOf(stores: Stores): RecentMap<Map<string, Remembered>> {
  let memory = memories.get(stores);
  if (memory === undefined) memories.set(stores, (memory = new RecentMap(rememberedJobs)));
  return memory;
}

/** Points of the job were written here, or may have been: what a reader has begun to read before is not remembered. */
export function forgetSparklines(stores: Stores, jobId: string): void {
  if (memoryOf(stores).get(jobId) !== undefined) memoryOf(stores).set(jobId, new Map());
}

/**
 * A small picture of one metric for each of many jobs, each over its own steps: about `sparklinePoints` values of each, by job id. It is
 * remembered until points of its job come here, the job has another attempt, or another server hears of it.
 */
export async function sparklines(
  stores: Stores,
  workspaceId: string,
  jobs: readonly SparklineJob[],
  metric: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const memory = memoryOf(stores);
  const found = new Map<string, readonly number[]>();
  const unknown: (readonly [job: SparklineJob, ofJob: Map<string, Remembered>])[] = [];
  for (const job of jobs) {
    const ofJob = memory.get(job.id) ?? new Map<string, Remembered>();
    memory.set(job.id, ofJob);
    const remembered = ofJob.get(metric);
    if (remembered?.state === stateOf(job)) found.set(job.id, remembered.values);
    else unknown.push([job, ofJob]);
  }
  if (unknown.length === 0) return found;
  const read = await readSparklines(
    stores,
    workspaceId,
    unknown.map(([job]) => job),
    metric,
  );
  for (const [job, ofJob] of unknown) {
    const values = read.get(job.id) ?? [];
    found.set(job.id, values);
    if (memory.get(job.id) !== ofJob) continue;
    if (ofJob.size >= rememberedMetrics) ofJob.clear();
    ofJob.set(metric, { state: stateOf(job), values });
  }
  return found;
}

const stateOf = ({ attempt, heardAt }: SparklineJob): string => `${attempt} ${heardAt?.getTime()}`;

async function readSparklines(
  stores: Stores,
  workspaceId: string,
  jobs: readonly SeriesJob[],
  metric: string,
): Promise<Map<string, readonly number[]>> {
  await landPoints(stores);
  const jobIds = jobs.map(({ id }) => id);
  const known = await extentsOfMetrics(stores.clickhouse, { workspaceId, jobIds, metrics: [metric] });
  const extentsOf = Map.groupBy(known, (extent) => extent.jobId);
  // Jobs of one magnitude share a grid: beside a job of a million steps one of a thousand would be a single bucket.
  const byMagnitude = Map.groupBy(
    jobs.filter(({ id }) => extentsOf.has(id)),
    ({ id }) => {
      const [{ firstStep, lastStep }] = extentsOf.get(id) as [MetricExtent];
      return Math.ceil(Math.log2(lastStep - firstStep + 1)) + (firstStep > lastStep / 2 ? 0.5 : 0);
    },
  );
  const request = { metrics: [metric], maxPoints: sparklinePoints, fromStep: null, toStep: null, isCurrentOnly: true };
  const read = await Promise.all(
    [...byMagnitude.values()].map((some) =>
      readCurves(
        stores,
        workspaceId,
        some,
        request,
        some.flatMap(({ id }) => extentsOf.get(id) ?? []),
      ),
    ),
  );
  return new Map(read.flatMap((curves) => [...curves].map(([id, ofJob]) => [id, ofJob.get(metric)?.value ?? []] as const)));
}
