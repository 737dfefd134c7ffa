import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { inSession } from '../pure/dimensions.ts';
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

/** The answers of a query, from the facts. */
export const answersOf = (answers: FactsQuery): Sql => sql`
  message_facts AS m FINAL
  WHERE m.workspace_id = ${uuid(answers.workspaceId)} AND ${isAnswerOf(answers)}`;

/** The sessions with the most answers, and the experiment and the variant that they belong to; '' where their messages name none, or several. */
export const largestSessions = defineQuery({
  name: 'analytics.largestSessions',
  ...LIMITS,
  row: z.object({ sessionId: z.string(), experimentName: z.string(), variant: z.string() }),
  sql: ({ limit, ...question }: FactsQuery & { limit: number }): Sql => sql`
    SELECT m.session_id AS sessionId,
           if(min(m.experiment_name) = max(m.experiment_name), min(m.experiment_name), '') AS experimentName,
           if(min(m.variant) = max(m.variant), min(m.variant), '') AS variant
    FROM ${answersOf(question)} AND ${inSession}
    GROUP BY sessionId ORDER BY count() DESC, sessionId LIMIT ${uint(limit)}`,
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
