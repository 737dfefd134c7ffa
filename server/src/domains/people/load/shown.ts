import type { Viewer } from '../../../platform/graphql/context.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import { isPermitted, permissionNames, type Permission } from '../../../platform/permissions.ts';

/** What a viewer has in its workspace, in the order of the table of permissions. */
export const permissionsOf = (viewer: Viewer): Permission[] => permissionNames.filter((permission) => isPermitted(viewer, permission));

/**
 * Who a socket acts as, in the values of the field `viewer`: what may have changed between the answer to a page and the socket that the page
 * opens after it.
 */
export const shownViewer = (viewer: Viewer): Readonly<Record<string, unknown>> => ({
  person: viewer.person === null ? null : globalId('Person', viewer.person.id),
  workspace: viewer.role === null ? null : globalId('Workspace', viewer.workspaceId),
  role: viewer.role,
  permissions: permissionsOf(viewer),
});
