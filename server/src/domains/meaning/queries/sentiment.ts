import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, uint, type Sql } from '../../../platform/store/sql.ts';
import { emotions } from '../types.ts';
import { isIncluded, type UserMessages } from './of-users.ts';

const timeoutMs = 20_000;

/**
 * Sums over conversations, of which shares and means with their intervals follow (pure/clusters.ts): messages of one conversation are alike,
 * so that each conversation counts as one draw.
 */
const ClusterSums = z.object({
  conversationCount: z.coerce.number(),
  messageCount: z.coerce.number(),
  /** Sum of squares of the numbers of messages. */
  squares: z.coerce.number(),
  sentiment: z.number(),
  sentimentSquares: z.number(),
  sentimentProducts: z.number(),
  /** In the order of `emotions`. */
  emotions: z.array(z.coerce.number()),
  emotionSquares: z.array(z.coerce.number()),
  emotionProducts: z.array(z.coerce.number()),
});
export type ClusterSums = z.infer<typeof ClusterSums>;

const emotionCounts: Sql = sql`[${join(
  emotions.map((emotion) => sql`countIf(has(u.emotions.1, ${string(emotion)}))`),
  ', ',
)}]`;

const sumsOf = (perConversation: Sql, bucket: Sql): Sql => sql`
  SELECT ${bucket} AS bucket, count() AS conversationCount, sum(n) AS messageCount, sum(n * n) AS squares,
    sum(s) AS sentiment, sum(s * s) AS sentimentSquares, sum(s * n) AS sentimentProducts,
    sumForEach(e) AS emotions, sumForEach(arrayMap(x -> x * x, e)) AS emotionSquares, sumForEach(arrayMap(x -> x * n, e)) AS emotionProducts
  FROM (${perConversation}) GROUP BY bucket ORDER BY bucket`;

const supported = raw('u.is_supported AND u.sentiment IS NOT NULL');

/** Of supported messages of users: sums by bucket, in seconds since 1970; buckets without one are absent. */
export const sentimentBuckets = defineQuery({
  name: 'meaning.sentimentBuckets',
  timeoutMs,
  row: ClusterSums.extend({ bucket: z.coerce.number() }),
  sql: ({ bucket, ...messages }: UserMessages & { bucket: (time: Sql) => Sql }) =>
    sumsOf(
      sql`SELECT ${bucket(raw('u.created_at'))} AS at, u.conversation_id AS conversation, count() AS n, toFloat64(sum(u.sentiment)) AS s, ${emotionCounts} AS e
          FROM message_meaning AS u FINAL WHERE ${isIncluded(messages)} AND ${supported} GROUP BY at, conversation`,
      raw('at'),
    ),
});

/** Of supported messages of users: sums over the whole range; no row where there is none. */
export const sentimentSums = defineQuery({
  name: 'meaning.sentimentSums',
  timeoutMs,
  row: ClusterSums,
  sql: (messages: UserMessages) =>
    sumsOf(
      sql`SELECT u.conversation_id AS conversation, count() AS n, toFloat64(sum(u.sentiment)) AS s, ${emotionCounts} AS e
          FROM message_meaning AS u FINAL WHERE ${isIncluded(messages)} AND ${supported} GROUP BY conversation`,
      raw('0'),
    ),
});

/** Messages of users by language, most first. */
export const languageCounts = defineQuery({
  name: 'meaning.languages',
  timeoutMs,
  row: z.object({ language: z.string(), isSupported: z.boolean(), messageCount: z.coerce.number() }),
  sql: (messages: UserMessages) => sql`
    SELECT u.language AS language, max(u.is_supported) AS isSupported, count() AS messageCount
    FROM message_meaning AS u FINAL WHERE ${isIncluded(messages)} GROUP BY language ORDER BY messageCount DESC, language LIMIT ${uint(100)}`,
});
