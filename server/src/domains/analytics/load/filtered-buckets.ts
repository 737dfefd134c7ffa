import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf } from '../load.ts';
import { environmentKey, experimentKey, modelKey, providerKey, type Key } from '../pure/dimensions.ts';
import { anyOf, type AnalyticsFilter } from '../pure/filter.ts';
import { filteredKey, keySeparator } from '../queries/filtered-key.ts';
import { bucketSums, type BucketPart, type BucketSums } from '../queries/buckets.ts';
import type { BucketDimension } from './buckets.ts';

/** What messages of several filters may be distinguished by in one statement. */
export type FilteredDimension = Exclude<BucketDimension, 'TOOL'>;

const keyOf: Record<FilteredDimension, Key> = {
  MODEL: modelKey,
  PROVIDER: providerKey,
  ENVIRONMENT: environmentKey,
  EXPERIMENT: experimentKey,
};

export interface FilteredBucketsAsked {
  /** Each one that `checkFilter` has passed; their time ranges count for nothing. */
  readonly filters: readonly AnalyticsFilter[];
  readonly dimension: FilteredDimension | null;
  readonly bucketMs: number;
  readonly from: Date;
  readonly to: Date;
  readonly parts: ReadonlySet<BucketPart>;
}

/**
 * What `bucketsOf` gives for each of several filters, in their order, by one statement: a message counts for each filter that it passes.
 *
 * Errors  throws `StoreTimeout` after 20 s, and what the conditions of a filter throw (a cohort that is gone).
 * Source  `message_facts`; exact.
 */
export async function bucketsOfFilters(
  stores: Stores,
  workspaceId: string,
  { filters, dimension, bucketMs, from, to, parts }: FilteredBucketsAsked,
): Promise<readonly (readonly BucketSums[])[]> {
  if (from >= to) return filters.map(() => []);
  const conditions = await Promise.all(filters.map(async (filter) => (await conditionsOf(stores.postgres, workspaceId, filter)).where));
  const range = { from, to };
  const source = { workspaceId, ranges: [range], where: anyOf(conditions), plan: { days: [], hours: [], facts: [range] } };
  const by = filteredKey(conditions, dimension === null ? null : keyOf[dimension]);
  const rows = await bucketSums(stores.clickhouse, { source, by, isByTool: false, from, bucketMs, parts });
  const ofFilter = Map.groupBy(rows, ({ key }) => Number(key.slice(0, key.indexOf(keySeparator))));
  return filters.map((_, place) =>
    (ofFilter.get(place) ?? []).map((row) => ({ ...row, key: row.key.slice(row.key.indexOf(keySeparator) + 1) })),
  );
}
