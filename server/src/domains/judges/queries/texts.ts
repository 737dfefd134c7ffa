import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const Before = z.object({ role: z.string(), content: z.string() });
const Call = z.object({
  name: z.string(),
  arguments: z.string().nullable(),
  result: z.string().nullable(),
  success: z.boolean().nullable(),
});

/** Messages before the answer that are shown unless more are wanted, and calls of tools. */
const most = { before: 8, calls: 20 };

const Text = z.object({
  id: z.string(),
  externalId: z.string(),
  role: z.enum(['USER', 'ASSISTANT', 'SYSTEM', 'TOOL']),
  content: z.string(),
  createdAt: z.date(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  cacheReadTokens: z.number().nullable(),
  cacheWriteTokens: z.number().nullable(),
  reasoningTokens: z.number().nullable(),
  latencyMs: z.number().nullable(),
  before: z.array(Before).nullable(),
  calls: z.array(Call).nullable(),
  reference: z.string().nullable(),
});
export type StoredText = z.infer<typeof Text>;

/** What judges read of messages: the text, what stood before it, its calls of tools, and what it should have been. `before`: how many messages before it, at most. */
export const textsOfMessages = definePgQuery({
  name: 'judges.texts',
  row: Text,
  sql: ({ messageIds, before = most.before }: { messageIds: readonly string[]; before?: number }, workspace) => pg`
    SELECT m.id::text AS id, m.external_id AS "externalId", m.role::text AS role, m.content, m.created_at AS "createdAt", m.model, m.provider,
      m.input_tokens AS "inputTokens", m.output_tokens AS "outputTokens", m.cache_read_tokens AS "cacheReadTokens",
      m.cache_write_tokens AS "cacheWriteTokens", m.reasoning_tokens AS "reasoningTokens", m.latency_ms AS "latencyMs",
      (SELECT json_agg(json_build_object('role', b.role, 'content', b.content) ORDER BY b.created_at, b.id) FROM (
        SELECT p.role, left(p.content, 12000) AS content, p.created_at, p.id FROM messages p
        WHERE p.workspace_id = ${workspace} AND p.conversation_id = m.conversation_id AND (p.created_at, p.id) < (m.created_at, m.id)
        ORDER BY p.created_at DESC, p.id DESC LIMIT ${pg.int4(before)}) b) AS before,
      (SELECT json_agg(json_build_object('name', c.name, 'arguments', left(c.arguments::text, 3000), 'result', left(c.result::text, 3000),
        'success', c.success) ORDER BY c.position) FROM (
        SELECT * FROM tool_calls WHERE message_id = m.id AND workspace_id = ${workspace} ORDER BY position LIMIT ${pg.int4(most.calls)}) c) AS calls,
      (SELECT e.corrected_output FROM evaluations e WHERE e.message_id = m.id AND e.workspace_id = ${workspace} AND e.evaluator_kind = 'HUMAN'
        AND e.corrected_output IS NOT NULL ORDER BY e.created_at DESC, e.id DESC LIMIT 1) AS reference
    FROM messages m WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.int8s(messageIds)})`,
});

/** The text of the user that each answer follows, hashed: answers to the same text can be compared. */
export const askedOfMessages = definePgQuery({
  name: 'judges.asked',
  row: z.object({ id: z.string(), asked: z.string() }),
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    SELECT m.id::text AS id, md5(b.content) AS asked FROM messages m JOIN LATERAL (
      SELECT p.content FROM messages p WHERE p.workspace_id = ${workspace} AND p.conversation_id = m.conversation_id AND p.role = 'USER'
        AND (p.created_at, p.id) < (m.created_at, m.id) ORDER BY p.created_at DESC, p.id DESC LIMIT 1) b ON true
    WHERE m.workspace_id = ${workspace} AND m.role = 'ASSISTANT' AND m.id = ANY(${pg.int8s(messageIds)})`,
});
