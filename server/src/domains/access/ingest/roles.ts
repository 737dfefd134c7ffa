import { BeyondRights, Problem } from '../../../platform/ingest/rejection.ts';
import { readEnum, type Fields } from '../../../platform/ingest/values.ts';
import { isAbove, roles, type Role } from '../../../platform/permissions.ts';

/** A role that may be granted: no one gives away more than they have. `absent`: what it is where none is given. */
export function readGrantedRole(fields: Fields, granter: Role, absent: Role | null = null): Role | Problem {
  const role = readEnum(fields, 'role', roles);
  if (role instanceof Problem) return role;
  if (role === null) return absent ?? new Problem('role', 'is missing');
  return isAbove(role, granter)
    ? new BeyondRights('role', `is ${role}; the highest role that you may grant is your own, ${granter}`)
    : role;
}
