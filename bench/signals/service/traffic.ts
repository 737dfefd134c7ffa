import { rebuildRollupHours } from '../../../server/src/domains/analytics/rollup.ts';
import { raw, sql, uint, uuid } from '../../../server/src/platform/store/sql.ts';
import { factColumns } from '../../overview/generated.ts';
import type { Dataset } from '../../overview/dataset.ts';

/* A workspace of which 500 series are watched: messages of many models, with a day and a week, errors, verdicts, costs and calls of tools. */

const hourMs = 3_600_000;
export const traffic = {
  days: 30,
  models: 54,
  /** Of one model, on average. */
  messagesAnHour: 130,
  /** A Monday at midnight, in UTC. */
  until: Date.UTC(2026, 5, 15),
};

/** Answers of [from, to), as rows of `message_facts`. `messageId`: of the first one. */
const answers = (workspaceId: string, from: number, count: number, spanMs: number, first: number) => sql`
  WITH number + ${uint(first)} AS i,
    cityHash64(i, 1) AS a, cityHash64(i, 2) AS b, cityHash64(i, 3) AS c, cityHash64(i, 4) AS d,
    1 + a % ${uint(traffic.models)} AS model_place, b % 100 < 20 AS is_evaluated, c % 100 < 30 AS is_tooled,
    ${uint(from)} + toUInt64(number / ${uint(count)} * ${uint(spanMs)}) AS at,
    -- A third more at noon, fewer at weekends: those beyond are left out.
    (1 + 0.33 * sin((at / 3600000 - 6) % 24 / 24 * 2 * pi())) * if(toDayOfWeek(fromUnixTimestamp64Milli(toInt64(at), 'UTC')) > 5, 0.6, 1) / 1.33 AS kept,
    exp(6.8 + 0.4 * sqrt(-2 * log((a % 1000000 + 0.5) / 1000000)) * cos(2 * pi() * (b % 1000000) / 1000000)) AS latency
  SELECT
    ${uuid(workspaceId)} AS workspace_id, fromUnixTimestamp64Milli(toInt64(at), 'UTC') AS created_at,
    i + 1 AS message_id, intDiv(i, 4) + 1 AS conversation_id, d % 20000 + 1 AS end_user_id, 'ASSISTANT' AS role,
    concat('model-', toString(model_place)) AS model, 'provider' AS provider, 'production' AS environment,
    '' AS experiment_name, '' AS variant, concat('session-', toString(intDiv(i, 200))) AS session_id,
    concat('user-', toString(end_user_id)) AS user_external_id, 0 AS widget,
    200 + a % 3000 AS uncached_input_tokens, 0 AS cache_read_tokens, 0 AS cache_write_tokens, 30 + b % 600 AS visible_output_tokens,
    0 AS reasoning_tokens, toNullable(toInt64(1000000 + d % 4000000)) AS cost_nano_usd, toNullable(toUInt32(latency)) AS latency_ms,
    toNullable(toUInt32(latency * 0.3)) AS time_to_first_token_ms, if(d % 100 < 3, 'timeout', '') AS error_type,
    if(is_tooled, ['lookup'], []) AS tool_names, if(is_tooled, [toNullable(d % 20 > 0)], []) AS tool_successes,
    if(is_tooled, [toNullable(toUInt32(40))], []) AS tool_durations_ms, toUInt16(is_evaluated) AS evaluation_count,
    if(is_evaluated, [toUInt8(1 + d % 5)], []) AS ratings, toUInt16(is_evaluated AND c % 5 > 0) AS success_count,
    toUInt16(is_evaluated AND c % 5 = 0) AS failure_count, [] AS failure_tags, 1 AS version, 0 AS is_deleted
  FROM numbers(${uint(count)})
  WHERE (d % 10000) / 10000 < kept`;

/** Writes the answers of [from, to), which are whole hours, and their rollup. */
export async function fillTraffic({ stores: { clickhouse }, workspaceId }: Dataset, from: number, to: number): Promise<void> {
  const limits = { timeoutMs: 3_600_000, maxMemoryBytes: 8_000_000_000 };
  const perHour = Math.round(traffic.models * traffic.messagesAnHour * 1.5);
  for (let at = from; at < to; at += 24 * hourMs) {
    const hours = Math.min(24, (to - at) / hourMs);
    const rows = answers(
      workspaceId,
      at,
      hours * perHour,
      hours * hourMs,
      Math.round(((at - traffic.until) / hourMs + 100 * 24) * perHour),
    );
    await clickhouse.command('bench.facts', sql`INSERT INTO message_facts (${raw(factColumns.join(', '))}) ${rows}`, limits);
    await rebuildRollupHours(
      clickhouse,
      workspaceId,
      Array.from({ length: hours }, (_, hour) => new Date(at + hour * hourMs)),
      2n,
    );
  }
}
