import { codedError, unwrap } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { openArtifact } from '../artifacts/commands.ts';
import type { OpenArtifact } from '../artifacts/load.ts';
import { readyExport } from './queries.ts';
import { fileName } from './types.ts';

/**
 * The file of an export that is ready.
 *
 * Errors  throws NOT_FOUND (404): there is none in this workspace, it is not ready, or its file is gone.
 */
export async function openExport(stores: Pick<Stores, 'postgres'>, workspaceId: string, id: string, now: Date): Promise<OpenArtifact> {
  const isReady = (await readyExport(stores.postgres, { workspaceId, id, now })) > 0;
  const file = isReady ? unwrap(await openArtifact(stores, { workspaceId, kind: 'exports', id }, fileName)) : null;
  if (file === null)
    throw codedError('NOT_FOUND', `Export ${JSON.stringify(id)} was not found in this workspace, is not ready, or its file was removed.`, {
      httpStatus: 404,
    });
  return file;
}
