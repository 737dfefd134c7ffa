import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { conditionsOf, dirtyHours } from '../load.ts';
import { planSource } from '../plan.ts';
import { environmentKey, experimentKey, modelKey, providerKey, type Key } from '../pure/dimensions.ts';
import type { AnalyticsFilter } from '../pure/filter.ts';
import { dayMs, hourMs } from '../pure/interval.ts';
import { bucketSums, type BucketPart, type BucketSums } from '../queries/buckets.ts';

export type { BucketPart, BucketSums };

/** What messages may be distinguished by. */
export const bucketDimensions = ['MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT'] as const;
export type BucketDimension = (typeof bucketDimensions)[number];

const keyOf: Record<BucketDimension, Key> = {
  MODEL: modelKey,
  PROVIDER: providerKey,
  ENVIRONMENT: environmentKey,
  EXPERIMENT: experimentKey,
  // A message counts for each tool that it calls, once; those without a call have none.
  TOOL: { name: 'tool_key', of: () => raw('arrayJoin(arrayDistinct(m.tool_names))'), needsFacts: true },
};

export interface BucketsAsked {
  /** One that `checkFilter` has passed; its time range counts for nothing. */
  readonly filter: AnalyticsFilter;
  readonly dimension: BucketDimension | null;
  /** Buckets begin at `from`. From whole hours they come from the rollup where the filter allows it. */
  readonly bucketMs: number;
  /** Buckets of other lengths, such as days of a zone: their beginnings, `from` first; `bucketMs` counts for nothing. */
  readonly borders?: readonly Date[];
  readonly from: Date;
  readonly to: Date;
  readonly parts: ReadonlySet<BucketPart>;
}

/**
 * Numbers of the assistant messages of each bucket of [from, to), by value of a dimension ('' where a message has none); buckets without messages
 * are absent. One statement, whatever the number of values.
 *
 * Errors  throws `StoreTimeout` after 20 s.
 * Source  `message_rollup` where buckets are whole hours or days of UTC, and `message_facts` for the rest; exact.
 */
export async function bucketsOf(stores: Stores, workspaceId: string, asked: BucketsAsked): Promise<readonly BucketSums[]> {
  const { filter, dimension, bucketMs, borders, from, to, parts } = asked;
  if (from >= to) return [];
  const range = { from, to };
  const by = dimension === null ? null : keyOf[dimension];
  const isCutAt = (unitMs: number): boolean =>
    borders === undefined
      ? bucketMs % unitMs === 0 && from.getTime() % unitMs === 0
      : borders.every((border) => border.getTime() % unitMs === 0);
  const conditions = await conditionsOf(stores.postgres, workspaceId, filter);
  const needsFacts = conditions.needsFacts || by?.needsFacts === true || !isCutAt(hourMs);
  const dirty = needsFacts ? [] : await dirtyHours(stores.postgres, workspaceId, range);
  const plan = planSource(range, { needsFacts, needsHours: !isCutAt(dayMs), dirtyHours: dirty });
  const source = { workspaceId, ranges: [range], where: conditions.where, plan };
  return await bucketSums(stores.clickhouse, { source, by, isByTool: dimension === 'TOOL', from, bucketMs, borders, parts });
}
