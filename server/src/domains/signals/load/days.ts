import { bucketBorders, bucketStart, dayMs } from '../../analytics/pure/interval.ts';
import { utcZone } from '../../analytics/pure/zone.ts';
import { settingsOf } from '../../settings/load.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { MessageMetric } from '../types.ts';
import { measuredBuckets, type MeasuredBucket } from './measured.ts';

/** The zone whose days are counted: that of the filter, else of the workspace, else UTC. */
export const zoneOf = async (stores: Stores, workspaceId: string, filter: AnalyticsFilter): Promise<string> =>
  filter.timeZone ?? (await settingsOf(stores, workspaceId)).timeZone ?? utcZone;

/** The buckets of a metric by days of a zone, from the day of `from` to before that of `to`. */
export async function measuredDays(
  stores: Stores,
  workspaceId: string,
  {
    metric,
    filter,
    zone,
    from,
    to,
    areSumsZero = false,
  }: { metric: MessageMetric; filter: AnalyticsFilter; zone: string; from: Date; to: Date; areSumsZero?: boolean },
): Promise<readonly MeasuredBucket[]> {
  const [first, end] = [bucketStart(from, 'DAY', zone), bucketStart(to, 'DAY', zone)];
  if (first >= end) return [];
  const borders = bucketBorders({ from: first, to: end }, 'DAY', zone).filter((border) => border < end);
  const asked = { metric, filter, dimension: null, bucketMs: dayMs, borders, from: first, to: end, areSumsZero };
  return (await measuredBuckets(stores, workspaceId, asked)).get('') ?? [];
}
