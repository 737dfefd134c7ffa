import { z } from 'zod';
import { textArray } from '../../platform/store/pg-arrays.ts';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, timeColumn, unnest, type Column, type PgParam, type PgSql } from '../../platform/store/pg-sql.ts';
import type { CheckedEvaluation } from './types.ts';

const columns: readonly Column<CheckedEvaluation>[] = [
  textColumn('external_id', (evaluation) => evaluation.externalId),
  textColumn('message_external_id', (evaluation) => evaluation.messageExternalId),
  textColumn('trace_id', (evaluation) => evaluation.traceId),
  textColumn('span_id', (evaluation) => evaluation.spanId),
  textColumn('session_id', (evaluation) => evaluation.sessionId),
  textColumn('name', (evaluation) => evaluation.name),
  plainColumn('value', 'float8', (evaluation) => evaluation.value),
  textColumn('label', (evaluation) => evaluation.label),
  plainColumn('rating', 'int2', (evaluation) => evaluation.rating),
  plainColumn('success', 'bool', (evaluation) => evaluation.success),
  // a list inside a list: as the text of an array
  textColumn('failure_tags', ({ failureTags }) => (failureTags === null ? null : textArray(failureTags, (tag) => tag))),
  textColumn('comment', (evaluation) => evaluation.comment),
  textColumn('corrected_output', (evaluation) => evaluation.correctedOutput),
  textColumn('evaluator', (evaluation) => evaluation.evaluator),
  plainColumn('evaluator_kind', '"EvaluatorKind"', (evaluation) => evaluation.evaluatorKind),
  timeColumn('created_at', (evaluation) => evaluation.createdAt),
  plainColumn('queue_id', 'uuid', ({ queueId }) => queueId ?? null),
];
const names = columns.map((column) => column.name);
/** The target of an evaluation. A later sending replaces it as a whole. */
export const subjectNames: readonly string[] = ['message_external_id', 'trace_id', 'span_id', 'session_id'];
/** Its rating, verdict, value and label, without its texts. */
export const verdictNames: readonly string[] = ['value', 'label', 'rating', 'success', 'corrected_output'];
const sent = (name: string): string => (name === 'failure_tags' ? 'sent.failure_tags::text[]' : `sent.${name}`);
const firstValues: Readonly<Record<string, string>> = {
  failure_tags: "COALESCE(sent.failure_tags::text[], '{}')",
  evaluator_kind: `COALESCE(sent.evaluator_kind, 'HUMAN'::"EvaluatorKind")`,
  created_at: 'COALESCE(sent.created_at, now())',
};

/** The message that `sent` is of: the one that it names, else the last reply that was sent with its span, else that of its trace. */
const itsMessage = (workspace: PgParam): PgSql => pg`
  LEFT JOIN messages named ON named.workspace_id = ${workspace} AND named.external_id = sent.message_external_id
  LEFT JOIN LATERAL (
    SELECT id FROM messages WHERE named.id IS NULL AND workspace_id = ${workspace} AND trace_id = sent.trace_id AND span_id = sent.span_id AND role = 'ASSISTANT'
      AND sent.message_external_id = ${spanOfMessage('sent')}
    ORDER BY created_at DESC, id DESC LIMIT 1
  ) of_span ON true
  LEFT JOIN LATERAL (
    SELECT id FROM messages WHERE sent.message_external_id IS NULL AND workspace_id = ${workspace} AND trace_id = sent.trace_id AND role = 'ASSISTANT'
    ORDER BY created_at DESC, id DESC LIMIT 1
  ) last_reply ON true`;

/** The id of the reply that a span became (messageIdOfSpan): evaluations of the span name it, also where the application sent the reply. */
function spanOfMessage(row: 'sent' | 'm' | 'inserted'): PgSql {
  return pg.raw(`('span:' || ${row}.trace_id || ':' || ${row}.span_id)`);
}
/** The names under which an evaluation waits for a message: its own, and as the reply of its span. */
const awaitedAs = (row: 'm' | 'inserted'): PgSql =>
  pg`ANY (ARRAY[${pg.raw(row)}.external_id, CASE WHEN ${pg.raw(row)}.role = 'ASSISTANT' THEN ${spanOfMessage(row)} END])`;

/** `waitsFor`: what would have to come for it to be attached. NONE: it is of a session. */
const StoredEvaluation = z.object({
  id: z.string(),
  externalId: z.string(),
  messageId: z.string().nullable(),
  waitsFor: z.enum(['MESSAGE', 'TRACE', 'NONE']),
});
export type StoredEvaluation = z.infer<typeof StoredEvaluation>;
const stored = pg.raw(`e.id::text AS id, e.external_id AS "externalId", e.message_id::text AS "messageId",
  CASE WHEN e.message_external_id IS NOT NULL THEN 'MESSAGE' WHEN e.trace_id IS NOT NULL THEN 'TRACE' ELSE 'NONE' END AS "waitsFor"`);

/** Stores those that are new. */
export const insertEvaluations = definePgQuery({
  name: 'evaluations.insert',
  row: StoredEvaluation,
  sql: ({ evaluations }: { evaluations: readonly CheckedEvaluation[] }, workspace) => pg`
    INSERT INTO evaluations AS e (workspace_id, message_id, ${pg.raw(names.join(', '))})
    SELECT ${workspace}, COALESCE(named.id, of_span.id, last_reply.id), ${pg.raw(names.map((name) => firstValues[name] ?? sent(name)).join(', '))}
    FROM ${unnest(columns, evaluations, 'sent')} ${itsMessage(workspace)}
    ORDER BY sent.external_id COLLATE "C"
    ON CONFLICT (workspace_id, external_id) DO NOTHING
    RETURNING ${stored}`,
});

export const lockEvaluations = definePgCommand({
  name: 'evaluations.lock',
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT FROM evaluations WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)}) ORDER BY external_id COLLATE "C" FOR UPDATE`,
});

/** `leftMessageId`: the message that the evaluation was of before; null: the same. */
const UpdatedEvaluation = StoredEvaluation.extend({ leftMessageId: z.string().nullable() });
export type UpdatedEvaluation = z.infer<typeof UpdatedEvaluation>;

/** Brings stored ones to what was sent. `replaced`: the columns that become what is sent, also where that is nothing. */
export const updateEvaluations = definePgQuery({
  name: 'evaluations.update',
  row: UpdatedEvaluation,
  sql: ({ evaluations, replaced }: { evaluations: readonly CheckedEvaluation[]; replaced: readonly string[] }, workspace) => {
    const settable = names.filter((name) => name !== 'external_id' && !replaced.includes(name));
    const values = [
      ...replaced.map((name) => `${name} = sent.${name}`),
      ...settable.map((name) => `${name} = COALESCE(${sent(name)}, e.${name})`),
    ];
    const changes = [
      ...replaced.map((name) => `e.${name} IS DISTINCT FROM sent.${name}`),
      ...settable.map((name) => `sent.${name} IS NOT NULL AND e.${name} IS DISTINCT FROM ${sent(name)}`),
    ];
    return pg`
      WITH sent AS MATERIALIZED (SELECT * FROM ${unnest(columns, evaluations, 'sent')}),
      before AS MATERIALIZED (
        SELECT e.id, e.message_id, COALESCE(named.id, of_span.id, last_reply.id) AS new_message_id FROM evaluations e
        JOIN sent ON e.workspace_id = ${workspace} AND e.external_id = sent.external_id
        ${itsMessage(workspace)}
      )
      UPDATE evaluations e SET message_id = before.new_message_id, ${pg.raw(values.join(', '))}
      FROM before, sent WHERE e.id = before.id AND e.external_id = sent.external_id
        AND (e.message_id IS DISTINCT FROM before.new_message_id OR ${pg.raw(changes.join(' OR '))})
      RETURNING ${stored}, CASE WHEN before.message_id <> e.message_id OR e.message_id IS NULL THEN before.message_id::text END AS "leftMessageId"`;
  },
});

/** Lists evaluations that wait for what they are of. */
export const keepEvaluationsWaiting = definePgCommand({
  name: 'evaluations.wait',
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    INSERT INTO waiting_evaluations (evaluation_id, workspace_id, message_external_id, trace_id)
    SELECT id, workspace_id, message_external_id, CASE WHEN message_external_id IS NULL THEN trace_id END
    FROM evaluations WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids)})
    ON CONFLICT (evaluation_id) DO UPDATE SET message_external_id = EXCLUDED.message_external_id, trace_id = EXCLUDED.trace_id`,
});

/** Takes evaluations off messages that are about to be deleted. */
export const detachEvaluations = definePgQuery({
  name: 'evaluations.detach',
  row: z.object({ id: z.string() }),
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    UPDATE evaluations SET message_id = NULL WHERE workspace_id = ${workspace} AND message_id = ANY(${pg.int8s(messageIds)}) RETURNING id::text AS id`,
});

/** Takes evaluations off the list of those that wait. */
export const settleEvaluations = definePgCommand({
  name: 'evaluations.settle',
  sql: ({ ids }: { ids: readonly string[] }, workspace) =>
    pg`DELETE FROM waiting_evaluations WHERE workspace_id = ${workspace} AND evaluation_id = ANY(${pg.int8s(ids)})`,
});

/** The message of each that is removed; null: it had none. */
export const removeEvaluations = definePgQuery({
  name: 'evaluations.remove',
  row: z.object({ messageId: z.string().nullable() }),
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    WITH removed AS (DELETE FROM evaluations WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)}) RETURNING id, message_id),
    settled AS (DELETE FROM waiting_evaluations w USING removed WHERE w.evaluation_id = removed.id)
    SELECT message_id::text AS "messageId" FROM removed`,
});

/** Removes the judgments of messages that an annotation queue has made. */
export const removeOfQueue = definePgCommand({
  name: 'evaluations.removeOfQueue',
  sql: ({ queueId, messageIds }: { queueId: string; messageIds: readonly string[] }, workspace) => pg`
    DELETE FROM evaluations WHERE workspace_id = ${workspace} AND message_id = ANY(${pg.int8s(messageIds)}) AND queue_id = ${pg.uuid(queueId)}`,
});

const acrossWorkspaces = 'One sweep looks through what waits in all workspaces.';

export const anyWaiting = definePgCommand({
  name: 'waitingEvaluations.any',
  isPrepared: true,
  acrossWorkspaces,
  sql: () => pg`SELECT FROM waiting_evaluations LIMIT 1`,
});

/** Messages that evaluations wait for and that are there, of the newest `count` evaluations. */
export const awaitedMessages = definePgQuery({
  name: 'waitingEvaluations.found',
  acrossWorkspaces,
  row: z.object({ workspaceId: z.string(), messageIds: z.array(z.string()) }),
  sql: ({ count }: { count: number }) => pg`
    SELECT m.workspace_id AS "workspaceId", array_agg(DISTINCT m.id::text) AS "messageIds"
    FROM (SELECT * FROM waiting_evaluations ORDER BY evaluation_id DESC LIMIT ${pg.int8(count)}) w
    JOIN messages m ON m.workspace_id = w.workspace_id AND (m.external_id = w.message_external_id
      OR (m.role = 'ASSISTANT' AND m.trace_id = split_part(w.message_external_id, ':', 2) AND m.span_id = split_part(w.message_external_id, ':', 3)))
    GROUP BY m.workspace_id`,
});

export const attachToMessages = definePgCommand({
  name: 'waitingEvaluations.attach',
  sql: ({ messageIds }: { messageIds: readonly string[] }, workspace) => pg`
    WITH found AS (
      DELETE FROM waiting_evaluations w USING messages m
      WHERE m.workspace_id = ${workspace} AND m.id = ANY(${pg.int8s(messageIds)}) AND w.workspace_id = ${workspace} AND w.message_external_id = ${awaitedAs('m')}
      RETURNING w.evaluation_id, m.id AS message_id
    )
    UPDATE evaluations e SET message_id = found.message_id FROM found WHERE e.id = found.evaluation_id`,
});

/** Traces that evaluations wait for and that have a reply, of the newest `count` evaluations. */
export const awaitedTraces = definePgQuery({
  name: 'waitingEvaluations.tracesFound',
  acrossWorkspaces,
  row: z.object({ workspaceId: z.string(), traceIds: z.array(z.string()) }),
  sql: ({ count }: { count: number }) => pg`
    SELECT w.workspace_id AS "workspaceId", array_agg(DISTINCT w.trace_id) AS "traceIds"
    FROM (SELECT * FROM waiting_evaluations WHERE trace_id IS NOT NULL ORDER BY evaluation_id DESC LIMIT ${pg.int8(count)}) w
    WHERE EXISTS (SELECT FROM messages m WHERE m.workspace_id = w.workspace_id AND m.trace_id = w.trace_id AND m.role = 'ASSISTANT')
    GROUP BY w.workspace_id`,
});

export const settleOfTraces = definePgCommand({
  name: 'waitingEvaluations.settleOfTraces',
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`
    DELETE FROM waiting_evaluations w USING evaluations e
    WHERE w.workspace_id = ${workspace} AND w.trace_id = ANY(${pg.texts(traceIds)}) AND e.id = w.evaluation_id AND e.message_id IS NOT NULL`,
});

/** Locks the evaluations of whole traces. */
export const lockTraceEvaluations = definePgQuery({
  name: 'evaluations.lockOfTraces',
  row: z.object({ id: z.string() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id FROM evaluations
    WHERE workspace_id = ${workspace} AND trace_id = ANY(${pg.texts(traceIds)}) AND message_external_id IS NULL ORDER BY external_id COLLATE "C" FOR UPDATE`,
});

/** Attaches evaluations of whole traces to the last replies of these; the message that each one gains, and the one that it leaves. */
export const attachEvaluations = definePgQuery({
  name: 'evaluations.attachToLastReplies',
  row: z.object({ messageId: z.string(), leftMessageId: z.string().nullable() }),
  sql: ({ evaluationIds }: { evaluationIds: readonly string[] }, workspace) => pg`
    WITH before AS MATERIALIZED (
      SELECT id, trace_id, message_id FROM evaluations WHERE id = ANY(${pg.int8s(evaluationIds)})
    ), last_reply AS MATERIALIZED (
      SELECT DISTINCT ON (trace_id) trace_id, id FROM messages
      WHERE workspace_id = ${workspace} AND trace_id IN (SELECT trace_id FROM before) AND role = 'ASSISTANT'
      ORDER BY trace_id, created_at DESC, id DESC
    )
    UPDATE evaluations e SET message_id = last_reply.id FROM before JOIN last_reply ON last_reply.trace_id = before.trace_id
    WHERE e.id = before.id AND before.message_id IS DISTINCT FROM last_reply.id
    RETURNING e.message_id::text AS "messageId", before.message_id::text AS "leftMessageId"`,
});

/** As messages are stored for the first time: those that wait for one of them are attached (domains/messages/hooks.ts). */
export const attachToInserted = (workspace: PgParam): PgSql => pg`
  awaited AS (
    DELETE FROM waiting_evaluations w USING inserted
    WHERE w.workspace_id = ${workspace} AND w.message_external_id = ${awaitedAs('inserted')}
    RETURNING w.evaluation_id, inserted.id AS message_id
  ), attached AS (
    UPDATE evaluations e SET message_id = awaited.message_id FROM awaited WHERE e.id = awaited.evaluation_id
  )`;

/** Judgments that never found their message. */
export const deleteUnattachedBefore = definePgCommand({
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
