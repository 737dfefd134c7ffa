import type { Viewer } from '../../platform/graphql/context.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { workspacesOf, type SeenWorkspace } from '../access/load/workspaces.ts';
import { totalsOfWorkspace, type Totals } from '../analytics/load/totals.ts';

export interface WorkspaceNumbers extends Totals {
  readonly workspace: SeenWorkspace;
}

/** So many workspaces have their numbers counted, one after the other: each costs a query of its own. */
export const countedWorkspaces = 50;

/** Numbers of the workspaces that the viewer may read, by name; at most 50. */
export async function organisationOf(stores: Stores, viewer: Viewer, now: Date): Promise<WorkspaceNumbers[]> {
  const { keyScope } = viewer;
  const readable = (await workspacesOf(stores, viewer)).filter(({ role }) => isPermitted({ role, keyScope }, 'READ'));
  const numbers: WorkspaceNumbers[] = [];
  for (const workspace of readable.slice(0, countedWorkspaces))
    numbers.push({ workspace, ...(await totalsOfWorkspace(stores, workspace.id, now)) });
  return numbers;
}
