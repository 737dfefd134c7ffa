import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { artifactStoreOf } from '../../artifacts/load.ts';
import type { TokenCounts } from '../pure/tokens.ts';
import { storeTokens, uncountedChunks } from '../queries/tokens.ts';
import { readChunk } from '../record/chunks.ts';

/** Chunks of one turn: some seconds of a thread. */
const chunksAtOnce = 50;

/** Counts tokens of chunks that have no count yet, in a thread that ends with the turn. Two servers that count the same chunk count the same. */
export async function countTokensOfChunks(stores: Stores): Promise<void> {
  if (artifactStoreOf(stores) === null) return;
  const chunks = await uncountedChunks(stores.postgres, { limit: chunksAtOnce });
  if (chunks.length === 0) return;
  const worker = new Worker(new URL('../load/token-worker.ts', import.meta.url));
  try {
    for (const { id, workspaceId, datasetId, ...chunk } of chunks)
      await inWorkspace(workspaceId, async () => {
        worker.postMessage(await readChunk(stores, { workspaceId, datasetId }, chunk));
        const [counts] = (await once(worker, 'message')) as [TokenCounts];
        await storeTokens(stores.postgres, { workspaceId, id, ...counts });
      });
  } finally {
    await worker.terminate();
  }
}
