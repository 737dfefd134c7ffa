import { z } from 'zod';
import { holdsText } from '../../../platform/store/folded.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, join, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { everyUser } from './known.ts';

/** Where a user stands in the list: last active first. */
export interface UserPlace {
  readonly activeAt: Date;
  readonly userId: string;
}

export interface UserPage {
  readonly workspaceId: string;
  /** Part of an id, or of a text among the properties; empty: all users. */
  readonly search: string;
  /** Statement that gives the ids of some users; null: all. */
  readonly among: Sql | null;
  readonly olderThan: UserPlace | null;
  readonly newerThan: UserPlace | null;
  readonly newestFirst: boolean;
  readonly limit: number;
}

/** Ids of users whom a message names, once each or more often. */
const named = (workspaceId: string): Sql =>
  sql`SELECT m.user_external_id AS user_id, m.created_at AS at FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id != ''`;

/** Ids of users of whom the application reported something. */
const identified = (workspaceId: string): Sql =>
  sql`SELECT p.user_id AS user_id, p.at AS at FROM user_properties AS p FINAL WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = ''`;

export const userCount = defineQuery({
  name: 'users.count',
  timeoutMs: 20_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`SELECT count() AS count FROM (${everyUser(workspaceId)})`,
});

/** A page of users by when they were last active. */
export const userPlaces = defineQuery({
  name: 'users.places',
  timeoutMs: 20_000,
  row: z
    .object({ userId: z.string(), at: z.string() })
    .transform(({ userId, at }): UserPlace => ({ userId, activeAt: new Date(Number(at)) })),
  sql: ({ workspaceId, search, among, olderThan, newerThan, newestFirst, limit }: UserPage) => {
    const which = [...(among === null ? [] : [sql`u.user_id IN (${among})`]), ...(search === '' ? [] : [found(workspaceId, search)])];
    const beyond = [
      ...(olderThan === null ? [] : [sql`(activeAt, user_id) < (${utc(olderThan.activeAt)}, ${string(olderThan.userId)})`]),
      ...(newerThan === null ? [] : [sql`(activeAt, user_id) > (${utc(newerThan.activeAt)}, ${string(newerThan.userId)})`]),
    ];
    const order = raw(newestFirst ? 'DESC' : 'ASC');
    return sql`
      SELECT user_id AS userId, toString(toUnixTimestamp64Milli(activeAt)) AS at FROM (
        SELECT u.user_id AS user_id, max(u.at) AS activeAt FROM (${identified(workspaceId)} UNION ALL ${named(workspaceId)}) AS u
        WHERE ${allOf(which)} GROUP BY u.user_id)
      WHERE ${allOf(beyond)} ORDER BY activeAt ${order}, user_id ${order} LIMIT ${int(limit)}`;
  },
});

const allOf = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? raw('true') : join(conditions, ' AND '));

const found = (workspaceId: string, search: string): Sql => sql`(${holdsText(raw('u.user_id'), string(search))} OR u.user_id IN (
  SELECT p.user_id FROM user_properties AS p FINAL
  WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name != '' AND arrayExists(item -> ${holdsText(raw('item'), string(search))}, p.items)))`;

const number = z.coerce.number();
const moment = z
  .string()
  .nullable()
  .transform((ms) => (ms === null ? null : new Date(Number(ms))));

/** What is counted of users from their messages. */
export const userNumbers = defineQuery({
  name: 'users.numbers',
  timeoutMs: 20_000,
  row: z.object({
    userId: z.string(),
    firstSeenAt: moment,
    lastSeenAt: moment,
    messageCount: number,
    answerCount: number,
    conversationCount: number,
    costUsd: number.nullable(),
    averageRating: number.nullable(),
    ratingCount: number,
  }),
  sql: ({ workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] }) => sql`
    SELECT m.user_external_id AS userId, toString(toUnixTimestamp64Milli(min(m.created_at))) AS firstSeenAt,
      toString(toUnixTimestamp64Milli(max(m.created_at))) AS lastSeenAt, count() AS messageCount,
      countIf(m.role = 'ASSISTANT') AS answerCount, uniqExact(m.conversation_id) AS conversationCount,
      sum(m.cost_nano_usd) / 1e9 AS costUsd, sum(length(m.ratings)) AS ratingCount,
      if(ratingCount = 0, NULL, sum(arraySum(m.ratings)) / ratingCount) AS averageRating
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id IN ${strings(userIds)}
    GROUP BY m.user_external_id`,
});

/** When the application last reported something of users. */
export const identifiedAt = defineQuery({
  name: 'users.identifiedAt',
  timeoutMs: 20_000,
  row: z.object({ userId: z.string(), at: z.string() }),
  sql: ({ workspaceId, userIds }: { workspaceId: string; userIds: readonly string[] }) => sql`
    SELECT p.user_id AS userId, toString(toUnixTimestamp64Milli(p.at)) AS at FROM user_properties AS p FINAL
    WHERE p.workspace_id = ${uuid(workspaceId)} AND p.name = '' AND p.user_id IN ${strings(userIds)}`,
});

/** Conversations of a user, the last first. */
export const conversationsOfUser = defineQuery({
  name: 'users.conversations',
  timeoutMs: 20_000,
  row: z.object({
    conversationId: z.string(),
    firstAt: z.string().transform((ms) => new Date(Number(ms))),
    lastAt: z.string().transform((ms) => new Date(Number(ms))),
    messageCount: number,
    costUsd: number.nullable(),
    averageRating: number.nullable(),
    failureCount: number,
    errorCount: number,
    models: z.array(z.string()),
  }),
  sql: ({
    workspaceId,
    userId,
    before,
    limit,
  }: {
    workspaceId: string;
    userId: string;
    before: ConversationPlace | null;
    limit: number;
  }) => sql`
    SELECT toString(m.conversation_id) AS conversationId, toString(toUnixTimestamp64Milli(min(m.created_at))) AS firstAt,
      toString(toUnixTimestamp64Milli(max(m.created_at))) AS lastAt, count() AS messageCount,
      sum(m.cost_nano_usd) / 1e9 AS costUsd,
      if(sum(length(m.ratings)) = 0, NULL, sum(arraySum(m.ratings)) / sum(length(m.ratings))) AS averageRating,
      countIf(m.failure_count > 0) AS failureCount, countIf(m.error_type != '') AS errorCount,
      arraySort(groupUniqArrayIf(5)(toString(m.model), m.model != '')) AS models
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id = ${string(userId)}
    GROUP BY m.conversation_id
    ${before === null ? raw('') : sql`HAVING (max(m.created_at), m.conversation_id) < (${utc(before.lastAt)}, toUInt64(${string(before.conversationId)}))`}
    ORDER BY max(m.created_at) DESC, m.conversation_id DESC LIMIT ${int(limit)}`,
});

export interface ConversationPlace {
  readonly lastAt: Date;
  readonly conversationId: string;
}
