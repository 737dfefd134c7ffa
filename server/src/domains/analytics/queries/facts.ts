import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { askedIn } from '../pure/asked.ts';
import { inSession, ofSessions } from '../pure/dimensions.ts';
import type { Range } from '../pure/interval.ts';

/** Queries that only the facts can answer. */
export interface FactsQuery {
  readonly workspaceId: string;
  readonly range: Range;
  /** The compiled filter, over rows `m`. */
  readonly where: Sql;
}

const LIMITS = { timeoutMs: 20_000 };

/** Whether a row `m` of the workspace is one of the answers of a query. */
export const isAnswerOf = ({ range, where }: FactsQuery): Sql => sql`
  m.role = 'ASSISTANT' AND m.created_at >= ${utc(range.from)} AND m.created_at < ${utc(range.to)} AND ${where}`;

/** The answers of a query, from the facts, each with what its user asked (pure/asked.ts). */
export const askedAnswersOf = (answers: FactsQuery): Sql => sql`(
    SELECT m.*, u.asked_topic AS asked_topic, u.asked_language AS asked_language
    FROM message_facts AS m FINAL LEFT JOIN ${askedIn(answers.workspaceId, answers.range)} AS u ON u.asked_conversation = m.conversation_id
    WHERE m.workspace_id = ${uuid(answers.workspaceId)} AND ${isAnswerOf(answers)}
  ) AS m WHERE true`;

/** The answers of a query, from the facts. */
export const answersOf = (answers: FactsQuery): Sql => sql`
  message_facts AS m FINAL
  WHERE m.workspace_id = ${uuid(answers.workspaceId)} AND ${isAnswerOf(answers)}`;

const SessionExtent = z
  .object({ sessionId: z.string(), firstAt: z.string(), lastAt: z.string() })
  .transform(({ sessionId, firstAt, lastAt }) => ({ sessionId, firstAt: Number(firstAt), lastAt: Number(lastAt) }));
const extent = sql`toString(toUnixTimestamp64Milli(min(m.created_at))) AS firstAt, toString(toUnixTimestamp64Milli(max(m.created_at))) AS lastAt`;

/** The sessions with the most answers, in that order, and when the first and the last of those came, ms. */
export const largestSessions = defineQuery({
  name: 'analytics.largestSessions',
  ...LIMITS,
  row: SessionExtent,
  sql: ({ limit, ...question }: FactsQuery & { limit: number }): Sql => sql`
    SELECT m.session_id AS sessionId, ${extent} FROM ${answersOf(question)} AND ${inSession}
    GROUP BY sessionId ORDER BY count() DESC, sessionId LIMIT ${uint(limit)}`,
});

/** When the first and the last answer of each of these sessions came, ms; answers that are no more, or were of the session once, count too. */
export const sessionExtents = defineQuery({
  name: 'analytics.sessionExtents',
  ...LIMITS,
  row: SessionExtent,
  sql: ({ workspaceId, range, sessionIds }: Omit<FactsQuery, 'where'> & { sessionIds: readonly string[] }): Sql => sql`
    SELECT m.session_id AS sessionId, ${extent} FROM message_facts AS m
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.created_at >= ${utc(range.from)} AND m.created_at < ${utc(range.to)} AND ${ofSessions(sessionIds)}
    GROUP BY sessionId`,
});

/** Sessions, most answers first. */
export const sessionNames = defineQuery({
  name: 'analytics.sessionNames',
  ...LIMITS,
  row: z.object({ name: z.string() }),
  sql: (question: FactsQuery): Sql => sql`
    SELECT m.session_id AS name FROM ${answersOf(question)} AND ${inSession}
    GROUP BY name ORDER BY count() DESC, name LIMIT 200`,
});

const Extent = z.object({ firstAt: z.string().nullable(), lastAt: z.string().nullable() });

/** When the workspace's first and last message are; one row, null without any. A message just removed may still count. */
export const messageExtent = defineQuery({
  name: 'analytics.messageExtent',
  timeoutMs: 5_000,
  row: Extent,
  sql: ({ workspaceId }: { workspaceId: string }): Sql => sql`
    SELECT (SELECT toString(toUnixTimestamp64Milli(created_at)) FROM message_facts
            WHERE workspace_id = ${uuid(workspaceId)} AND is_deleted = 0 ORDER BY workspace_id, created_at LIMIT 1) AS firstAt,
           (SELECT toString(toUnixTimestamp64Milli(created_at)) FROM message_facts
            WHERE workspace_id = ${uuid(workspaceId)} AND is_deleted = 0 ORDER BY workspace_id DESC, created_at DESC LIMIT 1) AS lastAt`,
});
