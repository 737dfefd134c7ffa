import type { Stores } from '../../../platform/store/stores.ts';
import type { ShownPoints, StoredPage, StoredSteps } from '../arrivals.ts';
import { shownValue, valueKinds } from '../pure/curve.ts';
import type { Columns } from '../queries/points.ts';
import { extentOfJob, pointsBySteps, pointsByVersion, type PointPlace } from '../queries/replay.ts';
import { maxStep } from '../types.ts';
import { landPoints } from './land.ts';

/** Points of one page, and of one batch that a viewer receives. */
const pageSize = 5_000;

/** The stored points of a job, a page at a time. */
export function storedSteps(stores: Stores, workspaceId: string, jobId: string): StoredSteps {
  const job = { workspaceId, jobId };

  /**
   * Of a job with millions of points a page looks at a few steps only: sorting all of them for each would take longer than reading them.
   */
  async function stepsFrom(fromStep: number, after: PointPlace | null, window: number, lastStep: number): Promise<StoredPage> {
    const toStep = Math.min(lastStep, fromStep + window - 1);
    const { points, last, count } = read(await pointsBySteps(stores.clickhouse, { ...job, fromStep, toStep, after, limit: pageSize }));
    if (count === pageSize && last !== null)
      return { points, step: last.step, next: () => stepsFrom(last.step, last, Math.max(1, Math.ceil(window / 2)), lastStep) };
    const isLast = toStep >= lastStep;
    if (count === 0 && !isLast) return stepsFrom(toStep + 1, null, window * 4, lastStep);
    const wider = count * 4 < pageSize ? window * 2 : window;
    return { points, step: toStep + 1, next: isLast ? null : () => stepsFrom(toStep + 1, null, wider, lastStep) };
  }

  async function versionsFrom(sinceVersion: number, after: PointPlace | null): Promise<StoredPage> {
    const { points, last, count } = read(await pointsByVersion(stores.clickhouse, { ...job, sinceVersion, after, limit: pageSize }));
    return { points, step: 0, next: count < pageSize ? null : () => versionsFrom(sinceVersion, last) };
  }

  return {
    afterStep: async (step) => {
      await landPoints(stores);
      const [extent] = await extentOfJob(stores.clickhouse, job);
      if (extent === undefined || extent.pointCount === 0 || extent.lastStep <= step) return { points: nothing, step, next: null };
      const fromStep = Math.max(step + 1, extent.firstStep);
      const stepsOfPage = Math.ceil((pageSize * (extent.lastStep - extent.firstStep + 1)) / extent.pointCount);
      return stepsFrom(fromStep, null, stepsOfPage, Math.min(extent.lastStep, maxStep));
    },
    sinceVersion: async (version) => {
      await landPoints(stores);
      return versionsFrom(version, null);
    },
  };
}

const nothing: ShownPoints = { metric: [], step: [], value: [], at: [], attempt: [] };

function read(columns: Columns): { points: ShownPoints; last: PointPlace | null; count: number } {
  const { metric = [], step = [], attempt = [], nth = [], version = [], finite = [], kind = [], atMs = [] } = columns;
  const count = step.length;
  const value = finite.map((one, index) => {
    const other = valueKinds[kind[index] as 0 | 1 | 2 | 3];
    return other === null ? (one as number) : shownValue(other);
  });
  const at = (column: readonly unknown[]): never => column[count - 1] as never;
  return {
    points: { metric: metric as string[], step: step as number[], value, at: atMs as number[], attempt: attempt as number[] },
    last: count === 0 ? null : { step: at(step), metric: at(metric), attempt: at(attempt), nth: at(nth), version: at(version) },
    count,
  };
}
