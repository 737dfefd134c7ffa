import { z } from 'zod';
import { entryText } from '../../../platform/store/migrations/audit/functions.ts';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const acrossWorkspaces = 'The whole trail is looked through, chain by chain.';
const number = z.string().transform(Number);

/** Every chain that has a seal or an entry; `workspaceId` all zeros: of the installation. */
export const chains = definePgQuery({
  name: 'audit.chains',
  acrossWorkspaces,
  row: z.object({ workspaceId: z.string(), slug: z.string().nullable(), entryCount: number, strayId: z.string().nullable() }),
  sql: ({ installation }: { installation: string }) => pg`
    SELECT chain AS "workspaceId", (SELECT slug FROM workspaces WHERE workspaces.id = chain) AS slug, count(entry.id) AS "entryCount",
      min(entry.id) FILTER (WHERE seal.entry_id IS NULL)::text AS "strayId"
    FROM audit_entries AS entry FULL JOIN audit_seals AS seal ON seal.entry_id = entry.id,
      LATERAL (SELECT coalesce(seal.workspace_id, entry.workspace_id, ${pg.uuid(installation)}) AS chain) AS named
    GROUP BY chain ORDER BY chain`,
});

export interface SealRow {
  readonly position: number;
  readonly entryId: string;
  readonly previous: string;
  readonly hash: string;
  /** Of the entry as it is now; null: there is none, or it belongs to another chain. */
  readonly computed: string | null;
}

/** The next seals of a chain, each with the hash that its entry has now. */
export const sealsAfter = definePgQuery({
  name: 'audit.seals',
  acrossWorkspaces,
  row: z.object({ position: number, entryId: z.string(), previous: z.string(), hash: z.string(), computed: z.string().nullable() }),
  sql: ({ workspaceId, installation, after, limit }: { workspaceId: string; installation: string; after: number; limit: number }) => pg`
    SELECT seal.position, seal.entry_id::text AS "entryId", encode(seal.previous, 'hex') AS previous, encode(seal.hash, 'hex') AS hash,
      CASE WHEN entry.id IS NOT NULL THEN encode(sha256(seal.previous || convert_to(${pg.raw(entryText('entry'))}, 'UTF8')), 'hex') END AS computed
    FROM audit_seals AS seal
      LEFT JOIN audit_entries AS entry ON entry.id = seal.entry_id AND coalesce(entry.workspace_id, ${pg.uuid(installation)}) = seal.workspace_id
    WHERE seal.workspace_id = ${pg.uuid(workspaceId)} AND seal.position > ${pg.int8(after)}
    ORDER BY seal.position LIMIT ${pg.int8(limit)}`,
});

/** Triggers of the trail that fire. */
export const auditTriggers = definePgQuery({
  name: 'audit.triggers',
  acrossWorkspaces: 'Reads no table of a workspace.',
  row: z.object({ table: z.string(), trigger: z.string() }),
  sql: () => pg`
    SELECT tgrelid::regclass::text AS table, tgname AS trigger FROM pg_trigger
    WHERE tgfoid IN (to_regprocedure('audit_change()'), to_regprocedure('audit_keep()'), to_regprocedure('audit_seal()')) AND tgenabled <> 'D'`,
});
