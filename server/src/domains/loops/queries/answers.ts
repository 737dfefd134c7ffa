import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, uuid, type Sql } from '../../../platform/store/sql.ts';
import { maxTextLength } from '../types.ts';

/** Answers for which `where` holds: a sample that the same seed draws again, or the newest. */
export const answersOfFilter = defineQuery({
  name: 'loops.answers',
  timeoutMs: 20_000,
  row: z.object({ id: z.string() }),
  sql: ({ workspaceId, where, seed, limit }: { workspaceId: string; where: Sql; seed: number | null; limit: number }): Sql => sql`
    SELECT toString(m.message_id) AS id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND toString(m.role) = 'ASSISTANT' AND ${where}
    ORDER BY ${seed === null ? raw('m.created_at DESC, m.message_id DESC') : sql`cityHash64(${uint(seed)}, m.message_id), m.message_id`} LIMIT ${uint(limit)}`,
});

/** Turns before the answer that make its prompt. Of a text one character more is read than is taken, so that a longer one shows. */
const most = { turns: 8, characters: maxTextLength + 1 };

const Text = z.object({
  id: z.string(),
  content: z.string(),
  turns: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).nullable(),
});

/** Answers with the turns before them. */
export const answerTexts = definePgQuery({
  name: 'loops.texts',
  row: Text,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    SELECT m.id::text AS id, left(m.content, ${pg.int4(most.characters)}) AS content,
      (SELECT json_agg(json_build_object('role', lower(b.role::text), 'content', b.content) ORDER BY b.created_at, b.id) FROM (
        SELECT p.role, left(p.content, ${pg.int4(most.characters)}) AS content, p.created_at, p.id FROM messages p
        WHERE p.workspace_id = ${workspace} AND p.conversation_id = m.conversation_id AND (p.created_at, p.id) < (m.created_at, m.id)
          AND p.role IN ('USER', 'ASSISTANT', 'SYSTEM') AND p.content <> ''
        ORDER BY p.created_at DESC, p.id DESC LIMIT ${pg.int4(most.turns)}) b) AS turns
    FROM messages m WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.int8s(messageIds)})`,
});

/** The newest correction that people have made of each message. */
export const correctionsOf = definePgQuery({
  name: 'loops.corrections',
  row: z.object({ itemId: z.string(), corrected: z.string(), by: z.string().nullable() }),
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    SELECT DISTINCT ON (i.id) i.id::text AS "itemId", e.corrected_output AS corrected, e.evaluator AS by
    FROM loop_items i JOIN evaluations e ON e.message_id = i.message_id AND e.workspace_id = ${workspace}
    WHERE i.workspace_id = ${workspace} AND i.loop_id = ${pg.uuid(loopId)} AND i.kind = 'FAILURE' AND i.state = 'OPEN' AND i.expected_answer IS NULL
      AND e.evaluator_kind = 'HUMAN' AND e.corrected_output IS NOT NULL AND e.corrected_output <> ''
    ORDER BY i.id, e.created_at DESC, e.id DESC`,
});

/** From where the answers came, for the rows that are made of them. */
export const sourcesOfItems = definePgQuery({
  name: 'loops.sources',
  row: z.object({
    itemId: z.string(),
    messageId: z.string(),
    traceId: z.string().nullable(),
    spanId: z.string().nullable(),
    userId: z.string().nullable(),
  }),
  sql: ({ loopId }: { loopId: string }, workspace) => pg`
    SELECT i.id::text AS "itemId", m.id::text AS "messageId", m.trace_id AS "traceId", m.span_id AS "spanId", u.external_id AS "userId"
    FROM loop_items i JOIN messages m ON m.id = i.message_id AND m.workspace_id = ${workspace}
    JOIN conversations c ON c.id = m.conversation_id AND c.workspace_id = ${workspace}
    LEFT JOIN end_users u ON u.id = coalesce(m.end_user_id, c.end_user_id) AND u.workspace_id = ${workspace}
    WHERE i.workspace_id = ${workspace} AND i.loop_id = ${pg.uuid(loopId)} AND i.state = 'OPEN'`,
});
