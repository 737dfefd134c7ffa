import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { cell, defineRow, type RowReadBy } from '../../platform/store/pg-row.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { defineCommand, defineQuery } from '../../platform/store/query.ts';
import { raw, sql, uint, uints, utc, utcs, uuid, type Sql } from '../../platform/store/sql.ts';

const text = cell.nullable(cell.text);
const count = cell.nullable(cell.number);

const storedMessage = defineRow({
  id: cell.id,
  workspaceId: cell.text,
  conversationId: cell.id,
  role: cell.oneOf(['USER', 'ASSISTANT', 'SYSTEM', 'TOOL']),
  content: cell.text,
  createdAt: cell.at,
  model: text,
  provider: text,
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  reasoningTokens: count,
  latencyMs: count,
  timeToFirstTokenMs: count,
  errorType: text,
  sessionId: text,
  experimentName: text,
  variant: text,
  widget: cell.nullable(cell.bool),
  environment: text,
  endUserId: cell.nullable(cell.id),
  userExternalId: text,
  promptName: text,
  promptVersion: text,
  traceId: text,
});

/** A message as it is now, with what it takes from its conversation. */
export type StoredMessage = RowReadBy<typeof storedMessage>;

const acrossWorkspaces = 'A batch of the projector has messages of several workspaces; their ids come from its queue.';

/**
 * The messages that still exist, in no order. An attribute a message lacks comes from its conversation. The user's id is no `coalesce`, which
 * PostgreSQL holds to leak: under the wall of the table it would not use the index, and read all users for each batch.
 */
export const messagesByIds = definePgQuery({
  name: 'facts.messages',
  acrossWorkspaces,
  row: storedMessage,
  sql: ({ ids }: { ids: readonly number[] }) => pg`
    SELECT m.id, m.workspace_id AS "workspaceId", m.conversation_id AS "conversationId", m.role, m.content, m.created_at AS "createdAt", m.model, m.provider,
           m.input_tokens AS "inputTokens", m.output_tokens AS "outputTokens", m.cache_read_tokens AS "cacheReadTokens",
           m.cache_write_tokens AS "cacheWriteTokens", m.reasoning_tokens AS "reasoningTokens", m.latency_ms AS "latencyMs",
           m.time_to_first_token_ms AS "timeToFirstTokenMs", m.error_type AS "errorType", coalesce(m.session_id, c.session_id) AS "sessionId",
           coalesce(m.experiment_name, c.experiment_name) AS "experimentName", coalesce(m.variant, c.variant) AS variant,
           coalesce(m.widget, c.widget) AS widget, coalesce(m.environment, c.environment) AS environment,
           u.id AS "endUserId", u.external_id AS "userExternalId",
           m.prompt_name AS "promptName", m.prompt_version AS "promptVersion", m.trace_id AS "traceId"
    FROM messages m
    JOIN conversations c ON c.id = m.conversation_id
    LEFT JOIN end_users u ON u.id = CASE WHEN m.end_user_id IS NULL THEN c.end_user_id ELSE m.end_user_id END
    WHERE m.id = ANY(${pg.int8s(ids)})`,
});

/** By message, in the order of the calls. */
export const toolCallsOfMessages = definePgQuery({
  name: 'facts.toolCalls',
  acrossWorkspaces,
  row: defineRow({ messageId: cell.id, name: cell.text, success: cell.nullable(cell.bool), durationMs: count }),
  sql: ({ ids }: { ids: readonly number[] }) => pg`
    SELECT message_id AS "messageId", name, success, duration_ms AS "durationMs" FROM tool_calls
    WHERE message_id = ANY(${pg.int8s(ids)}) ORDER BY message_id, position`,
});

export const evaluationsOfMessages = definePgQuery({
  name: 'facts.evaluations',
  acrossWorkspaces,
  row: defineRow({
    messageId: cell.id,
    rating: count,
    success: cell.nullable(cell.bool),
    failureTags: cell.texts,
    queueId: text,
    name: text,
  }),
  sql: ({ ids }: { ids: readonly number[] }) => pg`
    SELECT message_id AS "messageId", rating, success, failure_tags AS "failureTags", queue_id AS "queueId", name FROM evaluations
    WHERE message_id = ANY(${pg.int8s(ids)}) ORDER BY id`,
});

export const messageCount = definePgQuery({
  name: 'rebuild.count',
  row: z.object({ count: z.number() }),
  sql: (_none: unknown, workspace) => pg`SELECT count(*)::int AS count FROM messages WHERE workspace_id = ${workspace}`,
});

export const messageIdsAfter = definePgQuery({
  name: 'rebuild.next',
  row: z.object({ id: z.string().transform(BigInt) }),
  sql: ({ after, limit }: { after: bigint; limit: number }, workspace) => pg`
    SELECT id FROM messages WHERE workspace_id = ${workspace} AND id > ${pg.int8(after)} ORDER BY id LIMIT ${pg.int8(limit)}`,
});

/** Workspaces with messages that do not wait in the queue: those that wait have no facts yet, and are not lost. */
export const workspacesWithMessages = definePgQuery({
  name: 'facts.workspaces',
  acrossWorkspaces: 'Asks which workspaces there are.',
  row: z.object({ workspaceId: z.string() }),
  sql: () => pg`
    SELECT id AS "workspaceId" FROM workspaces w
    WHERE EXISTS (SELECT FROM messages m WHERE m.workspace_id = w.id AND NOT EXISTS (SELECT FROM projection_queue q WHERE q.message_id = m.id))`,
});

/** Empty: the workspace has not one fact. */
export const anyFact = defineQuery({
  name: 'facts.any',
  timeoutMs: 10_000,
  row: z.object({ one: z.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) =>
    sql`SELECT 1 AS one FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} LIMIT 1`,
});

/** Every hour that has facts. */
export const hoursWithFacts = defineQuery({
  name: 'rebuild.hours',
  timeoutMs: 60_000,
  row: z.object({ hour: z.number().transform((seconds) => new Date(seconds * 1_000)) }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT toUnixTimestamp(toStartOfHour(created_at)) AS hour FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} GROUP BY hour ORDER BY hour`,
});

/** How many texts stand in parts without their index. */
export const unindexedTexts = defineQuery({
  name: 'facts.unindexedTexts',
  acrossWorkspaces: 'Parts of a table hold rows of all workspaces.',
  timeoutMs: 10_000,
  row: z.object({ count: z.coerce.number() }),
  sql: () => sql`
    SELECT sum(rows) AS count FROM system.parts
    WHERE database = currentDatabase() AND table = 'message_texts' AND active AND secondary_indices_compressed_bytes = 0`,
});

/** Merges the parts of texts that lie beside each other and are the smallest, which builds their index; where none can be merged, nothing. */
export const mergeTexts = defineCommand({
  name: 'facts.mergeTexts',
  acrossWorkspaces: 'Parts of a table hold rows of all workspaces.',
  timeoutMs: 600_000,
  sql: () => sql`OPTIMIZE TABLE message_texts`,
});

/** Writes a removal for each row that was written before this version. */
export const removeOrphans = ['message_facts', 'message_texts'].map((table) =>
  defineCommand({
    name: `rebuild.orphans.${table}`,
    timeoutMs: 600_000,
    sql: ({ workspaceId, firstVersion }: { workspaceId: string; firstVersion: number }) => sql`
      INSERT INTO ${raw(table)} (workspace_id, created_at, message_id, version, is_deleted)
      SELECT workspace_id, created_at, message_id, ${uint(firstVersion)}, 1 FROM ${raw(table)} FINAL
      WHERE workspace_id = ${uuid(workspaceId)} AND version < ${uint(firstVersion)}`,
  }),
);

/** Rows of facts and texts that were created before `cutoff`, and written under an older version. */
export const rowsBefore = (workspaceId: string, cutoff: Date, version: number): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND created_at < ${utc(cutoff)} AND version < ${uint(version)}`;

/**
 * Rows of these facts and of their texts that were written under an older version. Named one by one: a part of the table is rewritten after
 * another, and a subquery that runs for the second would miss the removals of the first.
 */
export const rowsOfFacts = (workspaceId: string, facts: readonly { at: string; id: string }[], version: number): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND version < ${uint(version)} AND (created_at, message_id) IN (
    SELECT place.1, place.2 FROM (SELECT arrayJoin(arrayZip(
      ${utcs(facts.map(({ at }) => new Date(`${at.replace(' ', 'T')}Z`)))}, ${uints(facts.map(({ id }) => BigInt(id)))})) AS place))`;
