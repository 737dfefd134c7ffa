import { Postgres } from '../../server/src/platform/store/postgres/postgres.ts';
import { everyWorkspace } from '../../server/src/platform/store/scope.ts';
import { messageAt } from './messages.ts';

/** Far above any id that a sequence gives in a run. */
const firstId = 1_000_000_000_000;

/**
 * What PostgreSQL alone takes: the same messages into the same tables (message and queue row), ids given, conversations there
 * before, by `unnest` of arrays in one statement a batch, each committed durably. No checks, no duplicates, no users, no tools.
 */
export async function insertRaw(
  databaseUrl: string,
  { connectionCount, batchSize, durationMs }: { connectionCount: number; batchSize: number; durationMs: number },
): Promise<{ count: number; elapsedMs: number }> {
  const postgres = new Postgres(databaseUrl, { outside: everyWorkspace });
  const { rows } = await postgres.query<{ id: string }>(
    `INSERT INTO workspaces (slug, name) VALUES ('raw-' || gen_random_uuid(), 'raw') RETURNING id`,
  );
  const workspaceId = (rows[0] as { id: string }).id;
  const conversationId = Number(
    (
      await postgres.query<{ id: string }>(`INSERT INTO conversations (workspace_id, external_id) VALUES ($1, 'raw') RETURNING id`, [
        workspaceId,
      ])
    ).rows[0]?.id,
  );
  let next = firstId;
  let count = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connectionCount }, async () => {
      while (performance.now() - startedAt < durationMs) {
        const first = next;
        next += batchSize;
        const messages = Array.from(
          { length: batchSize },
          (_, offset) => messageAt(first + offset, Date.now()) as Record<string, string & number>,
        );
        const column = (name: string): unknown[] => messages.map((message) => message[name] ?? null);
        await postgres.query({
          name: 'raw',
          text: `WITH inserted AS (
              INSERT INTO messages (id, workspace_id, conversation_id, external_id, role, content, created_at, model, provider, input_tokens, output_tokens, cache_read_tokens, latency_ms, time_to_first_token_ms, session_id, environment)
              SELECT id, $1, $2, external_id, role::"MessageRole", content, created_at, model, provider, input_tokens, output_tokens, cache_read_tokens, latency_ms, ttft, session_id, environment
              FROM unnest($3::int8[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::int4[], $11::int4[], $12::int4[], $13::int4[], $14::int4[], $15::text[], $16::text[])
                AS sent (id, external_id, role, content, created_at, model, provider, input_tokens, output_tokens, cache_read_tokens, latency_ms, ttft, session_id, environment)
              RETURNING id)
            INSERT INTO projection_queue (workspace_id, message_id) SELECT $1, id FROM inserted`,
          values: [
            workspaceId,
            conversationId,
            messages.map((_, offset) => first + offset),
            column('externalId'),
            column('role'),
            column('content'),
            column('createdAt'),
            column('model'),
            column('provider'),
            column('inputTokens'),
            column('outputTokens'),
            column('cacheReadTokens'),
            column('latencyMs'),
            column('timeToFirstTokenMs'),
            column('sessionId'),
            column('environment'),
          ],
        });
        count += batchSize;
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  await postgres.query('DELETE FROM projection_queue WHERE workspace_id = $1', [workspaceId]);
  await postgres.close();
  return { count, elapsedMs };
}
