import type { Viewer } from '../../platform/graphql/context.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { peopleCountOf, workspacesOf, type SeenWorkspace } from '../access/load/workspaces.ts';
import { totalsOfWorkspace } from '../analytics/load/totals.ts';
import type { Totals } from '../analytics/types.ts';
import { isBySso } from '../people/load/session.ts';
import { sumOf } from './pure/sum.ts';

export interface WorkspaceNumbers extends Totals {
  readonly workspace: SeenWorkspace;
}

/** Totals of all counted workspaces together, and of each. */
export interface Organisation extends Totals {
  /** Of all that the viewer may read, those that are not counted included. */
  readonly workspaceCount: number;
  /** Members of any counted workspace, each once. */
  readonly personCount: number;
  readonly workspaces: readonly WorkspaceNumbers[];
}

/** So many workspaces have their numbers counted, one after the other: each costs a query of its own. */
export const countedWorkspaces = 50;

/** Numbers of the workspaces that the viewer may read, by name; at most 50. */
export async function organisationOf(stores: Stores, viewer: Viewer, now: Date): Promise<Organisation> {
  const readable = await readableOf(stores, viewer);
  const counted = readable.slice(0, countedWorkspaces);
  const workspaces: WorkspaceNumbers[] = [];
  for (const workspace of counted) workspaces.push({ workspace, ...(await totalsOfWorkspace(stores, workspace.id, now)) });
  const personCount = await peopleCountOf(
    stores,
    counted.map(({ id }) => id),
  );
  return { ...sumOf(workspaces), workspaceCount: readable.length, personCount, workspaces };
}

/** A workspace that demands single sign-on is closed to a session that came about by a password, seen from another workspace too. */
async function readableOf(stores: Stores, viewer: Viewer): Promise<SeenWorkspace[]> {
  const { keyScope, sessionId } = viewer;
  const seen = (await workspacesOf(stores, viewer)).filter(({ role }) => isPermitted({ role, keyScope }, 'READ'));
  if (sessionId === null || !seen.some(({ requiresSso }) => requiresSso) || (await isBySso(stores, sessionId))) return seen;
  return seen.filter(({ requiresSso }) => !requiresSso);
}
