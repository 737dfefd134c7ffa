import { bucketsOf, type BucketSums } from '../../analytics/load/buckets.ts';
import { dayMs, hourMs } from '../../analytics/pure/interval.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { measured } from '../pure/measure.ts';
import { shortMsOf } from '../pure/short.ts';
import { bucketMsOf, isWatched, metricsOf, most, watchedDimensions } from '../pure/watched.ts';
import type { MessageMetric, SeriesKey } from '../types.ts';

const days = 7;

/** A series that is to be watched. */
export interface Discovered extends SeriesKey {
  readonly bucketMs: number;
  /** Length of the short buckets that it is watched by, too; null: it has too few messages. */
  readonly shortMs: number | null;
}

/**
 * What has enough traffic to be watched (pure/watched.ts) in the last week: at most sixty values of a dimension (those with the most messages) and
 * 500 series, all messages first. `latest`: the last message of the workspace, from which the days count.
 */
export async function seriesWithTraffic(stores: Stores, workspaceId: string, latest: Date): Promise<Discovered[]> {
  const to = new Date(Math.floor(latest.getTime() / dayMs) * dayMs + dayMs);
  const from = new Date(to.getTime() - (days + 1) * dayMs);
  const found: Discovered[] = [];
  for (const { dimension, by } of watchedDimensions) {
    const parts = new Set(metricsOf(dimension).flatMap((metric) => measured[metric].parts));
    const rows = await bucketsOf(stores, workspaceId, { filter: {}, dimension: by, bucketMs: dayMs, from, to, parts });
    const byValue = [...Map.groupBy(rows, ({ key }) => key)]
      .filter(([value]) => dimension === 'WORKSPACE' || value !== '')
      .toSorted(([one, rowsOfOne], [other, rowsOfOther]) => messages(rowsOfOther) - messages(rowsOfOne) || (one < other ? -1 : 1))
      .slice(0, most.valuesOfDimension);
    for (const [value, own] of byValue)
      for (const metric of metricsOf(dimension)) {
        const traffic = trafficOf(metric, own);
        if (!isWatched({ metric, dimension }, traffic)) continue;
        const bucketMs = bucketMsOf(metric, traffic);
        const shortMs = bucketMs > hourMs ? null : shortMsOf(traffic.count / traffic.days / 24);
        found.push({ metric, dimension, value, bucketMs, shortMs });
      }
  }
  return found.slice(0, most.series);
}

const messages = (rows: readonly BucketSums[]): number => rows.reduce((sum, { messageCount }) => sum + messageCount, 0);

/** On how many days a metric was measured, and how often. */
function trafficOf(metric: MessageMetric, rows: readonly BucketSums[]): { days: number; count: number } {
  const counts = rows.map((row) => measured[metric].of(row)).filter(({ value, of }) => value !== null && of > 0);
  return { days: counts.length, count: counts.reduce((sum, { of }) => sum + of, 0) };
}
