import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineCommand, defineQuery } from '../../../platform/store/query.ts';
import { sql, string, strings, uint, utc, uuid } from '../../../platform/store/sql.ts';

const kinds = ['OFF', 'BUILT_IN', 'ENDPOINT'] as const;

export const settingsRow = definePgQuery({
  name: 'meaning.settings',
  isPrepared: true,
  row: z.object({
    embeddings: z.enum(kinds),
    connectionId: z.string().nullable(),
    model: z.string().nullable(),
    dailyCapNanoUsd: z.string().transform(BigInt).nullable(),
    changedBy: z.string().nullable(),
    problem: z.string().nullable(),
  }),
  sql: (_none: object, workspace) => pg`
    SELECT embeddings::text AS embeddings, connection_id AS "connectionId", model, daily_cap_nano_usd::text AS "dailyCapNanoUsd",
           changed_by AS "changedBy", problem
    FROM meaning_settings WHERE workspace_id = ${workspace}`,
});

export interface SettingsToWrite {
  readonly embeddings: (typeof kinds)[number];
  readonly connectionId: string | null;
  readonly model: string | null;
  readonly dailyCapNanoUsd: bigint | null;
  readonly changedBy: string | null;
  readonly now: Date;
}

export const writeSettings = definePgCommand({
  name: 'meaning.writeSettings',
  sql: ({ embeddings, connectionId, model, dailyCapNanoUsd, changedBy, now }: SettingsToWrite, workspace) => pg`
    INSERT INTO meaning_settings (workspace_id, embeddings, connection_id, model, daily_cap_nano_usd, changed_by, changed_at)
    VALUES (${workspace}, ${pg.enumerated('MeaningEmbeddings', embeddings)}, ${pg.uuid(connectionId)}, ${pg.text(model)}, ${pg.int8(dailyCapNanoUsd)},
            ${pg.uuid(changedBy)}, ${pg.at(now)})
    ON CONFLICT (workspace_id) DO UPDATE
    SET embeddings = excluded.embeddings, connection_id = excluded.connection_id, model = excluded.model,
        daily_cap_nano_usd = excluded.daily_cap_nano_usd, changed_by = excluded.changed_by, changed_at = excluded.changed_at, problem = NULL`,
});

/** Says why embeddings are not made at present; null: they are. */
export const writeProblem = definePgCommand({
  name: 'meaning.writeProblem',
  sql: ({ problem }: { problem: string | null }, workspace) => pg`
    UPDATE meaning_settings SET problem = ${pg.text(problem)} WHERE workspace_id = ${workspace} AND problem IS DISTINCT FROM ${pg.text(problem)}`,
});

/** Workspaces that have chosen what embeddings are made with. */
export const workspacesWithSettings = definePgQuery({
  name: 'meaning.workspacesWithSettings',
  isPrepared: true,
  acrossWorkspaces: 'One loop makes embeddings for all workspaces.',
  row: z.object({ workspaceId: z.string() }),
  sql: () => pg`
    SELECT s.workspace_id AS "workspaceId" FROM meaning_settings s JOIN workspaces w ON w.id = s.workspace_id
    WHERE w.archived_at IS NULL AND w.delete_after IS NULL ORDER BY s.workspace_id`,
});

interface PendingAsked {
  readonly workspaceId: string;
  readonly since: Date;
  /** Versions of rows that are done. */
  readonly done: readonly string[];
}

const isPending = ({ workspaceId, since, done }: PendingAsked) => sql`
  workspace_id = ${uuid(workspaceId)} AND created_at >= ${utc(since)} AND role IN ('USER', 'ASSISTANT') AND word_count > 0
  AND model_version NOT IN ${strings(done)}`;

/** Messages since then whose embedding is not as the settings want it, newest first. */
export const pendingMessages = defineQuery({
  name: 'meaning.pending',
  timeoutMs: 60_000,
  row: z.object({ messageId: z.string().transform(Number) }),
  sql: ({ limit, ...asked }: PendingAsked & { limit: number }) => sql`
    SELECT toString(message_id) AS messageId FROM message_meaning FINAL WHERE ${isPending(asked)}
    ORDER BY created_at DESC, message_id DESC LIMIT ${uint(limit)}`,
});

/** How many there are. */
export const pendingCount = defineQuery({
  name: 'meaning.pendingCount',
  timeoutMs: 20_000,
  row: z.object({ count: z.coerce.number() }),
  sql: (asked: PendingAsked) => sql`SELECT count() AS count FROM message_meaning FINAL WHERE ${isPending(asked)}`,
});

/** Takes the embeddings and topics of all messages away that have another version. A row keeps its version of facts. */
export const clearEmbeddings = defineCommand({
  name: 'meaning.clearEmbeddings',
  timeoutMs: 600_000,
  sql: ({ workspaceId, version }: { workspaceId: string; version: string }) => sql`
    INSERT INTO message_meaning
    SELECT * REPLACE ([] AS embedding, 0 AS topic_id, ${string(version)} AS model_version) FROM (
      SELECT * FROM message_meaning FINAL WHERE workspace_id = ${uuid(workspaceId)} AND model_version != ${string(version)})`,
});
