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

/** Counts and sums. */
const counts: readonly Measure[] = [
  messageCount,
  count('error_count', `countIf(m.error_type != '')`),
  count('evaluated_count', 'countIf(m.evaluation_count > 0)'),
  count('uncached_input_tokens', 'sum(m.uncached_input_tokens)'),
  count('cache_read_tokens', 'sum(m.cache_read_tokens)'),
  count('cache_write_tokens', 'sum(m.cache_write_tokens)'),
  count('visible_output_tokens', 'sum(m.visible_output_tokens)'),
  count('reasoning_tokens', 'sum(m.reasoning_tokens)'),
  count('cost_nano_usd', 'ifNull(sum(m.cost_nano_usd), 0)'),
  count('priced_count', 'count(m.cost_nano_usd)'),
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

/** What the numbers of an overview are made of. */
export const overviewMeasures: readonly Measure[] = [...counts, ...sets, latencies, timesToFirstToken];

/** All that a rollup row holds. */
export const everyMeasure: readonly Measure[] = [...overviewMeasures, errorTypes, failureTags, toolCalls];
