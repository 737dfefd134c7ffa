import type { WorkContext } from '../../../platform/jobs/context.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { artifactStoreOf } from '../../artifacts/load.ts';
import { filesOfDataset } from '../queries/erase.ts';
import { lostFiles, removeChunkFile, removeDatasetFiles } from '../record/chunks.ts';

/** An import that is on its way has files that no version has yet; none lasts so long. */
const lostAfterMs = 24 * 3_600_000;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Removes the files of datasets that are deleted, and those that imports and deletions which were cut off have left. */
export async function removeLostFiles({ stores, onError }: WorkContext, now: Date): Promise<void> {
  const store = artifactStoreOf(stores);
  if (store === null) return;
  const before = new Date(now.getTime() - lostAfterMs);
  for await (const { workspaceId, id } of store.owners(['datasets'])) {
    if (!uuidForm.test(workspaceId) || !uuidForm.test(id)) continue;
    const place = { workspaceId, datasetId: id };
    await inWorkspace(workspaceId, async () => {
      if ((await stores.prisma.dataset.count({ where: { id, workspaceId } })) === 0) return removeDatasetFiles(stores, place);
      const known = new Set((await filesOfDataset(stores.postgres, { ...place })).map(({ file }) => file));
      for (const file of await lostFiles(stores, place, known, before)) await removeChunkFile(stores, place, file);
    }).catch(onError);
  }
}
