import { bucketsOf, type BucketPart, type BucketSums } from '../../analytics/load/buckets.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { filterOf } from '../pure/watched.ts';
import type { SeriesKey } from '../types.ts';

/** What an incident has touched while it lasted. */
export interface TouchedMessages {
  readonly messageCount: number;
  readonly userCount: number;
  /** Of all messages of the workspace in that time. */
  readonly messageShare: number;
}

/** Messages of a series in a stretch of time, and their users. */
export async function touchedBy(
  stores: Stores,
  workspaceId: string,
  key: Omit<SeriesKey, 'metric'>,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<TouchedMessages> {
  const ask = async (filter: AnalyticsFilter, parts: ReadonlySet<BucketPart>): Promise<BucketSums | undefined> => {
    const bucketMs = Math.max(1, to.getTime() - from.getTime());
    return (await bucketsOf(stores, workspaceId, { filter, dimension: null, bucketMs, from, to, parts }))[0];
  };
  const [own, all] = await Promise.all([ask(filterOf(key), new Set(['users'])), ask({}, new Set())]);
  const messageCount = own?.messageCount ?? 0;
  return { messageCount, userCount: own?.userCount ?? 0, messageShare: messageCount / Math.max(1, all?.messageCount ?? 0) };
}
