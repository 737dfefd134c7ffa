import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, strings, uint, uints, uuid, type Sql } from '../../../platform/store/sql.ts';
import { isNegative } from '../pure/negative.ts';
import { trajectories, type Trajectory } from '../types.ts';
import { isIncluded, type UserMessages } from './of-users.ts';

const timeoutMs = 20_000;

/** A user's message within its conversation: time and id, sentiment, whether it is negative. */
const turns = raw(
  `arraySort(groupArray((toUnixTimestamp64Milli(u.created_at), u.message_id, assumeNotNull(u.sentiment), toUInt8(${isNegative}))))`,
);

/**
 * How a conversation went (types.ts): nothing negative is STEADY; the last message negative is LEFT_NEGATIVE where the first was too, else
 * TURNED_NEGATIVE; else RESOLVED.
 */
const trajectory = raw(
  `multiIf(NOT arrayExists(t -> t.4 = 1, turns), 'STEADY', turns[-1].4 = 0, 'RESOLVED', turns[1].4 = 1, 'LEFT_NEGATIVE', 'TURNED_NEGATIVE')`,
);

/**
 * Where it turned: of RESOLVED the first message after the last negative one, of TURNED_NEGATIVE the first of the negative ones that it ended
 * with; 0: it did not turn.
 */
const turnedAt = raw(`multiIf(
  trajectory = 'RESOLVED', turns[arrayLastIndex(t -> t.4 = 1, turns) + 1].2,
  trajectory = 'TURNED_NEGATIVE', turns[arrayLastIndex(t -> t.4 = 0, turns) + 1].2, 0)`);

const conversationsOf = (condition: Sql): Sql => sql`
  SELECT u.conversation_id AS conversation, ${turns} AS turns, ${trajectory} AS trajectory
  FROM message_meaning AS u FINAL WHERE ${condition} AND u.is_supported AND u.sentiment IS NOT NULL GROUP BY conversation`;

/** How many conversations went each way. */
export const trajectoryCounts = defineQuery({
  name: 'meaning.trajectories',
  timeoutMs,
  row: z.object({ trajectory: z.enum(trajectories), conversationCount: z.coerce.number() }),
  sql: (messages: UserMessages) => sql`
    SELECT trajectory, count() AS conversationCount FROM (${conversationsOf(isIncluded(messages))}) GROUP BY trajectory`,
});

const Turned = z.object({
  conversationId: z.string().transform(BigInt),
  messageId: z.string().transform(BigInt),
  start: z.number(),
  end: z.number(),
  trajectory: z.enum(trajectories),
});
export type Turned = z.infer<typeof Turned>;

/** Conversations that turned, those with the newest message first. */
export const turnedConversations = defineQuery({
  name: 'meaning.turned',
  timeoutMs,
  row: Turned,
  sql: ({ first, which, ...messages }: UserMessages & { first: number; which: readonly Trajectory[] }) => sql`
    SELECT toString(conversation) AS conversationId, toString(${turnedAt}) AS messageId, turns[1].3 AS start, turns[-1].3 AS end, trajectory
    FROM (${conversationsOf(isIncluded(messages))}) WHERE trajectory IN ${strings(which)} AND ${turnedAt} != 0
    ORDER BY turns[-1].1 DESC, conversation DESC LIMIT ${uint(first)}`,
});

/** How each of these conversations went, over all of its messages; those without a supported message of a user are absent. */
export const trajectoriesOf = defineQuery({
  name: 'meaning.trajectoriesOf',
  timeoutMs: 10_000,
  row: z.object({ conversationId: z.string().transform(BigInt), trajectory: z.enum(trajectories) }),
  sql: ({ workspaceId, ids }: { workspaceId: string; ids: readonly bigint[] }) => sql`
    SELECT toString(conversation) AS conversationId, trajectory FROM (
      ${conversationsOf(sql`u.workspace_id = ${uuid(workspaceId)} AND u.role = 'USER' AND u.conversation_id IN ${uints(ids)}`)})`,
});
