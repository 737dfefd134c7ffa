import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../../platform/store/pg-sql.ts';
import { toolCallColumns, type ToolCallRow } from '../rows.ts';

const toolCallNames = pg.raw(toolCallColumns.map((column) => column.name).join(', '));

export const storeToolCalls = definePgCommand({
  name: 'toolCalls.insert',
  sql: ({ rows }: { rows: readonly ToolCallRow[] }, workspace) => pg`
    INSERT INTO tool_calls (workspace_id, ${toolCallNames}) SELECT ${workspace}, ${toolCallNames} FROM ${unnest(toolCallColumns, rows, 'sent')}`,
});

const callsOfMessage = pg.raw(
  'jsonb_agg(jsonb_build_array(call_id, name, success, duration_ms, error, arguments, result) ORDER BY position)',
);

/** Removes the tool calls of those of these messages whose stored calls differ from what was sent; the ids of those messages. */
export const removeDifferingToolCalls = definePgQuery({
  name: 'toolCalls.removeDiffering',
  row: z.object({ id: z.string() }),
  sql: ({ messageIds, calls }: { messageIds: readonly string[]; calls: readonly ToolCallRow[] }, workspace) => {
    const ids = pg.int8s(messageIds);
    return pg`
      WITH asked AS (SELECT unnest(${ids}) AS id),
      sent AS (SELECT message_id, ${callsOfMessage} AS calls FROM ${unnest(toolCallColumns, calls, 'call')} GROUP BY message_id),
      stored AS (SELECT message_id, ${callsOfMessage} AS calls FROM tool_calls WHERE message_id = ANY(${ids}) AND workspace_id = ${workspace} GROUP BY message_id),
      differing AS (
        SELECT asked.id FROM asked LEFT JOIN sent ON sent.message_id = asked.id LEFT JOIN stored ON stored.message_id = asked.id
        WHERE sent.calls IS DISTINCT FROM stored.calls
      ), removed AS (DELETE FROM tool_calls WHERE message_id IN (SELECT id FROM differing))
      SELECT id::text AS id FROM differing`;
  },
});

/** What became of a tool call, as the span of the tool says. */
export interface ToolResult {
  traceId: string;
  /** The provider's id of the call; null: found by its name. */
  callId: string | null;
  name: string | null;
  /** Microseconds since the epoch. */
  startedAtUs: number;
  success: boolean;
  durationMs: number;
  error: string | null;
  /** JSON text. */
  result: string | null;
}

const resultColumns: readonly Column<ToolResult>[] = [
  textColumn('trace_id', ({ traceId }) => traceId),
  textColumn('call_id', ({ callId }) => callId),
  textColumn('name', ({ name }) => name),
  plainColumn('started_at_us', 'int8', ({ startedAtUs }) => startedAtUs),
  plainColumn('success', 'bool', ({ success }) => success),
  plainColumn('duration_ms', 'int4', ({ durationMs }) => durationMs),
  textColumn('error', ({ error }) => error),
  textColumn('result', ({ result }) => result, 'jsonb'),
];

/** Those of these traces whose messages have calls of tools. */
export const tracesWithCalls = definePgQuery({
  name: 'toolCalls.traces',
  row: z.object({ traceId: z.string() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`
    SELECT DISTINCT m.trace_id AS "traceId" FROM messages m
    WHERE m.workspace_id = ${workspace} AND m.trace_id = ANY(${pg.texts(traceIds)}) AND EXISTS (SELECT FROM tool_calls t WHERE t.message_id = m.id)`,
});

/** Gives tool calls their results; the messages of those that changed, one row a call. */
export const storeToolResults = definePgQuery({
  name: 'toolCalls.results',
  row: z.object({ messageId: z.string() }),
  sql: ({ results }: { results: readonly ToolResult[] }, workspace) => pg`
    WITH sent AS MATERIALIZED (SELECT * FROM ${unnest(resultColumns, results, 'sent')}),
    calls AS MATERIALIZED (
      SELECT t.message_id, t.position, t.call_id, t.name, t.success, m.trace_id,
        row_number() OVER (PARTITION BY m.trace_id, t.name, t.success IS NULL ORDER BY m.created_at, m.id, t.position) AS place
      FROM messages m JOIN tool_calls t ON t.message_id = m.id
      WHERE m.workspace_id = ${workspace} AND m.trace_id IN (SELECT trace_id FROM sent)
    ),
    unnamed AS (
      SELECT *, row_number() OVER (PARTITION BY trace_id, name ORDER BY started_at_us) AS place FROM sent WHERE call_id IS NULL
    ),
    found AS (
      SELECT calls.message_id, calls.position, sent.success, sent.duration_ms, sent.error, sent.result
      FROM sent JOIN calls ON calls.trace_id = sent.trace_id AND calls.call_id = sent.call_id
      UNION ALL
      SELECT calls.message_id, calls.position, unnamed.success, unnamed.duration_ms, unnamed.error, unnamed.result
      FROM unnamed JOIN calls ON calls.trace_id = unnamed.trace_id AND calls.name = unnamed.name AND calls.success IS NULL AND calls.place = unnamed.place
    )
    UPDATE tool_calls t SET success = found.success, duration_ms = found.duration_ms, error = found.error, result = COALESCE(found.result, t.result)
    FROM found WHERE t.message_id = found.message_id AND t.position = found.position
      AND (t.success, t.duration_ms, t.error) IS DISTINCT FROM (found.success, found.duration_ms, found.error)
    RETURNING t.message_id::text AS "messageId"`,
});
