import { roles, type Role } from '../../../platform/permissions.ts';

/** Whether a role may do more than another. */
export const isAbove = (role: Role, other: Role): boolean => roles.indexOf(role) > roles.indexOf(other);

export const higherOf = (one: Role, other: Role | null): Role => (other !== null && isAbove(other, one) ? other : one);
