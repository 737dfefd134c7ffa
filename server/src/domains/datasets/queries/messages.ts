import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, uint, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Answers for which `where` holds: a sample of `limit`, the same for the same seed; or the newest. */
export const answersOfFilter = defineQuery({
  name: 'datasets.answers',
  timeoutMs: 20_000,
  row: z.object({ id: z.string() }),
  sql: ({ workspaceId, where, seed, limit }: { workspaceId: string; where: Sql; seed: number | null; limit: number }): Sql => sql`
    SELECT toString(m.message_id) AS id FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND toString(m.role) = 'ASSISTANT' AND ${where}
    ORDER BY ${seed === null ? raw('m.created_at DESC, m.message_id DESC') : sql`cityHash64(${uint(seed)}, m.message_id), m.message_id`} LIMIT ${uint(limit)}`,
});

/** Messages of an annotation queue that are judged, in the order of the queue. */
export const messagesOfQueue = definePgQuery({
  name: 'datasets.messagesOfQueue',
  row: z.object({ id: z.string() }),
  sql: ({ queueId, limit }: { queueId: string; limit: number }, workspace) => pg`
    SELECT message_id::text AS id FROM annotation_queue_items
    WHERE workspace_id = ${workspace} AND queue_id = ${pg.uuid(queueId)} AND completed_at IS NOT NULL ORDER BY position LIMIT ${pg.int4(limit)}`,
});

/** Messages by the ids of their senders. */
export const messagesByNames = definePgQuery({
  name: 'datasets.messagesByNames',
  row: z.object({ id: z.string(), externalId: z.string() }),
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, external_id AS "externalId" FROM messages
    WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
});

/** Messages of which the dataset has rows. */
export const messagesInDataset = definePgQuery({
  name: 'datasets.messagesInDataset',
  row: z.object({ id: z.string() }),
  sql: ({ datasetId, messageIds }: { datasetId: string; messageIds: readonly string[] }, workspace) => pg`
    SELECT message_id::text AS id FROM dataset_row_sources
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND message_id = ANY(${pg.int8s(messageIds)})`,
});

const Call = z.object({ id: z.string().nullable(), name: z.string(), arguments: z.unknown(), result: z.unknown() });
const Turn = z.object({
  role: z.enum(['USER', 'ASSISTANT', 'SYSTEM', 'TOOL']),
  content: z.string(),
  userId: z.string().nullable(),
  calls: z.array(Call).nullable(),
});

const Answer = z.object({
  id: z.string(),
  externalId: z.string(),
  content: z.string(),
  model: z.string().nullable(),
  traceId: z.string().nullable(),
  spanId: z.string().nullable(),
  conversation: z.string(),
  userId: z.string().nullable(),
  calls: z.array(Call).nullable(),
  before: z.array(Turn).nullable(),
  correction: z.string().nullable(),
  rating: z.number().nullable(),
  success: z.boolean().nullable(),
  failureTags: z.array(z.string()).nullable(),
});

/** Turns before an answer that a row holds. */
const mostTurns = 200;

const callsOf = (message: 'm' | 'p') => pg`
  (SELECT json_agg(json_build_object('id', t.call_id, 'name', t.name, 'arguments', t.arguments, 'result', t.result) ORDER BY t.position)
    FROM tool_calls t WHERE t.message_id = ${pg.raw(message)}.id AND t.workspace_id = ${pg.raw(message)}.workspace_id)`;

/** Answers with the turns before them, what people found of them, and whose they are. */
export const answersWithTurns = definePgQuery({
  name: 'datasets.answersWithTurns',
  row: Answer,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    SELECT m.id::text AS id, m.external_id AS "externalId", m.content, m.model, m.trace_id AS "traceId", m.span_id AS "spanId",
      c.external_id AS conversation, u.external_id AS "userId", ${callsOf('m')} AS calls,
      (SELECT json_agg(json_build_object('role', b.role, 'content', b.content, 'userId', b.user_id, 'calls', b.calls) ORDER BY b.created_at, b.id) FROM (
        SELECT p.role, p.content, p.created_at, p.id, pu.external_id AS user_id, ${callsOf('p')} AS calls FROM messages p
        LEFT JOIN end_users pu ON pu.id = coalesce(p.end_user_id, c.end_user_id) AND pu.workspace_id = ${workspace}
        WHERE p.workspace_id = ${workspace} AND p.conversation_id = m.conversation_id AND (p.created_at, p.id) < (m.created_at, m.id)
        ORDER BY p.created_at DESC, p.id DESC LIMIT ${pg.int4(mostTurns)}) b) AS before,
      e.correction, e.rating, e.success, e.failure_tags AS "failureTags"
    FROM messages m JOIN conversations c ON c.id = m.conversation_id AND c.workspace_id = ${workspace}
    LEFT JOIN end_users u ON u.id = coalesce(m.end_user_id, c.end_user_id) AND u.workspace_id = ${workspace}
    LEFT JOIN LATERAL (
      SELECT (array_agg(corrected_output ORDER BY created_at DESC, id DESC) FILTER (WHERE corrected_output IS NOT NULL))[1] AS correction,
        (array_agg(rating ORDER BY created_at DESC, id DESC) FILTER (WHERE rating IS NOT NULL))[1]::int AS rating,
        (array_agg(success ORDER BY created_at DESC, id DESC) FILTER (WHERE success IS NOT NULL))[1] AS success,
        (SELECT array_agg(DISTINCT tag) FROM evaluations f, unnest(f.failure_tags) AS tag WHERE f.workspace_id = ${workspace} AND f.message_id = m.id) AS failure_tags
      FROM evaluations WHERE workspace_id = ${workspace} AND message_id = m.id AND evaluator_kind = 'HUMAN'
    ) e ON true
    WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.int8s(messageIds)})`,
});
