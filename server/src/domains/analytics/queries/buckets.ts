import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, uint, uints, type Sql } from '../../../platform/store/sql.ts';
import { bigSum, count64, percentiles } from '../decode.ts';
import type { Key } from '../pure/dimensions.ts';
import { costNanoUsd, latencies, messageCount, overviewMeasures, pricedCount, toolCalls, type Measure } from '../pure/measures.ts';
import { columns, rowsOf, type Source } from './source.ts';

const named = (...names: readonly string[]): Measure[] => overviewMeasures.filter(({ column }) => names.includes(column));

/** What buckets may hold beside the number of messages: what each reads, and its columns over rows `m`. */
const parts = {
  errors: { measures: named('error_count'), columns: ['sum(m.error_count) AS errorCount'] },
  verdicts: {
    measures: named('success_count', 'failure_count'),
    columns: ['sum(m.success_count) AS successCount', 'sum(m.failure_count) AS failureCount'],
  },
  ratings: {
    measures: named('rating_1_count', 'rating_2_count', 'rating_3_count', 'rating_4_count', 'rating_5_count'),
    columns: [
      'sum(m.rating_1_count + m.rating_2_count + m.rating_3_count + m.rating_4_count + m.rating_5_count) AS ratedCount',
      'sum(m.rating_1_count + 2 * m.rating_2_count + 3 * m.rating_3_count + 4 * m.rating_4_count + 5 * m.rating_5_count) AS ratingSum',
    ],
  },
  latencies: {
    measures: [latencies],
    columns: [
      'sum(length(m.latencies_ms)) AS latencyCount',
      'quantilesExactInclusiveArray(0.5, 0.95)(m.latencies_ms) AS latencyPercentilesMs',
    ],
  },
  cost: {
    measures: [costNanoUsd, pricedCount],
    columns: ['toString(sum(m.cost_nano_usd)) AS costNanoUsd', 'sum(m.priced_count) AS pricedCount'],
  },
  tokens: {
    measures: named('uncached_input_tokens', 'cache_read_tokens', 'cache_write_tokens', 'visible_output_tokens', 'reasoning_tokens'),
    columns: [
      'sum(m.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens) AS tokenCount',
    ],
  },
  users: { measures: named('end_users'), columns: ['groupBitmapMerge(m.end_users) AS userCount'] },
  tools: { measures: [toolCalls], columns: [] },
} as const satisfies Record<string, { measures: readonly Measure[]; columns: readonly string[] }>;

/** Calls of these rows that say whether they succeeded, and those that did not. `isOf`: holds for a call that counts. */
const toolColumns = (isOf: string): string[] => [
  `sum(arrayCount(call -> isNotNull(call.2) AND ${isOf}, m.tool_calls)) AS toolCallCount`,
  `sum(arrayCount(call -> ifNull(call.2 = false, false) AND ${isOf}, m.tool_calls)) AS toolFailureCount`,
];

export type BucketPart = keyof typeof parts;

const BucketRow = z.object({
  place: count64,
  key: z.string(),
  messageCount: count64,
  errorCount: count64.default(0),
  successCount: count64.default(0),
  failureCount: count64.default(0),
  ratedCount: count64.default(0),
  ratingSum: count64.default(0),
  latencyCount: count64.default(0),
  latencyPercentilesMs: percentiles.default([]),
  costNanoUsd: bigSum.default(0n),
  pricedCount: count64.default(0),
  tokenCount: count64.default(0),
  userCount: count64.default(0),
  toolCallCount: count64.default(0),
  toolFailureCount: count64.default(0),
});
/** The numbers of a bucket: sums and counts, nothing is divided; a part that was not asked for is 0. `place`: of its bucket, from 0. */
export type BucketSums = z.infer<typeof BucketRow>;

export interface BucketsQuery {
  readonly source: Source;
  /** Tells messages apart; null: all are one. */
  readonly by: Key | null;
  /** Whether `by` is a tool, of whose calls alone the part `tools` is then made. */
  readonly isByTool: boolean;
  readonly from: Date;
  readonly bucketMs: number;
  readonly borders?: readonly Date[] | undefined;
  readonly parts: ReadonlySet<BucketPart>;
}

/** The bucket of a row, counted from `from`; with borders, which of them it begins at. */
const placeKey = ({ from, bucketMs, borders }: Pick<BucketsQuery, 'from' | 'bucketMs' | 'borders'>): Key => ({
  name: 'place',
  of: (time) => {
    if (borders === undefined)
      return sql`intDiv(toUnixTimestamp64Milli(toDateTime64(${time}, 3, 'UTC')) - ${int(from.getTime())}, ${uint(bucketMs)})`;
    const seconds = uints(borders.map((border) => Math.floor(border.getTime() / 1_000)));
    return sql`toInt64(indexOf(${seconds}, roundDown(toUInt64(toUnixTimestamp(${time})), ${seconds}))) - 1`;
  },
  needsFacts: false,
});

/**
 * Answers of each bucket and each value of a key, in one statement whatever their number; buckets without any are absent.
 *
 * Errors  throws `StoreTimeout` after 20 s.
 * Source  `message_rollup` and `message_facts`, as the plan says; exact.
 */
export const bucketSums = defineQuery({
  name: 'analytics.bucketSums',
  timeoutMs: 20_000,
  row: BucketRow,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, by, isByTool, parts: asked, ...cut }: BucketsQuery): Sql => {
    const keys = [placeKey(cut), ...(by === null ? [] : [by])];
    const read = [...asked].map((part) => parts[part]);
    const measures = [messageCount, ...read.flatMap((part): readonly Measure[] => part.measures)];
    const selected = [
      'm.place AS place',
      by === null ? `'' AS key` : `toString(m.${by.name}) AS key`,
      'sum(m.message_count) AS messageCount',
      ...read.flatMap((part): readonly string[] => part.columns),
      ...(asked.has('tools') ? toolColumns(isByTool && by !== null ? `call.1 = m.${by.name}` : 'true') : []),
    ];
    return sql`
      SELECT ${columns(selected.map(raw))}
      FROM (${rowsOf(source, keys, measures)}) AS m
      GROUP BY place, key HAVING messageCount > 0`;
  },
});
