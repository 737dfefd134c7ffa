import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, string, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { WeekStart } from '../../settings/types.ts';
import { weekOf } from '../pure/interval.ts';
import { answersOf, type FactsQuery } from './facts.ts';

const timeoutMs = 20_000;

/** Of the conversations with a success, which of their answers was the first one: how many conversations for each, first answers first. */
export const turnsToSuccess = defineQuery({
  name: 'analytics.turnsToSuccess',
  timeoutMs,
  row: z.object({ turn: count64, conversationCount: count64 }),
  sql: (answers: FactsQuery): Sql => sql`
    SELECT turn, count() AS conversationCount
    FROM (
      SELECT indexOf(arrayMap(answer -> answer.3 > 0, arraySort(groupArray((m.created_at, m.message_id, m.success_count)))), true) AS turn
      FROM ${answersOf(answers)} GROUP BY m.conversation_id)
    WHERE turn > 0 GROUP BY turn ORDER BY turn LIMIT 1000`,
});

/** How the conversations of these answers ended, of those whose last message came before `restedBefore`. One row. */
export const conversationEnds = defineQuery({
  name: 'analytics.conversationEnds',
  timeoutMs,
  row: z.object({ openCount: count64, restedCount: count64, unansweredCount: count64, failedCount: count64 }),
  sql: ({ restedBefore, ...answers }: FactsQuery & { restedBefore: Date }): Sql => sql`
    SELECT countIf(lastAt >= ${utc(restedBefore)}) AS openCount, countIf(lastAt < ${utc(restedBefore)}) AS restedCount,
           countIf(lastAt < ${utc(restedBefore)} AND ending = 1) AS unansweredCount,
           countIf(lastAt < ${utc(restedBefore)} AND ending = 2) AS failedCount
    FROM (
      SELECT max(c.created_at) AS lastAt,
             argMax(multiIf(c.role = 'USER', 1, c.error_type != '', 2, 0), (c.created_at, c.message_id)) AS ending
      FROM message_facts AS c FINAL
      WHERE c.workspace_id = ${uuid(answers.workspaceId)} AND c.created_at >= ${utc(answers.range.from)} AND c.role IN ('USER', 'ASSISTANT')
        AND c.conversation_id IN (SELECT m.conversation_id FROM ${answersOf(answers)})
      GROUP BY c.conversation_id)`,
});

/**
 * Users of these answers by the week of their first message, of any role and at any time, and by the weeks after it in which they have
 * such an answer; `week` null: in any. Weeks are those of the zone. The newest 53 cohorts.
 */
export const retentionCells = defineQuery({
  name: 'analytics.retention',
  timeoutMs,
  row: z.object({ cohort: z.string(), week: z.number().nullable(), userCount: count64 }),
  sql: ({ zone, weekStart, ...answers }: FactsQuery & { zone: string; weekStart: WeekStart }): Sql => sql`
    SELECT r.cohort AS cohort, if(grouping(r.age) = 1, NULL, toNullable(r.age)) AS week, uniqExact(r.user) AS userCount
    FROM (
    SELECT a.user AS user, toString(f.firstWeek) AS cohort, toInt32(intDiv(toInt32(a.activeWeek) - toInt32(f.firstWeek), 7)) AS age
    FROM (
      SELECT DISTINCT m.end_user_id AS user, ${weekOf(sql`toDate(m.created_at, ${string(zone)})`, weekStart)} AS activeWeek
      FROM ${answersOf(answers)} AND m.end_user_id != 0) AS a
    INNER JOIN (
      SELECT u.end_user_id AS user, ${weekOf(sql`toDate(min(u.created_at), ${string(zone)})`, weekStart)} AS firstWeek
      FROM message_facts AS u FINAL WHERE u.workspace_id = ${uuid(answers.workspaceId)} AND u.end_user_id != 0 GROUP BY user) AS f
    ON a.user = f.user
    ) AS r
    GROUP BY GROUPING SETS ((r.cohort), (r.cohort, r.age))
    ORDER BY cohort DESC, week LIMIT 3000`,
});
