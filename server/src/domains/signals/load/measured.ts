import { bucketsOf, type BucketDimension, type BucketSums } from '../../analytics/load/buckets.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { emptyValue, measured, type MeasuredBucket } from '../pure/measure.ts';
import { isSumOf } from '../pure/telling.ts';
import type { MessageMetric } from '../types.ts';

export type { MeasuredBucket };

/** What is measured, and over what. */
export interface MeasureAsked {
  readonly metric: MessageMetric;
  /** One that `checkFilter` has passed; its time range counts for nothing. */
  readonly filter: AnalyticsFilter;
  /** null: all messages of the filter are one series. */
  readonly dimension: BucketDimension | null;
  /** Whole milliseconds. Buckets begin at `from`; the last ends at `to` or after it, and holds what is before `to`. */
  readonly bucketMs: number;
  /** On a whole hour with buckets of whole hours, what the rollup holds comes from it. */
  readonly from: Date;
  readonly to: Date;
  /** Buckets of other lengths, such as days of a zone: their beginnings, `from` first; `bucketMs` counts for nothing. */
  readonly borders?: readonly Date[];
  /** Whether buckets without a message have a sum of 0 (COST, TOKENS), from the first bucket with messages on. Absent: null. */
  readonly areSumsZero?: boolean;
}

/**
 * Buckets of one metric over [from, to), by value of a dimension. Without a dimension there is one entry, with key '', also where there is no
 * message; with one, an entry for each value that a message has ('' for messages without one; a message has every tool that it calls).
 *
 * Every entry has all buckets in order of time: where nothing was measured, `value` is null. Of MESSAGE_COUNT it is 0 from the first bucket
 * with messages on, and null before.
 *
 * Errors  throws `StoreTimeout` after 20 s.
 * Source  one statement over `message_rollup` and `message_facts`; exact.
 */
export async function measuredBuckets(
  stores: Stores,
  workspaceId: string,
  { metric, ...asked }: MeasureAsked,
): Promise<ReadonlyMap<string, readonly MeasuredBucket[]>> {
  const rows = await bucketsOf(stores, workspaceId, { ...asked, parts: new Set(measured[metric].parts) });
  const byKey = Map.groupBy(rows, ({ key }) => key);
  if (asked.dimension === null && !byKey.has('')) byKey.set('', []);
  return new Map([...byKey].map(([key, sums]) => [key, bucketsOfSeries(metric, sums, asked)]));
}

/** All buckets of a range, of rows that begin with it. `isKnown`: whether there were messages before, so that none are 0 from the first bucket on. */
export function bucketsOfSeries(
  metric: MessageMetric,
  rows: readonly BucketSums[],
  { bucketMs, from, to, borders, areSumsZero = false }: Pick<MeasureAsked, 'bucketMs' | 'from' | 'to' | 'borders' | 'areSumsZero'>,
  isKnown = false,
): MeasuredBucket[] {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const firstPlace = isKnown ? 0 : rows.reduce((first, { place }) => Math.min(first, place), Number.POSITIVE_INFINITY);
  const count = borders?.length ?? Math.max(0, Math.ceil((to.getTime() - from.getTime()) / bucketMs));
  return Array.from({ length: count }, (_, place) => {
    const row = byPlace.get(place);
    const at = borders?.[place]?.getTime() ?? from.getTime() + place * bucketMs;
    if (row !== undefined) return { at, ...measured[metric].of(row) };
    if (place < firstPlace) return { at, value: null, of: 0 };
    return areSumsZero && isSumOf(metric) ? { at, value: 0, of: 0 } : { at, ...emptyValue(metric) };
  });
}
