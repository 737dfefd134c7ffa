import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, Forbidden, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { isAbove, isPermitted, roles, rolesWith, type Permission, type Role } from '../../../platform/permissions.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { revokeInvitationsBy } from '../queries/invitations.ts';
import { presentKey } from '../queries/keys.ts';
import { memberOfPerson } from '../queries/members.ts';
import { lockedWorkspace } from '../queries/workspaces.ts';

/**
 * The role that a viewer has now: to be asked for in the transaction of a change, under the lock of the workspace. Null: a person who is no
 * member any more, or a key that was revoked.
 */
export async function presentRole(session: Statements, { workspaceId, person, role, keyId }: Viewer): Promise<Role | null> {
  if (keyId !== null && (await presentKey(session, { workspaceId, id: keyId })).length === 0) return null;
  if (person === null) return role;
  return (await memberOfPerson(session, { workspaceId, personId: person.id }))[0]?.role ?? null;
}

type LockedWorkspace = Awaited<ReturnType<typeof lockedWorkspace>>[number];

/**
 * Locks the workspace until the transaction ends, and gives it as it stands, with the role that the viewer has now; a failure where that role
 * does not have the permission any more. One who removes a member finds all that they made before, and nothing comes after.
 */
export async function lockedFor(
  session: Statements,
  viewer: Viewer,
  permission: Permission,
): Promise<Result<{ workspace: LockedWorkspace; role: Role }, Forbidden>> {
  const [workspace] = await lockedWorkspace(session, { workspaceId: viewer.workspaceId });
  const role = await presentRole(session, viewer);
  if (workspace === undefined || role === null || !isPermitted({ role, keyScope: viewer.keyScope }, permission))
    return fail(new Forbidden({ ...viewer, role }, permission));
  return succeed({ workspace, role });
}

/** Revokes the open invitations of a person that the role which is left could not give any more. `role` null: the person is no member any more. */
export async function revokeBeyond(
  session: Statements,
  { workspaceId, personId, role }: { readonly workspaceId: string; readonly personId: string; readonly role: Role | null },
): Promise<void> {
  const mayInvite = role !== null && rolesWith('EDIT_MEMBERS').includes(role);
  const beyond = roles.filter((invited) => !mayInvite || isAbove(invited, role));
  if (beyond.length > 0) await revokeInvitationsBy(session, { workspaceId, personId, roles: beyond });
}
