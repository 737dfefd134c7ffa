import { plainColumn, textColumn, unnest, type Column } from '../../../platform/ingest/arrays.ts';
import { enqueueMessages } from '../../../platform/store/projector/enqueue.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Postgres } from '../../../platform/store/postgres/postgres.ts';

/** The result of a tool call, from the span of the tool. */
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

const columns: readonly Column<ToolResult>[] = [
  textColumn('trace_id', ({ traceId }) => traceId),
  textColumn('call_id', ({ callId }) => callId),
  textColumn('name', ({ name }) => name),
  plainColumn('started_at_us', 'int8', ({ startedAtUs }) => startedAtUs),
  plainColumn('success', 'bool', ({ success }) => success),
  plainColumn('duration_ms', 'int4', ({ durationMs }) => durationMs),
  textColumn('error', ({ error }) => error),
  textColumn('result', ({ result }) => result, 'jsonb'),
];

/**
 * Tells the tool calls of a trace's messages what became of them. A result is its call's by the call's id; without one, the first
 * result of a name is that of the first call of this name in the trace that has none yet. A result whose call is not known (no model
 * asked for it) changes nothing.
 */
export async function recordToolResults(stores: { postgres: Postgres }, workspaceId: string, results: readonly ToolResult[]): Promise<void> {
  await inTransaction(stores.postgres, async (client) => {
    const { rows } = await client.query<{ message_id: string }>({
      text: `/* toolCalls.results */ WITH sent AS MATERIALIZED (SELECT * FROM ${unnest(columns, 2, 'sent')}),
        calls AS MATERIALIZED (
          SELECT t.message_id, t.position, t.call_id, t.name, t.success, m.trace_id,
            row_number() OVER (PARTITION BY m.trace_id, t.name, t.success IS NULL ORDER BY m.created_at, m.id, t.position) AS place
          FROM messages m JOIN tool_calls t ON t.message_id = m.id
          WHERE m.workspace_id = $1 AND m.trace_id IN (SELECT trace_id FROM sent)
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
        RETURNING t.message_id::text AS message_id`,
      values: [workspaceId, ...columns.map((column) => column.array(results))],
    });
    await enqueueMessages(client, workspaceId, [...new Set(rows.map((row) => row.message_id))]);
  });
}
