import type { Viewer } from '../../../platform/graphql/context.ts';
import { isAbove, roles, rolesWith, type Role } from '../../../platform/permissions.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { revokeInvitationsBy } from '../queries/invitations.ts';
import { memberOfPerson } from '../queries/members.ts';

/**
 * The role that a viewer has now: to be asked for in the transaction of a change, under the lock of the workspace. Null: a person who is no
 * member any more.
 */
export async function presentRole(session: Statements, { workspaceId, person, role }: Viewer): Promise<Role | null> {
  if (person === null) return role;
  return (await memberOfPerson(session, { workspaceId, personId: person.id }))[0]?.role ?? null;
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
