import { grantable, roleLabel, roles } from '../../controls/roles.ts';
import type { MemberRowFragment, Role } from '../../graphql/generated/graphql.ts';

/** Who looks at the members: their own role, and whether they may change those of others at all. */
export interface Looker {
  readonly role: Role | null;
  readonly mayEdit: boolean;
}

/** Why a member’s role can’t be changed by the one who looks; null: it can. */
export function whyFixed(
  member: Pick<MemberRowFragment, 'role' | 'isViewer'>,
  members: readonly Pick<MemberRowFragment, 'role'>[],
  looker: Looker,
): string | null {
  if (!looker.mayEdit) return 'Roles are changed by administrators and owners.';
  if (looker.role !== 'OWNER' && member.role === 'OWNER') return 'Only an owner changes what an owner is.';
  if (member.role === 'OWNER' && members.filter(({ role }) => role === 'OWNER').length === 1)
    return 'The last owner stays one: make another member an owner first.';
  if (!grantable(looker.role).some(({ role }) => role === member.role))
    return `Your role, ${roleLabel(looker.role ?? 'VIEWER').toLowerCase()}, is below this one.`;
  return null;
}

/** What the one who looks can make of a member. */
export const rolesFor = (looker: Looker): readonly { readonly value: Role; readonly label: string }[] =>
  grantable(looker.role).map(({ role, label }) => ({ value: role, label }));

/** Whether the one who looks can make a sign-in link for the member: it is a way in with that role, which is not above the own one. */
export const canMakeLink = (member: Pick<MemberRowFragment, 'role' | 'isViewer'>, looker: Looker): boolean =>
  looker.mayEdit && !member.isViewer && grantable(looker.role).some(({ role }) => role === member.role);

/** Whether a role may do less than another. */
export const isLower = (role: Role, other: Role): boolean =>
  roles.findIndex((one) => one.role === role) < roles.findIndex((one) => one.role === other);
