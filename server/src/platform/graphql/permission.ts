import { permissionNames, permissions, type Permission } from '../permissions.ts';
import { describedEnum } from './enums.ts';

export const PermissionName = describedEnum<Permission>(
  'PermissionName',
  'What a viewer may do. The query `permissions` has the roles and scopes of keys that have each.',
  Object.fromEntries(permissionNames.map((name) => [name, `Permission to ${permissions[name].what}.`])) as Record<Permission, string>,
);
