import type { Stores } from '../../../platform/store/stores.ts';
import { valueKinds } from '../pure/curve.ts';
import { canonicalMetric } from '../pure/metric-name.ts';
import { historyOf, latestPoints, type HistoryPlace } from '../queries/history.ts';
import { landPoints } from './land.ts';

export type { HistoryPlace } from '../queries/history.ts';

/** The latest point of a metric: greatest by step, then by `nth`. */
export interface LatestPoint {
  /** Spellings under which it was sent. */
  readonly names: readonly string[];
  readonly step: number;
  /** What the sender gave as `nth`; else when the last point came, in milliseconds. */
  readonly timestampMs: number;
  readonly value: number;
}

export interface HistoryPoint extends HistoryPlace {
  /** As of `LatestPoint`. */
  readonly timestampMs: number;
  readonly value: number;
}

const jobsAtOnce = 500;
const valueOf = (finite: unknown, kind: unknown): number => valueKinds[kind as 0 | 1 | 2 | 3] ?? (finite as number);
const timeOf = (nth: unknown, atMs: unknown): number => (nth === 0 ? (atMs as number) : (nth as number));

/** The latest point of every metric of some jobs, by job id; those of the machine too. */
export async function latestByJob(stores: Stores, workspaceId: string, jobIds: readonly string[]): Promise<Map<string, LatestPoint[]>> {
  await landPoints(stores);
  const byJob = new Map<string, LatestPoint[]>();
  for (let from = 0; from < jobIds.length; from += jobsAtOnce) {
    const columns = await latestPoints(stores.clickhouse, { workspaceId, jobIds: jobIds.slice(from, from + jobsAtOnce) });
    const { jobId = [], names = [], step = [], nth = [], finite = [], kind = [], atMs = [] } = columns;
    for (let index = 0; index < step.length; index += 1) {
      const points = byJob.get(jobId[index] as string) ?? [];
      byJob.set(jobId[index] as string, points);
      points.push({
        names: names[index] as string[],
        step: step[index] as number,
        timestampMs: timeOf(nth[index], atMs[index]),
        value: valueOf(finite[index], kind[index]),
      });
    }
  }
  return byJob;
}

/** Points of one metric, whatever its spelling, after a place; those of superseded attempts too. */
export async function readHistory(
  stores: Stores,
  workspaceId: string,
  jobId: string,
  { name, after, limit }: { readonly name: string; readonly after: HistoryPlace | null; readonly limit: number },
): Promise<HistoryPoint[]> {
  await landPoints(stores);
  const columns = await historyOf(stores.clickhouse, { workspaceId, jobId, metric: canonicalMetric(name), after, limit });
  const { step = [], attempt = [], nth = [], finite = [], kind = [], atMs = [] } = columns;
  return step.map((at, index) => ({
    step: at as number,
    attempt: attempt[index] as number,
    nth: nth[index] as number,
    timestampMs: timeOf(nth[index], atMs[index]),
    value: valueOf(finite[index], kind[index]),
  }));
}
