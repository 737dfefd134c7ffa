import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const Person = z.object({
  name: z.string().nullable(),
  value: z.number().nullable(),
  label: z.string().nullable(),
  rating: z.number().nullable(),
  success: z.boolean().nullable(),
});

const Judged = z.object({
  messageId: z.string(),
  value: z.number().nullable(),
  label: z.string().nullable(),
  length: z.number(),
  people: z.array(Person).nullable(),
});
export type JudgedMessage = z.infer<typeof Judged>;

/**
 * Verdicts of a version of a judge on messages, of each the newest, beside what people say of them under the same name or under none.
 * `runId`: of this run alone.
 */
export const judgedMessages = definePgQuery({
  name: 'judges.judged',
  row: Judged,
  sql: (
    {
      judgeId,
      judgeVersion,
      runId,
      criterion,
      limit,
    }: { judgeId: string; judgeVersion: number | null; runId: string | null; criterion: string; limit: number },
    workspace,
  ) => pg`
    WITH judged AS MATERIALIZED (
      SELECT DISTINCT ON (message_id) message_id, value, label FROM judge_items
      WHERE workspace_id = ${workspace} AND judge_id = ${pg.uuid(judgeId)} AND state = 'DONE' AND other_message_id IS NULL
        AND (${pg.int4(judgeVersion)} IS NULL OR judge_version = ${pg.int4(judgeVersion)}) AND (${pg.uuid(runId)} IS NULL OR run_id = ${pg.uuid(runId)})
      ORDER BY message_id DESC, id DESC LIMIT ${pg.int4(limit)}
    )
    SELECT j.message_id::text AS "messageId", j.value, j.label, char_length(m.content) AS length,
      (SELECT json_agg(json_build_object('name', e.name, 'value', e.value, 'label', e.label, 'rating', e.rating, 'success', e.success)) FROM evaluations e
        WHERE e.message_id = j.message_id AND e.workspace_id = ${workspace} AND e.evaluator_kind = 'HUMAN'
          AND (e.name IS NULL OR e.name = ${pg.text(criterion)})) AS people
    FROM judged j JOIN messages m ON m.id = j.message_id AND m.workspace_id = ${workspace}`,
});

/** Verdicts on pairs, an order a row. `value`: 1 the first is better, 0 the second, 0.5 a tie. */
export const comparedPairs = definePgQuery({
  name: 'judges.compared',
  row: z.object({
    messageId: z.string(),
    otherMessageId: z.string(),
    side: z.number(),
    otherSide: z.number(),
    value: z.number(),
    length: z.number(),
    otherLength: z.number(),
  }),
  sql: ({ judgeId, runId, limit }: { judgeId: string; runId: string | null; limit: number }, workspace) => pg`
    SELECT i.message_id::text AS "messageId", i.other_message_id::text AS "otherMessageId", i.side, i.other_side AS "otherSide", i.value,
      char_length(m.content) AS length, char_length(o.content) AS "otherLength"
    FROM judge_items i JOIN messages m ON m.id = i.message_id AND m.workspace_id = ${workspace}
    JOIN messages o ON o.id = i.other_message_id AND o.workspace_id = ${workspace}
    WHERE i.workspace_id = ${workspace} AND i.judge_id = ${pg.uuid(judgeId)} AND i.state = 'DONE' AND i.value IS NOT NULL
      AND (${pg.uuid(runId)} IS NULL OR i.run_id = ${pg.uuid(runId)})
    ORDER BY i.id DESC LIMIT ${pg.int4(limit)}`,
});
