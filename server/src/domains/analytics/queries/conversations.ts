import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, string, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { WeekStart } from '../../settings/types.ts';
import { weekOf } from '../pure/interval.ts';
import { answersOf, isAnswerOf, type FactsQuery } from './facts.ts';

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

/**
 * How the conversations of these answers ended, of those whose last message came before `restedBefore`. One row. The facts are read once; of
 * a conversation only its greatest number is kept: time, id and ending of its last message, in this order of bits.
 */
export const conversationEnds = defineQuery({
  name: 'analytics.conversationEnds',
  timeoutMs,
  row: z.object({ openCount: count64, restedCount: count64, unansweredCount: count64, failedCount: count64 }),
  sql: ({ restedBefore, ...answers }: FactsQuery & { restedBefore: Date }): Sql => sql`
    WITH toUInt64(toUnixTimestamp64Milli(${utc(restedBefore)})) AS restedMs
    SELECT countIf(lastMs >= restedMs) AS openCount, countIf(lastMs < restedMs) AS restedCount,
           countIf(lastMs < restedMs AND ending = 1) AS unansweredCount, countIf(lastMs < restedMs AND ending = 2) AS failedCount
    FROM (
      SELECT toUInt64(bitShiftRight(last, 66)) AS lastMs, toUInt8(bitAnd(last, 3)) AS ending
      FROM (
        SELECT max(bitOr(bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Milli(m.created_at)), 66), bitShiftLeft(toUInt128(m.message_id), 2)),
                         multiIf(m.role = 'USER', 1, m.error_type != '', 2, 0))) AS last
        FROM message_facts AS m FINAL
        WHERE m.workspace_id = ${uuid(answers.workspaceId)} AND m.created_at >= ${utc(answers.range.from)} AND m.role IN ('USER', 'ASSISTANT')
        GROUP BY m.conversation_id HAVING max(${isAnswerOf(answers)})))`,
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
