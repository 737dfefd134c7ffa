import { z } from 'zod';
import { roles, type Role } from '../../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** The id of the workspace of this slug, made where there is none. */
export const workspaceOfSlug = definePgQuery({
  name: 'access.workspace',
  acrossWorkspaces: 'Makes the workspace.',
  row: z.object({ id: z.string() }),
  sql: ({ slug, name }: { slug: string; name: string }) => pg`
    INSERT INTO workspaces (slug, name) VALUES (${pg.text(slug)}, ${pg.text(name)}) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id`,
});

const SeenWorkspace = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: z.date(),
  archivedAt: z.date().nullable(),
  deleteAfter: z.date().nullable(),
  memberCount: z.number(),
  requiresSso: z.boolean(),
  role: z.enum(roles),
});
/** A workspace that a viewer may see, with what they are there. */
export type SeenWorkspace = z.infer<typeof SeenWorkspace>;

const seen = pg`w.id, w.slug, w.name, w.created_at AS "createdAt", w.archived_at AS "archivedAt", w.delete_after AS "deleteAfter",
  w.requires_sso AS "requiresSso", (SELECT count(*)::int4 FROM members AS a WHERE a.workspace_id = w.id) AS "memberCount"`;

/** Workspaces of a person, by name. */
export const workspacesOfPerson = definePgQuery({
  name: 'access.workspacesOfPerson',
  acrossWorkspaces: 'A person may be a member of several.',
  row: SeenWorkspace,
  sql: ({ personId, limit }: { personId: string; limit: number }) => pg`
    SELECT ${seen}, m.role FROM members AS m JOIN workspaces AS w ON w.id = m.workspace_id
    WHERE m.person_id = ${pg.uuid(personId)} ORDER BY w.name, w.id LIMIT ${pg.int4(limit)}`,
});

/** All workspaces, by name, as their owner sees them. */
export const allWorkspaces = definePgQuery({
  name: 'access.allWorkspaces',
  acrossWorkspaces: 'Without accounts, who is at this machine owns all of them.',
  row: SeenWorkspace,
  sql: ({ limit }: { limit: number }) =>
    pg`SELECT ${seen}, 'OWNER' AS role FROM workspaces AS w ORDER BY w.name, w.id LIMIT ${pg.int4(limit)}`,
});

/** One workspace, as a viewer with this role sees it. */
export const oneWorkspace = definePgQuery({
  name: 'access.oneWorkspace',
  row: SeenWorkspace,
  sql: ({ role }: { role: Role }, workspace) => pg`
    SELECT ${seen}, ${pg.text(role)} AS role FROM workspaces AS w WHERE w.id = ${workspace}`,
});

/** Number of people who are members of any of these workspaces, each counted once. */
export const peopleOfWorkspaces = definePgQuery({
  name: 'access.peopleOfWorkspaces',
  acrossWorkspaces: 'A person may be a member of several.',
  row: z.object({ count: z.number() }),
  sql: ({ workspaceIds }: { workspaceIds: readonly string[] }) =>
    pg`SELECT count(DISTINCT person_id)::int4 AS count FROM members WHERE workspace_id = ANY(${pg.uuids(workspaceIds)})`,
});

/** Whether a person is an admin or owner of any workspace. */
export const administersAny = definePgCommand({
  name: 'access.administersAny',
  acrossWorkspaces: 'Who runs one may make another.',
  sql: ({ personId }: { personId: string }) =>
    pg`SELECT FROM members WHERE person_id = ${pg.uuid(personId)} AND role IN ('ADMIN', 'OWNER') LIMIT 1`,
});

/** A new workspace; no row: the slug is taken. */
export const insertWorkspace = definePgQuery({
  name: 'access.insertWorkspace',
  acrossWorkspaces: 'Makes the workspace.',
  row: z.object({ id: z.string() }),
  sql: ({ slug, name }: { slug: string; name: string }) => pg`
    INSERT INTO workspaces (slug, name) VALUES (${pg.text(slug)}, ${pg.text(name)}) ON CONFLICT (slug) DO NOTHING RETURNING id`,
});

/** By what address and in what state a workspace is. */
export const workspaceBySlug = definePgQuery({
  name: 'access.workspaceBySlug',
  isPrepared: true,
  acrossWorkspaces: 'The address says which workspace it is.',
  row: z.object({ id: z.string(), isArchived: z.boolean() }),
  sql: ({ slug }: { slug: string }) => pg`SELECT id, archived_at IS NOT NULL AS "isArchived" FROM workspaces WHERE slug = ${pg.text(slug)}`,
});

/** The workspace as it stands, locked until the transaction ends: one change of members or state at a time. */
export const lockedWorkspace = definePgQuery({
  name: 'access.lockWorkspace',
  row: z.object({ slug: z.string(), archivedAt: z.date().nullable(), deleteAfter: z.date().nullable() }),
  sql: (_none: unknown, workspace) =>
    pg`SELECT slug, archived_at AS "archivedAt", delete_after AS "deleteAfter" FROM workspaces WHERE id = ${workspace} FOR UPDATE`,
});

export const renameStoredWorkspace = definePgCommand({
  name: 'access.renameWorkspace',
  sql: ({ name }: { name: string }, workspace) => pg`UPDATE workspaces SET name = ${pg.text(name)} WHERE id = ${workspace}`,
});

/** Both null: in use. */
export const setWorkspaceState = definePgCommand({
  name: 'access.setWorkspaceState',
  sql: ({ archivedAt, deleteAfter }: { archivedAt: Date | null; deleteAfter: Date | null }, workspace) => pg`
    UPDATE workspaces SET archived_at = ${pg.at(archivedAt)}, delete_after = ${pg.at(deleteAfter)} WHERE id = ${workspace}`,
});

/** Workspaces that are neither archived nor to be deleted. */
export const openWorkspaces = definePgQuery({
  name: 'access.openWorkspaces',
  acrossWorkspaces: 'Work in the background goes through all of them.',
  row: z.object({ id: z.string() }),
  sql: () => pg`SELECT id FROM workspaces WHERE archived_at IS NULL AND delete_after IS NULL`,
});

/** Workspaces whose period of grace is over, and whose last writers have ended. */
export const dueWorkspaces = definePgQuery({
  name: 'access.dueWorkspaces',
  acrossWorkspaces: 'A schedule looks through all of them.',
  row: z.object({ id: z.string(), name: z.string() }),
  sql: ({ now }: { now: Date }) => pg`
    SELECT id, name FROM workspaces
    WHERE delete_after <= ${pg.at(now)} AND archived_at <= ${pg.at(now)} - interval '1 minute' ORDER BY delete_after`,
});

export const deleteStoredWorkspace = definePgCommand({
  name: 'access.deleteWorkspace',
  sql: (_none: unknown, workspace) => pg`DELETE FROM workspaces WHERE id = ${workspace}`,
});

/** Triggers that wait for the commit run now: what they write is seen by the statements after this one. */
export const runWaitingTriggers = definePgCommand({
  name: 'access.runWaitingTriggers',
  acrossWorkspaces: 'Reads no table.',
  sql: (_none: unknown) => pg`SET CONSTRAINTS ALL IMMEDIATE`,
});
