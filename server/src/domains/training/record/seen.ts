import { RecentMap } from '../../../platform/ingest/remembered.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landPoints } from '../load/land.ts';
import { stepStretches, storedAmong } from '../queries/seen.ts';
import type { CheckedPoint, PointColumns } from '../types.ts';

/** Jobs whose metrics are remembered. */
const rememberedCount = 500;
/** Of a job: more different metrics are not remembered, and it is asked for again. */
const mostMetrics = 50_000;

interface Stretch {
  readonly first: number;
  readonly last: number;
}

/**
 * The first and the last step of each metric of a job in each attempt. Trainers log rising steps: most points are new for certain, without
 * a query.
 */
export class SeenSteps {
  readonly #stretches = new Map<string, Map<number, Stretch>>();

  get isFull(): boolean {
    return this.#stretches.size > mostMetrics;
  }

  add(metric: string, attempt: number, first: number, last = first): void {
    let ofMetric = this.#stretches.get(metric);
    if (ofMetric === undefined) this.#stretches.set(metric, (ofMetric = new Map()));
    const known = ofMetric.get(attempt);
    if (known === undefined || first < known.first || last > known.last)
      ofMetric.set(attempt, { first: Math.min(first, known?.first ?? first), last: Math.max(last, known?.last ?? last) });
  }

  addAll({ metric, attempt, step }: PointColumns): void {
    for (let index = 0; index < step.length; index += 1) this.add(metric[index] as string, attempt[index] as number, step[index] as number);
  }

  /** Whether a point may be stored already. */
  mayHave(metric: string, attempt: number, step: number): boolean {
    return (this.#stretches.get(metric)?.get(attempt)?.last ?? -1) >= step;
  }

  /** Whether an attempt before this one has the metric. */
  isRepeated(metric: string, attempt: number): boolean {
    return this.#before(metric, attempt).length > 0;
  }

  /** Whether attempts before this one have the metric at several steps. */
  isCurve(metric: string, attempt: number): boolean {
    const before = this.#before(metric, attempt);
    return Math.min(...before.map(({ first }) => first)) < Math.max(...before.map(({ last }) => last));
  }

  /** The greatest step of attempts before this one; -1: they have none. */
  lastBefore(attempt: number): number {
    let greatest = -1;
    for (const ofMetric of this.#stretches.values())
      for (const [of, { last }] of ofMetric) if (of < attempt) greatest = Math.max(greatest, last);
    return greatest;
  }

  #before(metric: string, attempt: number): Stretch[] {
    return [...(this.#stretches.get(metric) ?? [])].flatMap(([of, stretch]) => (of < attempt ? [stretch] : []));
  }
}

const seen = new WeakMap<Stores, RecentMap<Promise<SeenSteps> | null>>();

function seenIn(stores: Stores): RecentMap<Promise<SeenSteps> | null> {
  let known = seen.get(stores);
  if (known === undefined) seen.set(stores, (known = new RecentMap(rememberedCount)));
  return known;
}

/** A job was made here: where every record comes through this process, it has no points, and its first call has nothing to ask. */
export function noteNewJob(stores: Stores, jobId: string): void {
  if (stores.clickhouse.demand.seesAll && seenIn(stores).get(jobId) === undefined)
    seenIn(stores).set(jobId, Promise.resolve(new SeenSteps()));
}

/** What is known of the steps of a job: read once, and kept up by this process. */
export async function seenSteps(stores: Stores, workspaceId: string, jobId: string): Promise<SeenSteps> {
  const known = await seenIn(stores).get(jobId);
  if (known !== undefined && known !== null && !known.isFull) return known;
  const reading = (async () => {
    await landPoints(stores);
    const steps = new SeenSteps();
    for (const { metric, attempt, firstStep, lastStep } of await stepStretches(stores.clickhouse, { workspaceId, jobId }))
      steps.add(metric, attempt, firstStep, lastStep);
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
