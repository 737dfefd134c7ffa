import { z } from 'zod';
import { defineCommand, defineQuery } from '../../../platform/store/query.ts';
import { floatLists, raw, sql, string, uint, uints, utc, uuid } from '../../../platform/store/sql.ts';
import { isIncluded, type UserMessages } from './of-users.ts';
import { leastLikeness } from '../pure/cluster.ts';

const timeoutMs = 20_000;
const bigint = z.string().transform(BigInt);

/** Users' messages since then with a direction that was made with the version: a sample of at most `limit`, by the hash of their ids, so that the same ones are drawn again. */
export const embeddedMessages = defineQuery({
  name: 'meaning.embedded',
  timeoutMs: 60_000,
  row: z.object({ messageId: z.string().transform(Number), conversationId: z.string().transform(Number), embedding: z.array(z.number()) }),
  sql: ({ workspaceId, since, modelVersion, limit }: { workspaceId: string; since: Date; modelVersion: string; limit: number }) => sql`
    SELECT toString(message_id) AS messageId, toString(conversation_id) AS conversationId, embedding FROM message_meaning FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND created_at >= ${utc(since)} AND role = 'USER' AND notEmpty(embedding) AND model_version = ${string(modelVersion)}
    ORDER BY cityHash64(message_id), message_id LIMIT ${uint(limit)}`,
});

/**
 * Writes the topic of each user's message since then, the nearest of these directions. A row keeps its version: one that was read again
 * meanwhile has a higher one, and stays.
 */
export const assignTopics = defineCommand({
  name: 'meaning.assignTopics',
  timeoutMs: 600_000,
  sql: ({
    workspaceId,
    since,
    modelVersion,
    numbers,
    centroids,
  }: {
    workspaceId: string;
    since: Date;
    modelVersion: string;
    numbers: readonly number[];
    centroids: readonly (readonly number[])[];
  }) => sql`
    INSERT INTO message_meaning
    SELECT * EXCEPT (likeness, found) REPLACE (toUInt32(found) AS topic_id) FROM (
      SELECT m.*, arrayMap(centroid -> arraySum(arrayMap((a, b) -> a * b, m.embedding, centroid)) / 127, ${floatLists(centroids)}) AS likeness,
        if(arrayMax(likeness) >= ${raw(String(leastLikeness))}, ${uints(numbers)}[indexOf(likeness, arrayMax(likeness))], 0) AS found
      FROM (
        SELECT * FROM message_meaning FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND created_at >= ${utc(since)} AND role = 'USER' AND notEmpty(embedding)
          AND model_version = ${string(modelVersion)}) AS m)`,
});

/** Per topic of the messages in the range, sums over conversations (pure/clusters.ts): `all` is of all messages with a direction. */
export const topicCounts = defineQuery({
  name: 'meaning.topicCounts',
  timeoutMs,
  row: z.object({
    topicId: z.number(),
    messageCount: z.coerce.number(),
    squares: z.coerce.number(),
    products: z.coerce.number(),
  }),
  sql: (messages: UserMessages) => sql`
    SELECT topic AS topicId, sum(n) AS messageCount, sum(n * n) AS squares, sum(n * total) AS products
    FROM (
      SELECT conversation, topic, n, sum(n) OVER (PARTITION BY conversation) AS total
      FROM (
        SELECT u.conversation_id AS conversation, u.topic_id AS topic, count() AS n
        FROM message_meaning AS u FINAL WHERE ${isIncluded(messages)} AND notEmpty(u.embedding) GROUP BY conversation, topic))
    GROUP BY topic`,
});

/** All messages with a direction in the range, as sums over conversations. */
export const directedCounts = defineQuery({
  name: 'meaning.directedCounts',
  timeoutMs,
  row: z.object({ conversationCount: z.coerce.number(), messageCount: z.coerce.number(), squares: z.coerce.number() }),
  sql: (messages: UserMessages) => sql`
    SELECT count() AS conversationCount, sum(n) AS messageCount, sum(n * n) AS squares
    FROM (SELECT count() AS n FROM message_meaning AS u FINAL WHERE ${isIncluded(messages)} AND notEmpty(u.embedding) GROUP BY u.conversation_id)`,
});

/** The newest messages of each topic. */
export const topicExamples = defineQuery({
  name: 'meaning.topicExamples',
  timeoutMs,
  row: z.object({ topicId: z.number(), messageId: bigint }),
  sql: ({ first, ...messages }: UserMessages & { first: number }) => sql`
    SELECT u.topic_id AS topicId, toString(u.message_id) AS messageId FROM message_meaning AS u FINAL
    WHERE ${isIncluded(messages)} AND u.topic_id != 0 ORDER BY u.created_at DESC, u.message_id DESC LIMIT ${uint(first)} BY u.topic_id`,
});
