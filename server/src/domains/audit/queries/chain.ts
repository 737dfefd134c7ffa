import { z } from 'zod';
import { entryText } from '../../../platform/store/migrations/audit/functions.ts';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const acrossWorkspaces = 'The whole trail is looked through, chain by chain.';
const catalog = 'Reads no table of a workspace.';
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

/** Triggers of the trail that fire in every session of the product; those of the trail's own tables in any session. */
export const auditTriggers = definePgQuery({
  name: 'audit.triggers',
  acrossWorkspaces: catalog,
  row: z.object({
    table: z.string(),
    trigger: z.string(),
    calls: z.string(),
    argument: z.string(),
    type: z.number(),
    isPartial: z.boolean(),
    condition: z.string().nullable(),
    isDeferred: z.boolean(),
  }),
  sql: () => pg`
    SELECT relname AS table, tgname AS trigger, proname AS calls, tgtype::int4 AS type, tgattr::text <> '' AS "isPartial",
      pg_get_expr(tgqual, tgrelid) AS condition, tgdeferrable AND tginitdeferred AS "isDeferred",
      convert_from(trim(trailing '\\x00'::bytea FROM tgargs), 'UTF8') AS argument
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND tgname LIKE 'audit\\_%' AND relnamespace = 'public'::regnamespace AND pronamespace = 'public'::regnamespace
      AND (tgenabled = 'A' OR (tgenabled = 'O' AND relname NOT IN ('audit_entries', 'audit_seals')))`,
});

/** Functions of the trail. */
export const auditFunctionsNow = definePgQuery({
  name: 'audit.functions',
  acrossWorkspaces: catalog,
  row: z.object({ name: z.string(), body: z.string(), isDefiner: z.boolean(), settings: z.string() }),
  sql: () => pg`
    SELECT proname AS name, prosrc AS body, prosecdef AS "isDefiner", coalesce(array_to_string(proconfig, ';'), '') AS settings
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'audit\\_%'`,
});

/** Of which version functions and triggers are, and who (a role, or all) has triggers switched off in every session. */
export const auditInstallation = definePgQuery({
  name: 'audit.installation',
  acrossWorkspaces: catalog,
  row: z.object({ digest: z.string().nullable(), isSilenced: z.boolean() }),
  sql: () => pg`
    SELECT obj_description(to_regprocedure('audit_change()'), 'pg_proc') AS digest,
      EXISTS (SELECT FROM pg_db_role_setting, unnest(setconfig) AS setting WHERE setting ~ '^session_replication_role=(replica|local)') AS "isSilenced"`,
});

/** What entries say of others that have left, the last of each chain first. */
export const forgottenNotes = definePgQuery({
  name: 'audit.forgotten',
  acrossWorkspaces,
  row: z.object({
    workspaceId: z.string(),
    at: z.date(),
    days: z.number().nullable(),
    earlierThan: z.date().nullable(),
    lastPosition: number.nullable(),
  }),
  sql: ({ installation }: { installation: string }) => pg`
    SELECT DISTINCT ON (1) coalesce(workspace_id, ${pg.uuid(installation)}) AS "workspaceId", at, (after->>'days')::int4 AS days,
      (after->>'earlier_than')::timestamptz AS "earlierThan", after->>'last_position' AS "lastPosition"
    FROM audit_entries WHERE action = 'expireAuditEntries' AND outcome = 'DONE' ORDER BY 1, id DESC`,
});

/** For how many days entries were kept at some time, as servers have recorded at their start. */
export const recordedRetentions = definePgQuery({
  name: 'audit.retentions',
  acrossWorkspaces,
  row: z.object({ days: z.number().nullable() }),
  sql: () => pg`
    SELECT (after->>'days')::int4 AS days FROM audit_entries WHERE workspace_id IS NULL AND action = 'setAuditRetention' ORDER BY id DESC`,
});

export const workspacesWithoutChain = definePgQuery({
  name: 'audit.withoutChain',
  acrossWorkspaces,
  row: z.object({ slug: z.string() }),
  sql: () => pg`SELECT slug FROM workspaces WHERE NOT EXISTS (SELECT FROM audit_seals WHERE workspace_id = workspaces.id) ORDER BY slug`,
});
