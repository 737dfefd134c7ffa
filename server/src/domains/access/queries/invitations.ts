import { z } from 'zod';
import { roles, type Role } from '../../../platform/permissions.ts';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

const InvitationRow = z.object({
  id: z.string(),
  workspaceId: z.string(),
  email: z.string(),
  role: z.enum(roles),
  createdAt: z.date(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  /** Null: invited while there were no accounts, or the person is gone. */
  invitedBy: z.string().nullable(),
  slug: z.string(),
  workspaceName: z.string(),
  isArchived: z.boolean(),
});
export type InvitationRow = z.infer<typeof InvitationRow>;

const columns = pg`i.id, i.workspace_id AS "workspaceId", i.email, i.role, i.created_at AS "createdAt", i.expires_at AS "expiresAt",
  i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt", coalesce(nullif(p.name, ''), p.email) AS "invitedBy", w.slug,
  w.name AS "workspaceName", w.archived_at IS NOT NULL AS "isArchived"`;
const from = pg`invitations AS i JOIN workspaces AS w ON w.id = i.workspace_id LEFT JOIN people AS p ON p.id = i.invited_by_id`;

/** Invitations of the workspace, newest first. */
export const latestInvitations = definePgQuery({
  name: 'access.invitations',
  row: InvitationRow,
  sql: ({ limit }: { limit: number }, workspace) => pg`
    SELECT ${columns} FROM ${from} WHERE i.workspace_id = ${workspace} ORDER BY i.created_at DESC, i.id DESC LIMIT ${pg.int4(limit)}`,
});

export const invitationsByIds = definePgQuery({
  name: 'access.invitationsByIds',
  row: InvitationRow,
  sql: ({ ids }: { ids: readonly string[] }, workspace) =>
    pg`SELECT ${columns} FROM ${from} WHERE i.workspace_id = ${workspace} AND i.id = ANY(${pg.uuids(ids)})`,
});

export const invitationBySecret = definePgQuery({
  name: 'access.invitationBySecret',
  acrossWorkspaces: 'The secret says which workspace it is.',
  row: InvitationRow,
  sql: ({ secretHash }: { secretHash: Uint8Array }) => pg`SELECT ${columns} FROM ${from} WHERE i.secret_hash = ${pg.bytes(secretHash)}`,
});

export const insertInvitation = definePgQuery({
  name: 'access.insertInvitation',
  row: z.object({ id: z.string() }),
  sql: (
    row: {
      email: string;
      role: Role;
      secretHash: Uint8Array;
      invitedById: string | null;
      invitedByKeyId: string | null;
      createdAt: Date;
      expiresAt: Date;
    },
    workspace,
  ) => pg`
    INSERT INTO invitations (workspace_id, email, role, secret_hash, invited_by_id, invited_by_key_id, created_at, expires_at)
    VALUES (${workspace}, ${pg.text(row.email)}, ${pg.enumerated('Role', row.role)}, ${pg.bytes(row.secretHash)},
      ${pg.uuid(row.invitedById)}, ${pg.uuid(row.invitedByKeyId)}, ${pg.at(row.createdAt)}, ${pg.at(row.expiresAt)})
    RETURNING id`,
});

/** Roles to which an address has open invitations. */
export const openRolesFor = definePgQuery({
  name: 'access.openRoles',
  row: z.object({ role: z.enum(roles) }),
  sql: ({ email }: { email: string }, workspace) => pg`
    SELECT role FROM invitations
    WHERE workspace_id = ${workspace} AND email = ${pg.text(email)} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
});

/** Open invitations of an address give way to a new one. */
export const revokeInvitationsOf = definePgCommand({
  name: 'access.revokeInvitationsOf',
  sql: ({ email }: { email: string }, workspace) => pg`
    UPDATE invitations SET revoked_at = now()
    WHERE workspace_id = ${workspace} AND email = ${pg.text(email)} AND accepted_at IS NULL AND revoked_at IS NULL`,
});

/** Open invitations to one of these roles by a person, or by a key of the workspace that the person made. */
export const revokeInvitationsBy = definePgCommand({
  name: 'access.revokeInvitationsBy',
  sql: ({ personId, roles }: { personId: string; roles: readonly Role[] }, workspace) => pg`
    UPDATE invitations SET revoked_at = now()
    WHERE workspace_id = ${workspace} AND role::text = ANY(${pg.texts(roles)})
      AND (invited_by_id = ${pg.uuid(personId)}
        OR invited_by_key_id IN (SELECT id FROM api_keys WHERE workspace_id = ${workspace} AND created_by_id = ${pg.uuid(personId)}))
      AND accepted_at IS NULL AND revoked_at IS NULL`,
});

export const revokeStoredInvitation = definePgCommand({
  name: 'access.revokeInvitation',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE invitations SET revoked_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND accepted_at IS NULL AND revoked_at IS NULL`,
});

/** Uses an invitation up; 0: another request was first, or it was revoked meanwhile. */
export const useInvitation = definePgCommand({
  name: 'access.useInvitation',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE invitations SET accepted_at = now()
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
});
