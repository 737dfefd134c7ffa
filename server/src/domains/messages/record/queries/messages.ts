import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../../platform/store/pg-query.ts';
import { pg, unnest } from '../../../../platform/store/pg-sql.ts';
import { enqueueing } from '../../../../platform/store/projector/enqueue.ts';
import { insertingMessages } from '../../hooks.ts';
import { messageColumns, type MessageRow } from '../rows.ts';

const messageNames = messageColumns.map((column) => column.name);
const insertedValues = pg.raw(messageNames.map((name) => (name === 'created_at' ? 'COALESCE(created_at, now())' : name)).join(', '));

/**
 * Stores messages that are new and enqueues them. Ids are given out in the order sent (it is the order of messages of one instant), rows
 * are inserted in the order of external ids (so that two batches with the same messages wait for each other and do not deadlock). What
 * others do then is part of the statement (hooks.ts). `externalIds` are named only where some messages were known before.
 */
export const storeNewMessages = definePgQuery({
  name: 'messages.insert',
  row: z.object({ ids: z.string().nullable(), externalIds: z.array(z.string()).nullable() }),
  sql: ({ rows }: { rows: readonly MessageRow[] }, workspace) => pg`
    WITH inserted AS (
      INSERT INTO messages (id, workspace_id, ${pg.raw(messageNames.join(', '))})
      SELECT id, ${workspace}, ${insertedValues} FROM (
        SELECT nextval('messages_id_seq') AS id, sent.* FROM ${unnest(messageColumns, rows, 'sent')}
      ) AS numbered ORDER BY external_id COLLATE "C"
      ON CONFLICT (workspace_id, external_id) DO NOTHING
      RETURNING id, external_id, role, trace_id, span_id
    ), ${pg.join([...insertingMessages.reactions.map((reaction) => reaction(workspace)), pg`queued AS (${enqueueing(workspace, 'inserted')})`], ', ')}
    SELECT string_agg(id::text, ',' ORDER BY id) AS ids,
      CASE WHEN count(*) < ${pg.int8(rows.length)} THEN (SELECT jsonb_agg(external_id ORDER BY id) FROM inserted) END AS "externalIds"
    FROM inserted`,
});

export const lockMessages = definePgQuery({
  name: 'messages.lock',
  row: z.object({ id: z.string(), externalId: z.string() }),
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, external_id AS "externalId" FROM messages WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})
    ORDER BY messages.id FOR NO KEY UPDATE`,
});

const settable = messageNames.filter((name) => name !== 'external_id');
const isSaid = (name: string): string => `sent.${name} IS NOT NULL AND m.${name} IS DISTINCT FROM sent.${name}`;

/**
 * Brings stored messages to what was sent; an attribute that was not sent stays. Those that changed, and where they stood in time when they
 * moved: `before` reads the rows as they were at the start of the statement.
 */
export const updateStored = definePgQuery({
  name: 'messages.update',
  row: z.object({ id: z.string(), movedFrom: z.date().nullable() }),
  sql: ({ rows }: { rows: readonly MessageRow[] }, workspace) => pg`
    WITH sent AS MATERIALIZED (
      SELECT * FROM ${unnest(messageColumns, rows, 'sent')}
    ), before AS MATERIALIZED (
      SELECT m.id, m.created_at FROM messages m JOIN sent ON m.workspace_id = ${workspace} AND m.external_id = sent.external_id
    ), changed AS (
      UPDATE messages m SET ${pg.raw(settable.map((name) => `${name} = COALESCE(sent.${name}, m.${name})`).join(', '))}
      FROM sent WHERE m.workspace_id = ${workspace} AND m.external_id = sent.external_id AND (${pg.raw(settable.map(isSaid).join(' OR '))})
      RETURNING m.id, m.created_at
    )
    SELECT changed.id::text AS id, CASE WHEN changed.created_at <> before.created_at THEN before.created_at END AS "movedFrom"
    FROM changed JOIN before ON before.id = changed.id`,
});

/** Gives stored messages other ids of their application, where those are free. */
export const renameStored = definePgCommand({
  name: 'messages.rename',
  sql: ({ renames }: { renames: readonly Rename[] }, workspace) => pg`
    UPDATE messages m SET external_id = renamed.after
    FROM unnest(${pg.texts(renames.map(({ from }) => from))}, ${pg.texts(renames.map(({ to }) => to))}) AS renamed(before, after)
    WHERE m.workspace_id = ${workspace} AND m.external_id = renamed.before
      AND NOT EXISTS (SELECT FROM messages other WHERE other.workspace_id = ${workspace} AND other.external_id = renamed.after)`,
});

/** The external id of a message, before and after. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Replies of these traces, by the spans that they were made of. */
export const repliesOfTraces = definePgQuery({
  name: 'messages.repliesOfTraces',
  row: z.object({ traceId: z.string(), spanId: z.string().nullable() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => pg`
    SELECT trace_id AS "traceId", span_id AS "spanId" FROM messages
    WHERE workspace_id = ${workspace} AND trace_id = ANY(${pg.texts(traceIds)}) AND role = 'ASSISTANT'`,
});

/** Those of these messages that are stored. */
export const messagesByExternalIds = definePgQuery({
  name: 'messages.byExternalIds',
  row: z.object({ id: z.string(), externalId: z.string() }),
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, external_id AS "externalId" FROM messages WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
});

const PromptedMessage = z.object({
  conversationId: z.string(),
  externalId: z.string(),
  role: z.string(),
  key: z.string(),
  atMs: z.coerce.number(),
});
export type PromptedMessage = Readonly<z.infer<typeof PromptedMessage>>;

/**
 * Messages that prompts brought into these conversations, from these times on, in the order of the prompts. `key`: of role and text
 * (`keyOfText` in domains/traces/record/messages.ts). `atMs`: when its call began.
 */
export const promptsOfConversations = definePgQuery({
  name: 'messages.promptsOfConversations',
  row: PromptedMessage,
  sql: ({ since }: { since: readonly { conversationId: string; at: Date }[] }, workspace) => pg`
    SELECT c.external_id AS "conversationId", m.external_id AS "externalId", m.role::text AS role,
      encode(sha256(convert_to(m.role::text || chr(10) || m.content, 'UTF8')), 'base64') AS key, extract(epoch FROM m.created_at) * 1000 AS "atMs"
    FROM unnest(${pg.texts(since.map(({ conversationId }) => conversationId))}, ${pg.ats(since.map(({ at }) => at))}) AS late(external_id, since)
    JOIN conversations c ON c.workspace_id = ${workspace} AND c.external_id = late.external_id
    JOIN messages m ON m.conversation_id = c.id AND m.created_at >= late.since AND m.external_id LIKE 'prompt:%'
    ORDER BY m.created_at, m.id`,
});
