import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, type PgParam, type PgSql } from '../../../platform/store/pg-sql.ts';
import type { Actor } from '../../../platform/graphql/actor.ts';
import type { AuditEvent, Entry, EntryFilter, Trail } from '../types.ts';

const bigint = z.string().transform(BigInt);
const json = z.record(z.string(), z.unknown()).nullable();

const EntryRow = z.object({
  id: bigint,
  workspaceId: z.string().nullable(),
  at: z.date(),
  actorKind: z.enum(['PERSON', 'KEY', 'LOCAL', 'SYSTEM', 'UNKNOWN']),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  keyId: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  action: z.string(),
  change: z.enum(['CREATED', 'CHANGED', 'DELETED']).nullable(),
  targetType: z.string().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  outcome: z.enum(['DONE', 'REFUSED']),
  before: json,
  after: json,
  permission: z.string().nullable(),
  reason: z.string().nullable(),
  count: z.number(),
  isPrivate: z.boolean(),
}) satisfies z.ZodType<Entry>;

const columns = pg`id, workspace_id AS "workspaceId", at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
  key_id AS "keyId", address, user_agent AS "userAgent", request_id AS "requestId", action, change, target_type AS "targetType",
  target_id AS "targetId", target_name AS "targetName", outcome, before, after, permission, reason, count, is_private AS "isPrivate"`;

export interface PageOfEntries {
  readonly trail: Trail;
  readonly filter: EntryFilter;
  /** Ids: newest first, so an entry after another has a smaller one. */
  readonly after: bigint | null;
  readonly before: bigint | null;
  readonly limit: number;
  readonly inverted: boolean;
}

/** What holds for the entries of a trail that fit; empty: all do. */
export function conditionsOf(trail: Trail, { from, to, actor, action, targetType, targetId, outcome, search }: EntryFilter): PgSql[] {
  const like = (text: string): PgParam => pg.text(`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return [
    ...(trail === 'feed' ? [pg`NOT is_private AND outcome = 'DONE'`] : []),
    ...(from === null ? [] : [pg`at >= ${pg.at(from)}`]),
    ...(to === null ? [] : [pg`at < ${pg.at(to)}`]),
    ...(actor === null ? [] : [pg`(actor_id = ${pg.text(actor)} OR actor_name ILIKE ${like(actor)})`]),
    ...(action === null ? [] : [pg`action = ${pg.text(action)}`]),
    ...(targetType === null ? [] : [pg`target_type = ${pg.text(targetType)}`]),
    ...(targetId === null ? [] : [pg`target_id = ${pg.text(targetId)}`]),
    ...(outcome === null ? [] : [pg`outcome = ${pg.enumerated('AuditOutcome', outcome)}`]),
    ...(search ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(
        (word) =>
          pg`concat_ws(' ', actor_name, action, target_type, target_name, target_id, reason, ${trail === 'feed' ? pg`NULL` : pg`address, before::text, after::text`}) ILIKE ${like(word)}`,
      ),
  ];
}

const pageSql = (belongs: PgSql, { trail, filter, after, before, limit, inverted }: PageOfEntries): PgSql => {
  const conditions = [
    belongs,
    ...conditionsOf(trail, filter),
    ...(after === null ? [] : [pg`id < ${pg.int8(after)}`]),
    ...(before === null ? [] : [pg`id > ${pg.int8(before)}`]),
  ];
  return pg`SELECT ${columns} FROM audit_entries WHERE ${pg.join(conditions, ' AND ')}
    ORDER BY id ${pg.raw(inverted ? 'ASC' : 'DESC')} LIMIT ${pg.int8(limit)}`;
};

export const entryPage = definePgQuery({
  name: 'audit.page',
  row: EntryRow,
  sql: (page: PageOfEntries, workspace) => pageSql(pg`workspace_id = ${workspace}`, page),
});

export const installationPage = definePgQuery({
  name: 'audit.installationPage',
  acrossWorkspaces: 'Reads what belongs to no workspace.',
  row: EntryRow,
  sql: (page: PageOfEntries) => pageSql(pg`workspace_id IS NULL`, page),
});

/** The last entry of each of these things. */
export const lastChanges = definePgQuery({
  name: 'audit.lastChanges',
  isPrepared: true,
  row: EntryRow,
  sql: ({ targetType, targetIds }: { targetType: string; targetIds: readonly string[] }, workspace) => pg`
    SELECT DISTINCT ON (target_id) ${columns} FROM audit_entries
    WHERE workspace_id = ${workspace} AND target_type = ${pg.text(targetType)} AND target_id = ANY(${pg.texts(targetIds)}) AND outcome = 'DONE'
    ORDER BY target_id, id DESC`,
});

/** Writes an entry in the transaction at hand; the actor is that of the current work where none is given. */
export const writeEvent = definePgCommand({
  name: 'audit.event',
  acrossWorkspaces: 'An entry may belong to the installation.',
  sql: ({ workspaceId, event }: { workspaceId: string | null; event: AuditEvent & { readonly actor?: Actor } }) =>
    pg`SELECT audit_event(${pg.uuid(workspaceId)}, ${pg.json(event)})::text`,
});

/** Who asked last for the deletion of the workspace, and the end of its chain; no rows: it has no trail. */
export const requestOfDeletion = definePgQuery({
  name: 'audit.requestOfDeletion',
  row: z.object({
    lastHash: z.string(),
    askedAt: z.string().nullable(),
    askedBy: z.string().nullable(),
    askedById: z.string().nullable(),
    askedFrom: z.string().nullable(),
  }),
  sql: (_none: unknown, workspace) => pg`
    SELECT encode(seal.hash, 'hex') AS "lastHash", to_json(entry.at)#>>'{}' AS "askedAt", coalesce(entry.actor_name, entry.actor_kind::text) AS "askedBy",
      entry.actor_id AS "askedById", entry.address AS "askedFrom"
    FROM (SELECT hash FROM audit_seals WHERE workspace_id = ${workspace} ORDER BY position DESC LIMIT 1) AS seal
    LEFT JOIN LATERAL (
      SELECT at, actor_name, actor_kind, actor_id, address FROM audit_entries
      WHERE workspace_id = ${workspace} AND action = 'deleteWorkspace' AND outcome = 'DONE' ORDER BY id DESC LIMIT 1) AS entry ON true`,
});

/** Removes the entries of a workspace that are earlier, and their seals. Returns how many. */
export const forgetEntries = definePgQuery({
  name: 'audit.forget',
  acrossWorkspaces: 'Entries may belong to the installation.',
  row: z.object({ count: z.string().transform(Number) }),
  sql: ({ workspaceId, earlier }: { workspaceId: string | null; earlier: Date | 'infinity' }) =>
    pg`SELECT audit_forget(${pg.uuid(workspaceId)}, ${earlier === 'infinity' ? pg`'infinity'` : pg.at(earlier)}) AS count`,
});

/** The key of this prefix, also one that is revoked: wrong credentials belong to its workspace. */
export const keyOfPrefix = definePgQuery({
  name: 'audit.keyOfPrefix',
  acrossWorkspaces: 'The prefix says which workspace it is.',
  row: z.object({ id: z.string(), workspaceId: z.string(), name: z.string() }),
  sql: ({ prefix }: { prefix: string }) =>
    pg`SELECT id, workspace_id AS "workspaceId", name FROM api_keys WHERE prefix = ${pg.text(prefix)} LIMIT 1`,
});

/** Whether this is the first workspace, whose owners look after the installation. */
export const ownsInstallation = definePgCommand({
  name: 'audit.ownsInstallation',
  sql: (_none: unknown, workspace) => pg`SELECT FROM workspaces WHERE id = ${workspace} AND slug = 'default'`,
});

/** Workspaces that have entries; null: the installation. */
export const workspacesWithEntries = definePgQuery({
  name: 'audit.workspaces',
  acrossWorkspaces: 'Asks in which workspaces a schedule has work.',
  row: z.object({ workspaceId: z.string().nullable() }),
  sql: () => pg`SELECT DISTINCT workspace_id AS "workspaceId" FROM audit_entries`,
});

/** Held to the end of the transaction: what the next statement finds of the thing is what all before it have written. */
export const lockTarget = definePgCommand({
  name: 'audit.lockTarget',
  acrossWorkspaces: 'Reads no table of a workspace.',
  sql: ({ targetType, targetId }: { targetType: string; targetId: string }) =>
    pg`SELECT pg_advisory_xact_lock(hashtextextended(${pg.text(`audit ${targetType} ${targetId}`)}, 0))::text`,
});

/** Writes an entry where the trail has none of this action on this thing from this address. */
export const writeFirstFrom = definePgCommand({
  name: 'audit.firstFrom',
  sql: (
    {
      targetType,
      targetId,
      address,
      event,
    }: { targetType: string; targetId: string; address: string; event: AuditEvent & { readonly actor: Actor } },
    workspace,
  ) => pg`
    SELECT audit_event(${workspace}, ${pg.json(event)}) WHERE NOT EXISTS (
      SELECT FROM audit_entries WHERE workspace_id = ${workspace} AND target_type = ${pg.text(targetType)} AND target_id = ${pg.text(targetId)}
        AND action = ${pg.text(event.actor.action)} AND address = ${pg.text(address)})`,
});
