import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { cell, defineRow, type RowReadBy } from '../../../platform/store/pg-row.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { SortKey } from './places.ts';

/** A list of messages from its first to its last, oldest first. */
export interface WholeList {
  readonly workspaceId: string;
  /** Filter, roles and time range, over rows `m` of the facts. */
  readonly where: Sql;
}

const count64 = z.string().transform(Number);

/** How many messages a list has, and the number of the newest one: what comes later has a higher one. */
export const extentOfList = defineQuery({
  name: 'messages.extentOfList',
  timeoutMs: 60_000,
  row: z.object({ count: count64, newestId: z.string().transform(BigInt) }),
  sql: ({ workspaceId, where, newestId }: WholeList & { newestId: bigint | null }) => sql`
    SELECT toString(count()) AS count, toString(max(m.message_id)) AS newestId FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND ${upTo(newestId)} AND ${where}`,
});

/** Messages of a list, a column an array: what the facts know of them alone. */
export interface ListedMessages {
  readonly ids: readonly number[];
  readonly createdAtMs: readonly number[];
  readonly costsNanoUsd: readonly (number | null)[];
  /** External ids; empty: none. */
  readonly userIds: readonly string[];
  readonly areJudged: readonly boolean[];
  readonly haveToolCalls: readonly boolean[];
}

const noMessages: ListedMessages = { ids: [], createdAtMs: [], costsNanoUsd: [], userIds: [], areJudged: [], haveToolCalls: [] };

/** The first messages of a list after one of them. Not decoded row by row: they come by the million. */
export async function listAfter(
  clickhouse: ClickHouse,
  { workspaceId, where, newestId, after, limit }: WholeList & { newestId: bigint; after: SortKey | null; limit: number },
): Promise<ListedMessages> {
  const beyond =
    after === null
      ? raw('true')
      : sql`m.created_at >= ${utc(after.createdAt)} AND (m.created_at, m.message_id) > (${utc(after.createdAt)}, ${uint(after.id)})`;
  const statement = sql`
    SELECT m.message_id AS ids, toUnixTimestamp64Milli(m.created_at) AS createdAtMs, m.cost_nano_usd AS costsNanoUsd, m.user_external_id AS userIds,
      m.evaluation_count > 0 AS areJudged, notEmpty(m.tool_names) AS haveToolCalls
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND ${beyond} AND ${upTo(newestId)} AND ${where}
    ORDER BY m.created_at, m.message_id LIMIT ${uint(limit)}`;
  const columns = await clickhouse.queryColumns('messages.listAfter', statement, { workspaceId, timeoutMs: 60_000 });
  // Without rows there are no columns.
  return { ...noMessages, ...columns };
}

const upTo = (newestId: bigint | null): Sql => (newestId === null ? raw('true') : sql`m.message_id <= ${uint(newestId)}`);

const text = cell.nullable(cell.text);
const number = cell.nullable(cell.number);

const wholeMessage = defineRow({
  place: cell.number,
  externalId: cell.text,
  conversationId: cell.text,
  role: cell.text,
  content: cell.text,
  receivedAtMs: cell.number,
  model: text,
  provider: text,
  sessionId: text,
  experimentName: text,
  variant: text,
  environment: text,
  widget: cell.nullable(cell.bool),
  inputTokens: number,
  outputTokens: number,
  cacheReadTokens: number,
  cacheWriteTokens: number,
  reasoningTokens: number,
  latencyMs: number,
  timeToFirstTokenMs: number,
  errorType: text,
  traceId: text,
  spanId: text,
  metadata: text,
  toolCalls: text,
  evaluations: text,
});

/** A message with its texts; `place`: where its id stood in the list, from 1. What is JSON comes as its text. */
export type WholeMessage = RowReadBy<typeof wholeMessage>;

/** What a message's tool call weighs is counted up to here: a sum of whole numbers of 32 bits costs a tenth of one of decimals. */
const maxSize = 1_000_000_000;

/**
 * Whole messages by their ids, in that order, as many from the first on as have `maxBytes` of texts together, at least one. A message that is
 * gone is left out. Which have judgments and tool calls is given, since looking costs as much as reading the message; so is the user, whom the
 * facts know. It is planned once, for any ids: always by the indexes of ids.
 */
export const wholeMessages = definePgQuery({
  name: 'messages.whole',
  isPrepared: true,
  row: wholeMessage,
  sql: (
    {
      ids,
      areJudged,
      haveToolCalls,
      maxBytes,
    }: { ids: readonly number[]; areJudged: readonly boolean[]; haveToolCalls: readonly boolean[]; maxBytes: number },
    workspace,
  ) => pg`
    SELECT s.place, s.external_id AS "externalId", c.external_id AS "conversationId", s.role, s.content,
           date_part('epoch', s.received_at) * 1000 AS "receivedAtMs", s.model, s.provider, coalesce(s.session_id, c.session_id) AS "sessionId",
           coalesce(s.experiment_name, c.experiment_name) AS "experimentName", coalesce(s.variant, c.variant) AS variant,
           coalesce(s.environment, c.environment) AS environment, coalesce(s.widget, c.widget) AS widget,
           s.input_tokens AS "inputTokens", s.output_tokens AS "outputTokens", s.cache_read_tokens AS "cacheReadTokens",
           s.cache_write_tokens AS "cacheWriteTokens", s.reasoning_tokens AS "reasoningTokens", s.latency_ms AS "latencyMs",
           s.time_to_first_token_ms AS "timeToFirstTokenMs", s.error_type AS "errorType", s.trace_id AS "traceId", s.span_id AS "spanId",
           s.metadata::text AS metadata,
           CASE WHEN s.has_tool_calls THEN (
             SELECT json_agg(row_to_json(call))::text FROM (
               SELECT t.call_id AS "callId", t.name, t.success, t.duration_ms AS "durationMs", t.error, t.arguments, t.result
               FROM tool_calls t WHERE t.message_id = s.id ORDER BY t.position) call) END AS "toolCalls",
           CASE WHEN s.is_judged THEN (
             SELECT json_agg(row_to_json(judgment))::text FROM (
               SELECT e.external_id AS "externalId", e.name, e.rating, e.success, e.value, e.label, e.failure_tags AS "failureTags", e.comment,
                 e.corrected_output AS "correctedOutput", e.evaluator, e.evaluator_kind AS "evaluatorKind",
                 to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
               FROM evaluations e WHERE e.message_id = s.id ORDER BY e.id) judgment) END AS evaluations
    FROM (
      SELECT m.*, a.place::int4 AS place, a.is_judged, a.has_tool_calls,
             sum(octet_length(m.content) + coalesce(pg_column_size(m.metadata), 0)
               + CASE WHEN a.has_tool_calls THEN (
                   SELECT least(coalesce(sum(coalesce(pg_column_size(t.arguments), 0) + coalesce(pg_column_size(t.result), 0)), 0), ${pg.int8(maxSize)})::int4
                   FROM tool_calls t WHERE t.message_id = m.id) ELSE 0 END) OVER (ORDER BY a.place ROWS UNBOUNDED PRECEDING) AS bytes,
             row_number() OVER (ORDER BY a.place ROWS UNBOUNDED PRECEDING) AS nth
      FROM unnest(${pg.int8s(ids)}, ${pg.bools(areJudged)}, ${pg.bools(haveToolCalls)}) WITH ORDINALITY AS a (id, is_judged, has_tool_calls, place)
      JOIN messages m ON m.id = a.id AND m.workspace_id = ${workspace}
    ) s
    JOIN conversations c ON c.id = s.conversation_id
    WHERE s.bytes <= ${pg.int8(maxBytes)} OR s.nth = 1
    ORDER BY s.place`,
});
