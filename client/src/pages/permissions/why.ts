import { roleLabel, roles } from '../../controls/roles.ts';
import type { PermissionsQuery, Role } from '../../graphql/generated/graphql.ts';

export type Rule = PermissionsQuery['permissions'][number];

/** The least role that has a permission. */
export const leastRole = ({ roles: allowed }: Pick<Rule, 'roles'>): Role | undefined =>
  roles.find(({ role }) => allowed.includes(role))?.role;

/** Why someone with a role can or can’t, as a sentence. `who`: "You", or a name. */
export function whyWords(rule: Rule, who: string, role: Role | null): string {
  const isViewer = who === 'You';
  const [may, is] = isViewer ? ['may', 'are'] : ['may', 'is'];
  if (role === null) return `${who} ${is} no member of this workspace.`;
  const label = roleLabel(role).toLowerCase();
  if (rule.roles.includes(role)) return `${who} ${may} ${rule.what}: the role ${label} has it.`;
  const least = leastRole(rule);
  const needed = least === undefined ? 'no role has it' : `it begins with the role ${roleLabel(least).toLowerCase()}`;
  return `${who} may not ${rule.what}: ${needed}, and ${who === 'You' ? 'yours' : 'theirs'} is ${label}.`;
}
