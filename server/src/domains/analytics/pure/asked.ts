import { raw, sql, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Range } from './interval.ts';

/** A conversation that began so long before a range has its topic and language within it. */
const askedBeforeMs = 86_400_000;

/**
 * Conversations with what their users ask, as a table: `asked_conversation`, `asked_topic` and `asked_language`, those of the first message of a user
 * that has one; '': none was read. Of messages in the range, and of the day before.
 */
export const askedIn = (workspaceId: string, { from, to }: Range): Sql => sql`(
  SELECT y.conversation_id AS asked_conversation,
         if(countIf(y.topic_id != 0) = 0, '', toString(argMinIf(y.topic_id, y.created_at, y.topic_id != 0))) AS asked_topic,
         toString(argMinIf(y.language, y.created_at, y.language != 'und')) AS asked_language
  FROM message_meaning AS y FINAL
  WHERE y.workspace_id = ${uuid(workspaceId)} AND y.role = 'USER'
    AND y.created_at >= ${utc(new Date(from.getTime() - askedBeforeMs))} AND y.created_at < ${utc(to)}
  GROUP BY asked_conversation)`;

/** Columns of facts `m` that are joined with `askedIn`. */
export const askedTopic = raw('m.asked_topic');
export const askedLanguage = raw('m.asked_language');
