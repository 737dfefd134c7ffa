import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { float, sql, string, uint, utc, uuid } from '../../../platform/store/sql.ts';

// Sampling

/** `from`: up to when a run has looked. */
export const samplingOf = definePgQuery({
  name: 'sampling.policy',
  row: z.object({ share: z.number(), from: z.date() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT trace_sample_share AS share, COALESCE(trace_sampled_until, updated_at) AS from FROM data_policies WHERE workspace_id = ${workspace}`,
});

/** Not where the share was changed meanwhile from all to less: that one counts from its own time on. */
export const advanceSampling = definePgCommand({
  name: 'sampling.advance',
  sql: ({ until }: { until: Date }, workspace) => {
    const at = pg.at(until);
    return pg`UPDATE data_policies SET trace_sampled_until = ${at} WHERE workspace_id = ${workspace} AND (trace_sampled_until IS NULL OR trace_sampled_until < ${at})`;
  },
});

/** Those of these traces that anybody has judged: the trace, one of its spans, or a message made of it. */
export const judgedTraces = definePgQuery({
  name: 'sampling.judged',
  row: z.object({ traceId: z.string() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => {
    const ids = pg.texts(traceIds);
    return pg`
      SELECT trace_id AS "traceId" FROM evaluations WHERE workspace_id = ${workspace} AND trace_id = ANY(${ids})
      UNION SELECT m.trace_id FROM messages m
      WHERE m.workspace_id = ${workspace} AND m.trace_id = ANY(${ids}) AND EXISTS (SELECT FROM evaluations e WHERE e.message_id = m.id)`;
  },
});

const LeftOut = z.object({ traceId: z.string() });
/** The newest summary of a trace decides: one that went on meanwhile comes to rest later. */
export const tracesLeftOut = defineQuery({
  name: 'sampling.leftOut',
  timeoutMs: 120_000,
  row: LeftOut,
  sql: ({ workspaceId, from, until, share }: { workspaceId: string; from: Date; until: Date; share: number }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId FROM traces FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)} AND error_count = 0
      AND sipHash64(trace_id) / 18446744073709551616. >= ${float(share)}
      AND (workspace_id, started_at, trace_id) IN (
        SELECT workspace_id, started_at, trace_id FROM traces WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)})
    ORDER BY traceId`,
});

// Retention of messages

const Id = z.object({ id: z.string() });

const ExpiredFact = z.object({ at: z.string(), id: z.string() });
export type ExpiredFact = z.infer<typeof ExpiredFact>;

/** The next facts that stand, by time: an index of PostgreSQL for this alone would cost every message that comes in. */
export const factsBefore = defineQuery({
  name: 'messages.expired',
  timeoutMs: 60_000,
  row: ExpiredFact,
  sql: ({ workspaceId, cutoff, after, limit }: { workspaceId: string; cutoff: Date; after: ExpiredFact; limit: number }) => sql`
    SELECT toString(created_at) AS at, toString(message_id) AS id FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND created_at < ${utc(cutoff)}
      AND (created_at, message_id) > (toDateTime64(${string(after.at)}, 3, 'UTC'), ${uint(BigInt(after.id))})
    ORDER BY created_at, message_id LIMIT ${uint(limit)}`,
});

/** Whether rows stand on the disk, removed ones included. Empty: none. */
export const anyRowBefore = defineQuery({
  name: 'messages.anyExpired',
  timeoutMs: 60_000,
  row: z.object({ one: z.number() }),
  sql: ({ workspaceId, cutoff }: { workspaceId: string; cutoff: Date }) => sql`
    SELECT 1 AS one FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} AND created_at < ${utc(cutoff)} LIMIT 1`,
});

/** Locks the conversations of these messages, in the order in which ingest does: a message that comes in for one waits, and finds it gone or standing. */
export const lockConversationsOf = definePgQuery({
  name: 'retention.lock',
  row: Id,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    SELECT c.id FROM conversations c
    WHERE c.id IN (SELECT conversation_id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)})) ORDER BY c.id FOR UPDATE`,
});

export const deleteMessagesBefore = definePgCommand({
  name: 'retention.delete',
  sql: ({ messageIds, cutoff }: { messageIds: readonly string[]; cutoff: Date }, workspace) => pg`
    DELETE FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)}) AND created_at < ${pg.at(cutoff)}`,
});

export const deleteEmptyConversations = definePgCommand({
  name: 'retention.empty',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    DELETE FROM conversations c WHERE c.workspace_id = ${workspace} AND c.id = ANY(${pg.int8s(ids)}) AND NOT EXISTS (SELECT FROM messages m WHERE m.conversation_id = c.id)`,
});

/** Those of these messages that stand: an update has moved them to a later time, and the projector removes their old facts. */
export const standingMessages = definePgQuery({
  name: 'retention.moved',
  row: Id,
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`SELECT id FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(messageIds)})`,
});

/** Judgments that never found their message. */
export const deleteUnattached = definePgCommand({
  name: 'retention.unattached',
  sql: ({ cutoff }: { cutoff: Date }, workspace) => pg`
    DELETE FROM evaluations WHERE workspace_id = ${workspace} AND message_id IS NULL AND created_at < ${pg.at(cutoff)}`,
});

/** What waited for a message for a judgment that is gone. */
export const deleteLeftWaiting = definePgCommand({
  name: 'retention.waiting',
  sql: (_none: unknown, workspace) => pg`
    DELETE FROM waiting_evaluations w WHERE w.workspace_id = ${workspace} AND NOT EXISTS (SELECT FROM evaluations e WHERE e.id = w.evaluation_id)`,
});

/** Locks users of whom nothing is kept. One scan of the messages. */
export const lockUnusedEndUsers = definePgQuery({
  name: 'retention.users.lock',
  row: Id,
  sql: (_none: unknown, workspace) => pg`
    SELECT u.id FROM end_users u WHERE u.workspace_id = ${workspace}
      AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = ${workspace} AND c.end_user_id = u.id)
      AND NOT EXISTS (SELECT FROM messages m WHERE m.workspace_id = ${workspace} AND m.end_user_id = u.id)
    ORDER BY u.id FOR UPDATE OF u`,
});

/** Looked at again under the lock: a conversation that came in meanwhile keeps its user. */
export const deleteUnusedEndUsers = definePgCommand({
  name: 'retention.users',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    DELETE FROM end_users u WHERE u.workspace_id = ${workspace} AND u.id = ANY(${pg.int8s(ids)})
      AND NOT EXISTS (SELECT FROM conversations c WHERE c.workspace_id = ${workspace} AND c.end_user_id = u.id)`,
});

/** Whether messages wait to be projected that were queued before this version. */
export const anyQueuedBefore = definePgCommand({
  name: 'retention.queued',
  sql: ({ version }: { version: number }, workspace) => pg`SELECT FROM projection_queue WHERE workspace_id = ${workspace} AND id < ${pg.int8(version)} LIMIT 1`,
});
