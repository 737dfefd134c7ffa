import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** What a judgment must be of to be deleted: one of these suffices. */
export interface JudgedBy {
  readonly messageIds: readonly string[];
  readonly traceIds: readonly string[];
  /** Judgments of a whole session that name nothing else. */
  readonly sessionIds: readonly string[];
  readonly evaluators: readonly string[];
  /** Spans of traces that stay. */
  readonly spans: readonly { readonly traceId: string; readonly spanId: string }[];
}

const isJudgedBy = ({ messageIds, traceIds, sessionIds, evaluators, spans }: JudgedBy) => pg`(
  message_id = ANY(${pg.int8s(messageIds)}) OR trace_id = ANY(${pg.texts(traceIds)}) OR evaluator = ANY(${pg.texts(evaluators)})
  OR (session_id = ANY(${pg.texts(sessionIds)}) AND message_external_id IS NULL AND trace_id IS NULL)
  OR (trace_id, span_id) IN (SELECT * FROM unnest(${pg.texts(spans.map(({ traceId }) => traceId))}, ${pg.texts(spans.map(({ spanId }) => spanId))})))`;

/** Deletes judgments; the message of each. */
export const deleteJudgments = definePgQuery({
  name: 'deletion.judgments',
  row: z.object({ messageId: z.string().nullable() }),
  sql: (judged: JudgedBy, workspace) =>
    pg`DELETE FROM evaluations WHERE workspace_id = ${workspace} AND ${isJudgedBy(judged)} RETURNING message_id AS "messageId"`,
});

export const judgmentCount = definePgQuery({
  name: 'deletion.judgmentCount',
  row: z.object({ count: z.number() }),
  sql: (judged: JudgedBy, workspace) =>
    pg`SELECT count(*)::int AS count FROM evaluations WHERE workspace_id = ${workspace} AND ${isJudgedBy(judged)}`,
});
