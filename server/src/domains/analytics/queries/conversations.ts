import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { count64 } from '../decode.ts';
import type { WeekStart } from '../../settings/types.ts';
import { weekOf, type Range } from '../pure/interval.ts';
import { answersOf, isAnswerOf, type FactsQuery } from './facts.ts';

const timeoutMs = 20_000;

/** An answer as one number, since numbers are sorted many times as fast as tuples: time, id and whether it succeeded, in this order of bits. */
const answerBits = `bitOr(bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Milli(m.created_at)), 66), bitShiftLeft(toUInt128(m.message_id), 2)),
                         toUInt128(m.success_count > 0))`;
/** Place of the first success among the answers of a conversation for which `isAnswer` holds, from 1; 0: there is none. */
export const firstSuccess = (isAnswer: Sql): Sql => sql`
  if(maxIf(m.success_count, ${isAnswer}) = 0, 0,
     arrayFirstIndex(answer -> bitAnd(answer, 1) = 1, arraySort(groupArrayIf(${raw(answerBits)}, ${isAnswer}))))`;

export const endingCodes = { ANSWERED: 0, UNANSWERED: 1, FAILED: 2 } as const;
export type ConversationEnding = keyof typeof endingCodes;

/** Of a conversation only its greatest number is kept: time, id and ending of its last message, in this order of bits. */
export const lastMessage = `max(bitOr(bitOr(bitShiftLeft(toUInt128(toUnixTimestamp64Milli(m.created_at)), 66), bitShiftLeft(toUInt128(m.message_id), 2)),
                         multiIf(m.role = 'USER', 1, m.error_type != '', 2, 0)))`;
/** When the message of such a number was created, and its ending. */
export const lastAtOf = (last: string): string => `fromUnixTimestamp64Milli(toInt64(bitShiftRight(${last}, 66)), 'UTC')`;
export const endingOf = (last: string): string => `toUInt8(bitAnd(${last}, 3))`;

/** The last message of each conversation of these answers, whether it matches or not. The facts are read once. */
const endingsOf = (answers: FactsQuery): Sql => sql`
  SELECT id, ${raw(lastAtOf('last'))} AS lastAt, ${raw(endingOf('last'))} AS ending
  FROM (
    SELECT m.conversation_id AS id, ${raw(lastMessage)} AS last
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(answers.workspaceId)} AND m.created_at >= ${utc(answers.range.from)} AND m.role IN ('USER', 'ASSISTANT')
    GROUP BY m.conversation_id HAVING max(${isAnswerOf(answers)}))`;

/** A part of the conversations that are counted: by a number of answers, or by how they ended. */
export type ConversationGroup =
  | { readonly by: 'turnsToSuccess' | 'answers'; readonly least: number; readonly most: number | null }
  | { readonly by: 'ending'; readonly ending: ConversationEnding };

/** Conversations of a group, those with the newest answer first; the same ones that are counted above. */
export const conversationsOfGroup = defineQuery({
  name: 'analytics.conversationsOfGroup',
  timeoutMs,
  row: z.object({ id: z.string().transform(BigInt) }),
  sql: ({ group, restedBefore, limit, ...answers }: FactsQuery & { group: ConversationGroup; restedBefore: Date; limit: number }): Sql => {
    if (group.by === 'ending') {
      const rested = sql`lastAt < ${utc(restedBefore)} AND ending = ${uint(endingCodes[group.ending])}`;
      return sql`SELECT toString(id) AS id FROM (${endingsOf(answers)}) WHERE ${rested} ORDER BY lastAt DESC, id DESC LIMIT ${uint(limit)}`;
    }
    const size = group.by === 'answers' ? raw('count()') : firstSuccess(raw('true'));
    const upTo = group.most === null ? raw('') : sql`AND size <= ${uint(group.most)}`;
    return sql`
      SELECT toString(id) AS id
      FROM (SELECT m.conversation_id AS id, max(m.created_at) AS lastAt, ${size} AS size FROM ${answersOf(answers)} GROUP BY id)
      WHERE size >= ${uint(group.least)} ${upTo} ORDER BY lastAt DESC, id DESC LIMIT ${uint(limit)}`;
  },
});

export interface RetentionQuery {
  readonly workspaceId: string;
  /** The compiled filter, over rows `m`. */
  readonly where: Sql;
  /** The periods whose answers count, each by itself. */
  readonly ranges: readonly Range[];
  readonly zone: string;
  readonly weekStart: WeekStart;
}

/**
 * Users of the answers of each period by the week of their first message, of any role and at any time, and by the weeks after it in which they
 * have such an answer; `week` null: in any. `place`: of the period in `ranges`. Weeks are those of the zone. The newest 53 cohorts. The facts
 * are read once, whatever is asked.
 */
export const retentionCells = defineQuery({
  name: 'analytics.retention',
  timeoutMs,
  row: z.object({ place: z.number(), cohort: z.string(), week: z.number().nullable(), userCount: count64 }),
  sql: ({ workspaceId, where, ranges, zone, weekStart }: RetentionQuery): Sql => {
    const week = weekOf(sql`toDate(m.created_at, ${string(zone)})`, weekStart);
    const lists = ranges.map((range) => sql`groupUniqArrayIf(${week}, ${isAnswerOf({ workspaceId, where, range })})`);
    return sql`
      SELECT place, toString(firstWeek) AS cohort,
             arrayJoin(arrayPushFront(arrayMap(week -> toNullable(toInt32(intDiv(toInt32(week) - toInt32(firstWeek), 7))), weeks), NULL)) AS week,
             count() AS userCount
      FROM (
        SELECT ${weekOf(sql`toDate(min(m.created_at), ${string(zone)})`, weekStart)} AS firstWeek, [${join(lists, ', ')}] AS lists
        FROM message_facts AS m FINAL
        WHERE m.workspace_id = ${uuid(workspaceId)} AND m.end_user_id != 0
        GROUP BY m.end_user_id)
      ARRAY JOIN lists AS weeks, arrayEnumerate(lists) AS place
      WHERE notEmpty(weeks)
      GROUP BY place, cohort, week
      ORDER BY place, cohort DESC, week LIMIT 3000 BY place`;
  },
});
