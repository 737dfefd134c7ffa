import { RecentMap } from '../../../platform/ingest/remembered.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landPoints } from '../load/land.ts';
import { lastSteps, storedAmong } from '../queries/seen.ts';
import type { CheckedPoint, PointColumns } from '../types.ts';

/** Jobs whose metrics are remembered. */
const rememberedCount = 500;
/** Of a job: more different metrics are not remembered, and it is asked for again. */
const mostMetrics = 50_000;

/** The greatest step of each metric of a job in each attempt. Trainers log rising steps: most points are new for certain, without a query. */
export class SeenSteps {
  readonly #last = new Map<string, Map<number, number>>();

  get isFull(): boolean {
    return this.#last.size > mostMetrics;
  }

  add(metric: string, attempt: number, step: number): void {
    let ofMetric = this.#last.get(metric);
    if (ofMetric === undefined) this.#last.set(metric, (ofMetric = new Map()));
    const last = ofMetric.get(attempt);
    if (last === undefined || last < step) ofMetric.set(attempt, step);
  }

  addAll({ metric, attempt, step }: PointColumns): void {
    for (let index = 0; index < step.length; index += 1) this.add(metric[index] as string, attempt[index] as number, step[index] as number);
  }

  /** Whether a point may be stored already. */
  mayHave(metric: string, attempt: number, step: number): boolean {
    return (this.#last.get(metric)?.get(attempt) ?? -1) >= step;
  }

  /** Whether an attempt before this one has the metric. */
  isRepeated(metric: string, attempt: number): boolean {
    for (const of of this.#last.get(metric)?.keys() ?? []) if (of < attempt) return true;
    return false;
  }
}

const seen = new WeakMap<Stores, RecentMap<Promise<SeenSteps> | null>>();

function seenIn(stores: Stores): RecentMap<Promise<SeenSteps> | null> {
  let known = seen.get(stores);
  if (known === undefined) seen.set(stores, (known = new RecentMap(rememberedCount)));
  return known;
}

/** What is known of the steps of a job: read once, and kept up by this process. */
export async function seenSteps(stores: Stores, workspaceId: string, jobId: string): Promise<SeenSteps> {
  const known = await seenIn(stores).get(jobId);
  if (known !== undefined && known !== null && !known.isFull) return known;
  const reading = (async () => {
    await landPoints(stores);
    const steps = new SeenSteps();
    for (const { metric, attempt, lastStep } of await lastSteps(stores.clickhouse, { workspaceId, jobId }))
      steps.add(metric, attempt, lastStep);
    return steps;
  })();
  seenIn(stores).set(jobId, reading);
  reading.catch(() => seenIn(stores).set(jobId, null)); // the caller has the error
  return reading;
}

/** Points were stored: a job that is not remembered stays so. */
export async function noteSteps(stores: Stores, jobId: string, points: PointColumns): Promise<void> {
  (await seenIn(stores).get(jobId))?.addAll(points);
}

/** How many of these points are stored already. `attempt`: of points that name none. */
export async function countStored(
  stores: Stores,
  workspaceId: string,
  jobId: string,
  attempt: number,
  points: readonly CheckedPoint[],
): Promise<number> {
  const steps = await seenSteps(stores, workspaceId, jobId);
  const unsure = points.filter((point) => steps.mayHave(point.metric, point.attempt ?? attempt, point.step));
  if (unsure.length === 0) return 0;
  await landPoints(stores);
  const keyOf = (point: { metric: string; step: number; attempt: number | null; nth: number }): string =>
    `${point.attempt ?? attempt} ${point.step} ${point.nth} ${point.metric}`;
  const stored = await storedAmong(stores.clickhouse, {
    workspaceId,
    jobId,
    metrics: unsure.map(({ metric }) => metric),
    steps: unsure.map(({ step }) => step),
  });
  const keys = new Set(stored.map(keyOf));
  return unsure.filter((point) => keys.has(keyOf(point))).length;
}
