import { raw, uint, uuid, sql, type Sql } from '../../server/src/platform/store/sql.ts';

/** The time that the generated messages fill, and that is asked for: 90 days that begin and end within an hour. */
export const period = { from: new Date('2026-04-02T10:23:45.678Z'), to: new Date('2026-07-01T10:23:45.678Z') };

export const messagesPerConversation = 8;
export const userCount = 100_000;

/** Nano-dollars for a token, by model: input, cache read, output. */
export const prices: Record<string, { provider: string; input: number; cacheRead: number; output: number }> = {
  'gpt-4o': { provider: 'openai', input: 2_500, cacheRead: 1_250, output: 10_000 },
  'gpt-4o-mini': { provider: 'openai', input: 150, cacheRead: 75, output: 600 },
  'claude-sonnet': { provider: 'anthropic', input: 3_000, cacheRead: 300, output: 15_000 },
  'llama-3-8b': { provider: 'self', input: 40, cacheRead: 40, output: 60 },
  'llama-3-8b-dpo': { provider: 'self', input: 40, cacheRead: 40, output: 60 },
  'mistral-7b': { provider: 'mistral', input: 30, cacheRead: 30, output: 50 },
};

const names = Object.keys(prices);
const list = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ')}]`;
const of = (pick: (price: (typeof prices)[string]) => string | number): string => list(Object.values(prices).map(pick));

/**
 * Messages `first` to `first + count` of `total`, evenly over the period: every second one is an answer, eight make a
 * conversation. Latencies are log-normal; 15 % of the answers are evaluated, 30 % call tools, 2 % fail. The same message is the
 * same for the same total.
 */
export function generatedMessages({
  workspaceId,
  first,
  count,
  total,
}: {
  workspaceId: string;
  first: number;
  count: number;
  total: number;
}): Sql {
  const spanMs = period.to.getTime() - period.from.getTime() - 60_000;
  return sql`
    WITH number AS i, intDiv(i, ${uint(messagesPerConversation)}) AS conversation,
      cityHash64(i, 1) AS a, cityHash64(i, 2) AS b, cityHash64(i, 3) AS c, cityHash64(i, 4) AS d,
      cityHash64(conversation, 5) AS e, cityHash64(conversation, 6) AS f,
      i % 2 = 1 AS is_answer, is_answer AND c % 100 < 15 AS is_evaluated, is_answer AND d % 100 < 30 AS is_tooled,
      1 + toUInt8(least(5, floor(pow((e % 1000) / 1000, 1.6) * 6))) AS model_place,
      range(if(is_tooled, 1 + intDiv(d, 100) % 3, 0)) AS calls,
      200 + a % 3000 AS input, if(b % 4 = 0, intDiv(input, 2), 0) AS cached, 30 + b % 600 AS output,
      exp(7.4 + 0.7 * sqrt(-2 * log((a % 1000000 + 0.5) / 1000000)) * cos(2 * pi() * (b % 1000000) / 1000000)) AS latency
    SELECT
      ${uuid(workspaceId)} AS workspace_id,
      fromUnixTimestamp64Milli(toInt64(${uint(period.from.getTime())} + floor(i / ${uint(total)} * ${uint(spanMs)}) + a % 60000), 'UTC') AS created_at,
      i + 1 AS message_id, conversation + 1 AS conversation_id, f % ${uint(userCount)} + 1 AS end_user_id,
      if(is_answer, 'ASSISTANT', 'USER') AS role,
      if(is_answer, arrayElement(${raw(list(names))}, model_place), '') AS model,
      if(is_answer, arrayElement(${raw(of(({ provider }) => provider))}, model_place), '') AS provider,
      if(e % 10 = 0, 'staging', 'production') AS environment,
      arrayElement(['', '', '', 'prompt-v2', 'tone'], 1 + intDiv(e, 10) % 5) AS experiment_name,
      if(experiment_name = '', '', if(intDiv(e, 100) % 2 = 0, 'a', 'b')) AS variant,
      concat('session-', toString(intDiv(conversation, 50))) AS session_id,
      concat('user-', toString(end_user_id)) AS user_external_id,
      intDiv(e, 1000) % 10 = 0 AS widget,
      if(is_answer, input - cached, 0) AS uncached_input_tokens, if(is_answer, cached, 0) AS cache_read_tokens, 0 AS cache_write_tokens,
      if(is_answer, output, 0) AS visible_output_tokens, 0 AS reasoning_tokens,
      if(is_answer, toNullable(toInt64((input - cached) * arrayElement(${raw(of(({ input }) => input))}, model_place)
        + cached * arrayElement(${raw(of(({ cacheRead }) => cacheRead))}, model_place)
        + output * arrayElement(${raw(of(({ output }) => output))}, model_place))), NULL) AS cost_nano_usd,
      if(is_answer, toNullable(toUInt32(latency)), NULL) AS latency_ms,
      if(is_answer AND a % 2 = 0, toNullable(toUInt32(latency * 0.3)), NULL) AS time_to_first_token_ms,
      if(is_answer AND a % 50 = 0, arrayElement(['rate_limit', 'timeout', 'content_filter'], 1 + b % 3), '') AS error_type,
      arrayMap(k -> arrayElement(['search', 'lookup_order', 'refund', 'calculate', 'send_mail', 'book', 'cancel', 'weather'], 1 + cityHash64(i, k) % 8), calls) AS tool_names,
      arrayMap(k -> toNullable(cityHash64(i, k, 9) % 20 > 0), calls) AS tool_successes,
      arrayMap(k -> toNullable(toUInt32(cityHash64(i, k, 8) % 1500)), calls) AS tool_durations_ms,
      toUInt16(is_evaluated) AS evaluation_count,
      if(is_evaluated, [toUInt8(1 + floor(sqrt(b % 25)))], []) AS ratings,
      toUInt16(is_evaluated AND a % 4 > 0) AS success_count, toUInt16(is_evaluated AND a % 4 = 0) AS failure_count,
      if(is_evaluated AND a % 4 = 0, [arrayElement(['wrong', 'tone', 'slow', 'unsafe'], 1 + b % 4)], []) AS failure_tags,
      1 AS version, 0 AS is_deleted
    FROM numbers(${uint(first)}, ${uint(count)})`;
}

export const factColumns = [
  'workspace_id',
  'created_at',
  'message_id',
  'conversation_id',
  'end_user_id',
  'role',
  'model',
  'provider',
  'environment',
  'experiment_name',
  'variant',
  'session_id',
  'user_external_id',
  'widget',
  'uncached_input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'visible_output_tokens',
  'reasoning_tokens',
  'cost_nano_usd',
  'latency_ms',
  'time_to_first_token_ms',
  'error_type',
  'tool_names',
  'tool_successes',
  'tool_durations_ms',
  'evaluation_count',
  'ratings',
  'success_count',
  'failure_count',
  'failure_tags',
  'version',
  'is_deleted',
];

/** A word that one message in this many has. */
export const rareWord = { text: 'zebra-crossing', every: 50_000 };

/** What message `message_id` says: 20 to 80 words of a few thousand, frequent ones more often, and an order number of its own. */
export const generatedText = `
  concat('The ', arrayStringConcat(arrayMap(k -> concat(
    arrayElement(['re', 'con', 'ship', 'tal', 'mor', 'pre', 'un', 'vex', 'lin', 'dro', 'ka', 'sto', 'ri', 'pan', 'el', 'qu'], 1 + toUInt8(pow(cityHash64(message_id, k, 10) % 1000000 / 1000000, 2) * 16)),
    arrayElement(['ment', 'ing', 'ed', 'ation', 'er', 'ity', 'ful', 'less', 'ble', 'ous', 'ant', 'ary'], 1 + toUInt8(pow(cityHash64(message_id, k, 11) % 1000000 / 1000000, 2) * 12)),
    if(cityHash64(message_id, k, 12) % 3 = 0, '', arrayElement(['s', 'ly', 'ness', 'al', 'ward', 'wise'], 1 + cityHash64(message_id, k, 13) % 6))
  ), range(20 + cityHash64(message_id, 14) % 60)), ' '),
  if(message_id % ${rareWord.every} = 7, ' ${rareWord.text}', ''), ' order A', toString(message_id))`;
