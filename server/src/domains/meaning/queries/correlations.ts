import { z } from 'zod';
import { withinTime } from '../../analytics/pure/filter.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uint, uuid } from '../../../platform/store/sql.ts';
import { isIncluded, type UserMessages } from './of-users.ts';

/** Of more conversations a sample is correlated: those with the least hashes of their ids. */
const mostCorrelated = 50_000;

const value = z.number().nullable();

/**
 * Of each conversation its mean sentiment beside the mean rating of its answers, the share of judgments that are of success, the share of
 * tool calls that failed, and the mean latency of its answers; null: it has none. One row; a list of numbers would lose those that are null.
 */
export const correlatedValues = defineQuery({
  name: 'meaning.correlated',
  timeoutMs: 20_000,
  row: z.object({
    conversations: z.array(
      z.tuple([z.number(), value, value, value, value]).transform(([sentiment, rating, success, toolErrors, latency]) => ({
        sentiment,
        rating,
        success,
        toolErrors,
        latency,
      })),
    ),
  }),
  sql: (messages: UserMessages) => sql`
    SELECT groupArray((s, rating, success, toolErrors, latency)) AS conversations
    FROM (
      SELECT felt.s AS s, did.rating AS rating, did.success AS success, did.toolErrors AS toolErrors, did.latency AS latency
      FROM (
        SELECT u.conversation_id AS conversation, avg(u.sentiment) AS s FROM message_meaning AS u FINAL
        WHERE ${isIncluded(messages)} AND u.sentiment IS NOT NULL
        GROUP BY conversation ORDER BY cityHash64(conversation) LIMIT ${uint(mostCorrelated)}) AS felt
      INNER JOIN (
        SELECT m.conversation_id AS conversation,
          if(sum(length(m.ratings)) = 0, NULL, sum(arraySum(m.ratings)) / sum(length(m.ratings))) AS rating,
          if(sum(m.success_count + m.failure_count) = 0, NULL, sum(m.success_count) / sum(m.success_count + m.failure_count)) AS success,
          if(sum(arrayCount(x -> x IS NOT NULL, m.tool_successes)) = 0, NULL,
            sum(arrayCount(x -> ifNull(NOT x, false), m.tool_successes)) / sum(arrayCount(x -> x IS NOT NULL, m.tool_successes))) AS toolErrors,
          avg(m.latency_ms) AS latency
        FROM message_facts AS m FINAL
        WHERE m.workspace_id = ${uuid(messages.workspaceId)} AND m.role = 'ASSISTANT' AND ${withinTime(messages.range)}
        GROUP BY conversation) AS did ON felt.conversation = did.conversation)`,
});
