import type { Role } from '../../../platform/permissions.ts';
import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Whether any workspace has an owner who is a person. */
export const anyOwner = definePgCommand({
  name: 'access.anyOwner',
  acrossWorkspaces: 'Asks whether the installation has an owner.',
  sql: (_none: unknown) => pg`SELECT FROM members WHERE role = 'OWNER' LIMIT 1`,
});

/** Makes a person a member with this role, or changes the role. */
export const makeMember = definePgCommand({
  name: 'access.makeMember',
  sql: ({ personId, role }: { personId: string; role: Role }, workspace) => pg`
    INSERT INTO members (workspace_id, person_id, role) VALUES (${workspace}, ${pg.uuid(personId)}, ${pg.enumerated('Role', role)})
    ON CONFLICT (workspace_id, person_id) DO UPDATE SET role = excluded.role`,
});

/** Members may sign in by other ways than single sign-on again; no row: they might before. */
export const takeOffSso = definePgQuery({
  name: 'access.takeOffSso',
  row: z.object({ id: z.string() }),
  sql: (_none: unknown, workspace) => pg`UPDATE workspaces SET requires_sso = false WHERE id = ${workspace} AND requires_sso RETURNING id`,
});

export const workspaceBySlug = definePgQuery({
  name: 'access.bySlug',
  acrossWorkspaces: 'Finds the workspace by its name.',
  row: z.object({ id: z.string() }),
  sql: ({ slug }: { slug: string }) => pg`SELECT id FROM workspaces WHERE slug = ${pg.text(slug)}`,
});

/** Whether an invitation to this address can be accepted, in any workspace. */
export const openInvitationFor = definePgCommand({
  name: 'access.openInvitation',
  acrossWorkspaces: 'A person without an account is a member of no workspace.',
  sql: ({ email }: { email: string }) => pg`
    SELECT FROM invitations WHERE email = ${pg.text(email)} AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() LIMIT 1`,
});

export const membershipsElsewhere = definePgCommand({
  name: 'access.membershipsElsewhere',
  acrossWorkspaces: 'Asks whether a person is a member of other workspaces.',
  sql: ({ workspaceId, personId }: { workspaceId: string; personId: string }) => pg`
    SELECT FROM members WHERE person_id = ${pg.uuid(personId)} AND workspace_id <> ${pg.uuid(workspaceId)} LIMIT 1`,
});

export const setSsoRequired = definePgCommand({
  name: 'access.setSsoRequired',
  sql: ({ requiresSso }: { requiresSso: boolean }, workspace) => pg`
    UPDATE workspaces SET requires_sso = ${pg.bool(requiresSso)} WHERE id = ${workspace} AND requires_sso <> ${pg.bool(requiresSso)}`,
});
