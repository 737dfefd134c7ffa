import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { cell, defineRow, type RowReadBy } from '../../platform/store/pg-row.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { defineQueue } from '../../platform/store/queue.ts';
import { defineCommand, defineQuery } from '../../platform/store/query.ts';
import { sql, uint, uints, utc, utcs, uuid, type Sql } from '../../platform/store/sql.ts';

const bigints = { ...cell.texts, expected: 'an array of numbers' } as typeof cell.texts;
const queued = defineRow({
  id: cell.text,
  workspaceId: cell.text,
  messageIds: bigints,
  staleIds: bigints,
  staleAt: { ...cell.texts, expected: 'an array of instants' },
});
export type QueuedMeaning = RowReadBy<typeof queued>;

/** Batches of the projector whose messages are to be read. */
export const meaningQueue = defineQueue({
  name: 'meaning',
  table: 'meaning_queue',
  row: queued,
  columns: `id, workspace_id AS "workspaceId", message_ids::text[] AS "messageIds", stale_ids::text[] AS "staleIds",
    ARRAY(SELECT (extract(epoch FROM at) * 1000)::bigint::text FROM unnest(stale_at) AS at) AS "staleAt"`,
  locked: 'pass',
});

export interface StaleMessage {
  readonly messageId: number;
  /** Where it stood before. */
  readonly createdAt: Date;
}

/** In the transaction of the projector's batch: these messages are read once it is committed. */
export const queueMeaning = definePgCommand({
  name: 'meaning.queue',
  isPrepared: true,
  sql: ({ messageIds, stale }: { messageIds: readonly number[]; stale: readonly StaleMessage[] }, workspace) => pg`
    INSERT INTO meaning_queue (workspace_id, message_ids, stale_ids, stale_at)
    VALUES (${workspace}, ${pg.int8s(messageIds)}, ${pg.int8s(stale.map(({ messageId }) => messageId))}, ${pg.ats(stale.map(({ createdAt }) => createdAt))})`,
});

const storedText = defineRow({
  id: cell.id,
  conversationId: cell.id,
  role: cell.oneOf(['USER', 'ASSISTANT', 'SYSTEM', 'TOOL']),
  content: cell.text,
  characterCount: cell.number,
  createdAt: cell.at,
});
export type StoredText = RowReadBy<typeof storedText>;

/** Characters of a text that are read; only of JSON would the rest matter (docs/meaning.md). */
const longestText = 200_000;

/** Those of the messages that still exist, in no order, with the first 200,000 characters of their texts. */
export const textsByIds = definePgQuery({
  name: 'meaning.texts',
  row: storedText,
  sql: ({ ids }: { ids: readonly (number | string)[] }, workspace) => pg`
    SELECT id, conversation_id AS "conversationId", role, left(content, ${pg.int4(longestText)}) AS content,
           char_length(content) AS "characterCount", created_at AS "createdAt"
    FROM messages WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(ids.map(String))})`,
});

/** Messages after this id, in their order. */
export const messageIdsAfter = definePgQuery({
  name: 'meaning.next',
  row: defineRow({ id: cell.id }),
  sql: ({ after, limit }: { after: number; limit: number }, workspace) => pg`
    SELECT id FROM messages WHERE workspace_id = ${workspace} AND id > ${pg.int8(after)} ORDER BY id LIMIT ${pg.int8(limit)}`,
});

/** How many rows of the workspace wait that were queued before this version of facts. */
export const anyQueuedBefore = definePgCommand({
  name: 'meaning.queued',
  sql: ({ before }: { before: Date }, workspace) =>
    pg`SELECT FROM meaning_queue WHERE workspace_id = ${workspace} AND enqueued_at <= ${pg.at(before)} LIMIT 1`,
});

/** Writes a removal for each row that was written before this version. */
export const removeOrphans = defineCommand({
  name: 'meaning.orphans',
  timeoutMs: 600_000,
  sql: ({ workspaceId, firstVersion }: { workspaceId: string; firstVersion: number }) => sql`
    INSERT INTO message_meaning (workspace_id, created_at, message_id, version, is_deleted)
    SELECT workspace_id, created_at, message_id, ${uint(firstVersion)}, 1 FROM message_meaning FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND version < ${uint(firstVersion)}`,
});

/** Rows of messages that were created before `cutoff`. */
export const rowsBefore = (cutoff: Date): Sql => sql`created_at < ${utc(cutoff)}`;

/** A row by its key, as ClickHouse writes it. */
const Place = z.object({ at: z.string(), id: z.string() });
export type Place = z.infer<typeof Place>;

/** Messages that were removed before this version of facts, and of which rows stand on the disk. */
export const removedPlaces = defineQuery({
  name: 'meaning.removed',
  timeoutMs: 120_000,
  row: Place,
  sql: ({ workspaceId, version, limit }: { workspaceId: string; version: number; limit: number }) => sql`
    SELECT toString(created_at) AS at, toString(message_id) AS id FROM message_meaning WHERE workspace_id = ${uuid(workspaceId)}
    GROUP BY created_at, message_id HAVING argMax(is_deleted, message_meaning.version) = 1 AND max(message_meaning.version) < ${uint(version)}
    ORDER BY created_at, message_id LIMIT ${uint(limit)}`,
});

/** Rows of these places, named one by one: a subquery would run again for each part, and miss what the first has lost. */
export const rowsAt = (places: readonly Place[], version: number): Sql =>
  sql`version < ${uint(version)} AND (created_at, message_id) IN (
    SELECT place.1, place.2 FROM (SELECT arrayJoin(arrayZip(
      ${utcs(places.map(({ at }) => new Date(`${at.replace(' ', 'T')}Z`)))}, ${uints(places.map(({ id }) => BigInt(id)))})) AS place))`;
