/**
 * One column of `message_rollup`: how it comes from facts, and how several of its values become one. Rollup rows, facts summed
 * up on the way and rows merged a second time all hold the same columns, so that every path gives the same numbers
 * (report.test.ts). Every row is called `m` in these texts.
 */
export interface Measure {
  readonly column: string;
  /** Over rows of `message_facts`. */
  readonly ofFacts: string;
  /** Over rows that have this column already. */
  readonly merged: string;
}

const count = (column: string, ofFacts: string): Measure => ({ column, ofFacts, merged: `sum(m.${column})` });
const list = (column: string, ofFacts: string): Measure => ({ column, ofFacts, merged: `groupArrayArray(m.${column})` });
const set = (column: string, ofFacts: string): Measure => ({ column, ofFacts, merged: `groupBitmapMergeState(m.${column})` });

export const ratingValues = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof ratingValues)[number];
const ratingColumn = (rating: Rating): `rating_${Rating}_count` => `rating_${rating}_count`;

export const messageCount = count('message_count', 'count()');
export const visibleOutputTokens = count('visible_output_tokens', 'sum(m.visible_output_tokens)');
export const reasoningTokens = count('reasoning_tokens', 'sum(m.reasoning_tokens)');
export const costNanoUsd = count('cost_nano_usd', 'ifNull(sum(m.cost_nano_usd), 0)');
export const pricedCount = count('priced_count', 'count(m.cost_nano_usd)');

/** Counts and sums. */
const counts: readonly Measure[] = [
  messageCount,
  count('error_count', `countIf(m.error_type != '')`),
  count('evaluated_count', 'countIf(m.evaluation_count > 0)'),
  count('uncached_input_tokens', 'sum(m.uncached_input_tokens)'),
  count('cache_read_tokens', 'sum(m.cache_read_tokens)'),
  count('cache_write_tokens', 'sum(m.cache_write_tokens)'),
  visibleOutputTokens,
  reasoningTokens,
  costNanoUsd,
  pricedCount,
  ...ratingValues.map((rating) => count(ratingColumn(rating), `sum(countEqual(m.ratings, ${rating}))`)),
  count('success_count', 'sum(m.success_count)'),
  count('failure_count', 'sum(m.failure_count)'),
];

/** Sets of ids, so that distinct counts are exact. Id 0 means none. */
const sets: readonly Measure[] = [
  set('conversations', 'groupBitmapState(m.conversation_id)'),
  set('end_users', 'groupBitmapStateIf(m.end_user_id, m.end_user_id != 0)'),
];

/** Every value there was, so that percentiles and thresholds are exact; messages without one add none. */
export const latencies = list('latencies_ms', 'groupArray(m.latency_ms)');
export const timesToFirstToken = list('times_to_first_token_ms', 'groupArray(m.time_to_first_token_ms)');

/** What was named, once for each time it was. */
export const errorTypes = list('error_types', `groupArrayIf(m.error_type, m.error_type != '')`);
export const failureTags = list('failure_tags', 'groupArrayArray(m.failure_tags)');
export const toolCalls = list('tool_calls', 'groupArrayArray(arrayZip(m.tool_names, m.tool_successes, m.tool_durations_ms))');

/** Squares of nano-dollars do not fit into 64 bits. */
export const squareOf = (value: string): string => `toUInt128(${value}) * toUInt128(${value})`;

/** Sums of squares: with them and the sums a variance is exact (exact-mean.ts). */
export const latencySquares = count('latency_squares', `ifNull(sum(${squareOf('m.latency_ms')}), 0)`);
export const costSquares = count('cost_squares', `ifNull(sum(${squareOf('m.cost_nano_usd')}), 0)`);
export const outputTokenSquares = count(
  'output_token_squares',
  `sum(${squareOf('(toUInt64(m.visible_output_tokens) + m.reasoning_tokens)')})`,
);

/** Failure tags of messages: each once for a message, however many evaluations give it. */
export const messageTags = list('message_tags', 'groupArrayArray(arrayDistinct(m.failure_tags))');

/** Messages with a majority of their verdicts, and those of them with a majority of successes. */
export const decidedCount = count('decided_count', 'countIf(m.success_count != m.failure_count)');
export const majorityCount = count('majority_count', 'countIf(m.success_count > m.failure_count)');
/** Of each message with several verdicts, how many are successes and how many failures. */
export const verdictPairs = list(
  'verdict_pairs',
  'groupArrayIf((m.success_count, m.failure_count), m.success_count + m.failure_count > 1)',
);
/** Of each message with several ratings, how many there are, their sum and the sum of their squares. */
export const ratingSums = list(
  'rating_sums',
  `groupArrayIf((toUInt32(length(m.ratings)), toUInt64(arraySum(m.ratings)), toUInt64(arraySum(rating -> toUInt64(rating) * rating, m.ratings))),
                length(m.ratings) > 1)`,
);

/** The messages that the columns above hold. Fewer than `message_count`: the row was summed up before there were these columns. */
export const detailedCount = count('detailed_count', 'count()');

/** Columns that rows lack which were summed up before there were any. */
const details: readonly Measure[] = [
  detailedCount,
  latencySquares,
  costSquares,
  outputTokenSquares,
  messageTags,
  decidedCount,
  majorityCount,
  verdictPairs,
  ratingSums,
];

/** What the numbers of an overview are made of. */
export const overviewMeasures: readonly Measure[] = [...counts, ...sets, latencies, timesToFirstToken];

/** All that a rollup row holds. */
export const everyMeasure: readonly Measure[] = [...overviewMeasures, errorTypes, failureTags, toolCalls, ...details];
