import { holdsTerms } from '../../../platform/store/folded.ts';
import { raw, sql, strings, uints, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { MeaningLists, TimeEnds } from '../pure/filter.ts';
import { allOf } from '../pure/filter.ts';
import { storableInstant } from '../pure/interval.ts';

/**
 * Holds for rows `m` of the facts whose text has every term. A message is projected with its text, under one version: rows of earlier
 * texts are found by the index, too, and have no facts.
 */
export const hasTerms = (workspaceId: string, terms: readonly string[]): Sql => sql`(m.message_id, m.version) IN (
  SELECT t.message_id, t.version FROM message_texts AS t
  WHERE t.workspace_id = ${uuid(workspaceId)} AND t.is_deleted = 0 AND ${holdsTerms(raw('t.content'), terms)})`;

/** Holds for rows `m` of the facts whose user's first message, of any role, lies in [from, to). */
export const isOfUsersFirstSeen = (workspaceId: string, { from, to }: TimeEnds): Sql => sql`m.end_user_id IN (
  SELECT u.end_user_id FROM message_facts AS u FINAL
  WHERE u.workspace_id = ${uuid(workspaceId)} AND u.end_user_id != 0
  GROUP BY u.end_user_id
  HAVING ${allOf([
    ...(from ? [sql`min(u.created_at) >= ${utc(storableInstant(from))}`] : []),
    ...(to ? [sql`min(u.created_at) < ${utc(storableInstant(to))}`] : []),
  ])})`;

/** Holds for rows `m` of the facts whose user a statement gives, in its column `user_id`. */
export const isOfMembers = (members: Sql): Sql => sql`m.user_external_id IN (${members})`;

/** Holds for rows `u` of meaning: messages of users that have one of each list that is not empty. */
export const isMeant = (workspaceId: string, { topicIds, languages, emotions }: MeaningLists): Sql =>
  allOf([
    sql`u.workspace_id = ${uuid(workspaceId)} AND u.role = 'USER'`,
    ...(topicIds.length > 0 ? [sql`u.topic_id IN ${uints(topicIds.map(BigInt))}`] : []),
    ...(languages.length > 0 ? [sql`u.language IN ${strings(languages)}`] : []),
    ...(emotions.length > 0 ? [sql`hasAny(u.emotions.1, ${strings(emotions)})`] : []),
  ]);

/** Holds for rows `m` of the facts of conversations in which one message of a user has one of each list. */
export const isOfMeaning = (workspaceId: string, lists: MeaningLists): Sql => sql`m.conversation_id IN (
  SELECT u.conversation_id FROM message_meaning AS u FINAL WHERE ${isMeant(workspaceId, lists)})`;
