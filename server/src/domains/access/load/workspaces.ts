import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Prisma, Workspace } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import {
  allWorkspaces,
  oneWorkspace,
  openWorkspaces,
  peopleOfWorkspaces,
  workspacesOfPerson,
  type SeenWorkspace,
} from '../queries/workspaces.ts';

export type { SeenWorkspace } from '../queries/workspaces.ts';

const listedCount = 200;

/**
 * Workspaces that a viewer may see, by name, at most 200: those of the person who is signed in, all of them for a caller on this machine
 * while there are no accounts, and of a key its own.
 */
export async function workspacesOf(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, role, keyId, person }: Viewer,
): Promise<SeenWorkspace[]> {
  if (keyId !== null) return role === null ? [] : oneWorkspace(postgres, { workspaceId, role });
  return person === null
    ? allWorkspaces(postgres, { limit: listedCount })
    : workspacesOfPerson(postgres, { personId: person.id, limit: listedCount });
}

/** Ids of all workspaces that are neither archived nor to be deleted: for work in the background. */
export const openWorkspaceIds = async ({ postgres }: Pick<Stores, 'postgres'>): Promise<ReadonlySet<string>> =>
  new Set((await openWorkspaces(postgres)).map(({ id }) => id));

/** Number of people who are members of any of these workspaces, each counted once. */
export async function peopleCountOf({ postgres }: Pick<Stores, 'postgres'>, workspaceIds: readonly string[]): Promise<number> {
  const [row] = await peopleOfWorkspaces(postgres, { workspaceIds });
  return row?.count ?? 0;
}

/** The viewer's own workspace, as fields of the schema take it. */
export const workspaceRow = (
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  asked: Pick<Prisma.WorkspaceFindUniqueOrThrowArgs, 'include' | 'select'>,
): Promise<Workspace> => prisma.workspace.findUniqueOrThrow({ ...asked, where: { id: workspaceId } });
