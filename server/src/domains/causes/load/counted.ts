import { conditionsOf } from '../../analytics/load.ts';
import { allOf } from '../../analytics/pure/filter.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import type { Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { isCallOf } from '../pure/dimensions.ts';
import type { Cluster } from '../pure/interval.ts';
import { leavesOf, type Leaves } from '../pure/leaves.ts';
import { causeMetric, levelOf } from '../pure/metric.ts';
import { countedLeaves, latencyPercentiles, type ClusterSums, type CountedLeaf, type CountedMessages } from '../queries/leaves.ts';
import { causeDimensions, lengthMs, type CauseDimension, type Windows } from '../types.ts';
import type { Compared, ExplainAsked } from './windows.ts';

/** More groups than this make a search too slow. */
const mostLeaves = 200_000;

/** Messages of both windows, and how they are counted. */
export interface Counted extends CountedMessages {
  /** Of a percentile, its values in ms. */
  readonly levels: { readonly baseline: number | null; readonly current: number | null } | null;
}

export async function countedOf(
  stores: Stores,
  workspaceId: string,
  { metric, filter, tool, windows }: Compared,
  members: Sql | null,
): Promise<Counted> {
  const { where } = await conditionsOf(stores.postgres, workspaceId, filter);
  const level = levelOf(metric);
  const base = { workspaceId, windows, members, where: tool === null ? where : allOf([where, isCallOf(tool)]) };
  if (level === null) return { ...base, metric: causeMetric(metric, 0), levels: null };
  const rows = await latencyPercentiles(stores.clickhouse, { ...base, metric: causeMetric(metric, 0), level });
  const of = (wanted: string): number | null => rows.find(({ window }) => window === wanted)?.valueMs ?? null;
  const levels = { baseline: of('baseline'), current: of('current') };
  return { ...base, metric: causeMetric(metric, levels.baseline ?? 0), levels };
}

/** Hours of the day compare only where each window has all of them. */
export function dimensionsOf({ dimensions }: ExplainAsked, { current, baseline }: Windows, hasCohorts: boolean): CauseDimension[] {
  const hasWholeDays = [current, baseline].every((window) => lengthMs(window) % dayMs === 0);
  const wanted = new Set(dimensions ?? causeDimensions.filter((dimension) => dimension !== 'HOUR' || hasWholeDays));
  return causeDimensions.filter((dimension) => wanted.has(dimension) && (dimension !== 'COHORT' || hasCohorts));
}

/** Leaves by the dimensions, or without those that have the most values where there would be too many; dimensions with one value tell nothing apart. */
export async function leavesWithin(
  stores: Stores,
  counted: CountedMessages,
  wanted: readonly CauseDimension[],
): Promise<{ dimensions: readonly CauseDimension[]; rows: readonly CountedLeaf[] }> {
  const rows = await countedLeaves(stores.clickhouse, { ...counted, dimensions: wanted, limit: mostLeaves + 1 });
  const valueCounts = wanted.map((_, place) => new Set(rows.map(({ values }) => values[place])).size);
  if (rows.length > mostLeaves && wanted.length > 1) {
    const largest = valueCounts.indexOf(Math.max(...valueCounts));
    return leavesWithin(
      stores,
      counted,
      wanted.filter((_, place) => place !== largest),
    );
  }
  const kept = wanted.flatMap((_, place) => ((valueCounts[place] as number) > 1 ? [place] : []));
  return {
    dimensions: kept.map((place) => wanted[place] as CauseDimension),
    rows: rows.map((row) => ({ ...row, values: kept.map((place) => row.values[place] as string) })),
  };
}

/** Leaves of two of the windows; the sums of the earlier one are scaled to the length of the later one where the metric is a sum. */
export function leavesBetween(
  rows: readonly CountedLeaf[],
  dimensions: readonly string[],
  { metric, windows }: CountedMessages,
  now: 'current' | 'baseline',
): Leaves {
  const before = now === 'current' ? 'baseline' : 'quiet';
  const scale = metric.kind === 'SUM' ? lengthMs(windows[now]) / lengthMs(windows[before]) : 1;
  const leafRows = rows.flatMap(({ window, values, part, of }) =>
    window === now || window === before
      ? [{ values, window: window === now ? ('current' as const) : ('baseline' as const), part, of }]
      : [],
  );
  return leavesOf(dimensions, leafRows, scale);
}

/** Sums of groups of conversations, those of the baseline scaled as leaves are. */
export function clustersOf(rows: readonly ClusterSums[], { metric, windows }: CountedMessages): Cluster[] {
  const scale = metric.kind === 'SUM' ? lengthMs(windows.current) / lengthMs(windows.baseline) : 1;
  const byCluster = Map.groupBy(rows, ({ cluster }) => cluster);
  return [...byCluster.values()].map((own) => {
    const [current, baseline] = ['current', 'baseline'].map((wanted) => own.find(({ window }) => window === wanted));
    const count = own[0]?.parts.length ?? 0;
    return {
      of: Array.from({ length: count }, (_, place) => ({
        currentPart: current?.parts[place] ?? 0,
        currentOf: current?.ofs[place] ?? 0,
        baselinePart: (baseline?.parts[place] ?? 0) * scale,
        baselineOf: (baseline?.ofs[place] ?? 0) * scale,
      })),
    };
  });
}
