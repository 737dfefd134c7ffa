import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ErasedUser } from '../../deletions/hooks.ts';
import { hashesOf, idHash, mayHold, sumOfSplits, versionAddress } from '../pure/row-line.ts';
import {
  chunksOfDataset,
  deleteDraftRows,
  deleteSources,
  deleteUnusedChunks,
  replaceChunks,
  rowsOfUsers,
  versionsWithChunks,
} from '../queries/erase.ts';
import { deleteQuality } from '../queries/quality.ts';
import { insertChunks, lockDataset, type StoredChunk } from '../queries/versions.ts';
import { readLines, removeChunkFile, writeChunk, type DatasetPlace } from '../record/chunks.ts';

/**
 * Takes the rows that were made of a user's texts out of every version and every draft, and out of the store of files. Versions that had
 * some get another address, and count what was erased. May be called again.
 */
export async function eraseRows(stores: Stores, { workspaceId, userIds }: ErasedUser, live: Pick<LiveBus, 'publish'>): Promise<void> {
  for (const { datasetId, rowIds } of await rowsOfUsers(stores.postgres, { workspaceId, userIds })) {
    await eraseRowsOf(stores, { workspaceId, datasetId }, rowIds);
    live.publish('datasets.changed', workspaceId, { datasetId });
  }
}

async function eraseRowsOf(stores: Stores, place: DatasetPlace, rowIds: readonly string[]): Promise<void> {
  const erased = new Set(rowIds);
  const hashes = rowIds.map(idHash);
  await inTransaction(stores.postgres, async (session) => {
    // No version is made of the rows meanwhile.
    if ((await lockDataset(session, { ...place })).length === 0) return;
    await deleteDraftRows(session, { ...place, rowIds });
    const known = await chunksOfDataset(session, { ...place });
    const chunks = new Map<string, StoredChunk>(known.map((chunk) => [chunk.id, chunk]));
    /** By the old chunk: the new one, or null where it holds nothing any more. */
    const replaced = new Map<string, string | null>();
    for (const chunk of known) {
      const own = hashesOf(chunk.idHashes);
      if (!hashes.some((hash) => mayHold(own, hash))) continue;
      const lines = (await readLines(stores, place, chunk)).filter(({ id }) => !erased.has(id));
      if (lines.length === chunk.rowCount) continue;
      if (lines.length === 0) {
        replaced.set(chunk.id, null);
        continue;
      }
      const made = await writeChunk(stores, place, lines);
      const [stored] = await insertChunks(session, { ...place, chunks: [made] });
      const { id, file } = stored as { id: string; file: string };
      if (file !== made.file) await removeChunkFile(stores, place, made.file);
      chunks.set(id, { ...made, id, file });
      replaced.set(chunk.id, id);
    }
    for (const { id: versionId, chunkIds } of await versionsWithChunks(session, { ...place })) {
      if (!chunkIds.some((id) => replaced.has(id))) continue;
      await deleteQuality(session, { workspaceId: place.workspaceId, versionId });
      const kept = chunkIds.flatMap((id) => (replaced.has(id) ? (replaced.get(id) ?? []) : [id]));
      const own = kept.flatMap((id) => chunks.get(id) ?? []);
      const rowCount = own.reduce((sum, chunk) => sum + chunk.rowCount, 0);
      const before = chunkIds.reduce((sum, id) => sum + (chunks.get(id)?.rowCount ?? 0), 0);
      await replaceChunks(session, {
        workspaceId: place.workspaceId,
        versionId,
        chunkIds: kept,
        address: versionAddress(own),
        rowCount,
        byteCount: own.reduce((sum, chunk) => sum + chunk.byteCount, 0),
        splits: sumOfSplits(own.map(({ splits }) => splits)),
        erasedCount: before - rowCount,
      });
    }
    // Within the transaction: files go before their rows do, so that one that was cut off is done again.
    for (const { file } of await deleteUnusedChunks(session, { ...place })) await removeChunkFile(stores, place, file);
    await deleteSources(session, { ...place, rowIds });
  });
}
