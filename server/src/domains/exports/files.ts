import { removeArtifact } from '../artifacts/commands.ts';
import { artifactStoreOf } from '../artifacts/load.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** Removes the file of an export, if there is one. */
export async function removeFile(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<void> {
  if (artifactStoreOf(stores) !== null) await removeArtifact(stores, { workspaceId, kind: 'exports', id }, '');
}

/** Name of the file within its export's folder. */
export const dataFileName = 'file';
