import type { Role } from '../graphql/generated/graphql.ts';

/** Every role, the least first, and what it is for in a few words. */
export const roles: readonly { readonly role: Role; readonly label: string; readonly says: string }[] = [
  { role: 'REVIEWER', label: 'Reviewer', says: 'sees and rates what own review queues hold, and nothing else' },
  { role: 'VIEWER', label: 'Viewer', says: 'reads everything but keys and policies' },
  { role: 'ANALYST', label: 'Analyst', says: 'also saves views and reads the data policy' },
  { role: 'EDITOR', label: 'Editor', says: 'also sends data, edits models and prices, and trains' },
  { role: 'ADMIN', label: 'Admin', says: 'also manages members, keys, runners and the data policy, and deletes data' },
  { role: 'OWNER', label: 'Owner', says: 'may do everything, also delete the workspace' },
];

export const roleLabel = (role: Role): string => roles.find((one) => one.role === role)?.label ?? role;

/** The roles that one may grant: none above the own. `own` null: not known, or of one who is no member. */
export function grantable(own: Role | null | undefined): typeof roles {
  const place = roles.findIndex(({ role }) => role === own);
  return roles.slice(0, place + 1);
}
