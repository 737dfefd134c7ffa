import type { Stores } from '../stores.ts';
import { sql, uuid } from '../sql.ts';

/** What the tests compare of a fact; computed from PostgreSQL by SQL of their own, and read from ClickHouse. */
export interface FactOfMessage {
  messageId: number;
  createdAt: number;
  inputTokens: number;
  latencyMs: number | null;
  variant: string;
  ratings: number[];
  successCount: number;
  tools: string[];
}

/** The current facts, one for each that stands. */
export async function factsOf({ clickhouse }: Pick<Stores, 'clickhouse'>, workspaceId: string): Promise<FactOfMessage[]> {
  const rows = await clickhouse.query(
    'test.facts',
    sql`SELECT toUInt32(message_id) AS messageId, toFloat64(toUnixTimestamp64Milli(created_at)) AS createdAt, variant,
               toUInt32(uncached_input_tokens + cache_read_tokens + cache_write_tokens) AS inputTokens, latency_ms AS latencyMs,
               arraySort(ratings) AS ratings, toUInt32(success_count) AS successCount, tool_names AS tools
        FROM message_facts FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY message_id, created_at`,
    { timeoutMs: 30_000 },
  );
  return rows as FactOfMessage[];
}

/** What the facts must be. */
export async function truthOf({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<FactOfMessage[]> {
  const { rows } = await postgres.query(
    `SELECT m.id::int AS "messageId", (extract(epoch FROM m.created_at) * 1000)::float8 AS "createdAt", coalesce(m.variant, c.variant, '') AS variant,
            coalesce(m.input_tokens, 0) AS "inputTokens", m.latency_ms AS "latencyMs",
            ARRAY(SELECT e.rating::int FROM evaluations e WHERE e.message_id = m.id AND e.rating IS NOT NULL ORDER BY 1) AS ratings,
            (SELECT count(*)::int FROM evaluations e WHERE e.message_id = m.id AND e.success) AS "successCount",
            ARRAY(SELECT t.name FROM tool_calls t WHERE t.message_id = m.id ORDER BY t.position) AS tools
     FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.workspace_id = $1 ORDER BY m.id`,
    [workspaceId],
  );
  return rows;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
