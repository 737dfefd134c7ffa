import type { Stores } from '../../platform/store/stores.ts';
import { countOf, headOf, hashesOf, idHash, mayHold, rowOf } from './pure/row-line.ts';
import { draftOf } from './queries/draft.ts';
import { chunksOfVersion, idHashesOf, latestVersions, versionsByIds, type StoredChunk, type StoredVersion } from './queries/versions.ts';
import { readChunk, readLines } from './record/chunks.ts';
import type { DatasetRow, RowLine } from './types.ts';

export type { StoredVersion } from './queries/versions.ts';

interface VersionPlace {
  readonly workspaceId: string;
  readonly versionId: string;
}

/** A version of a dataset; null: there is none of the id in the workspace. */
export async function versionOf(stores: Pick<Stores, 'postgres'>, { workspaceId, versionId }: VersionPlace): Promise<StoredVersion | null> {
  const [version = null] = await versionsByIds(stores.postgres, { workspaceId, ids: [versionId] });
  return version;
}

/** The latest version of a dataset, without its draft; null: it has none, or there is no such dataset. */
export async function latestVersionOf(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, datasetId }: { readonly workspaceId: string; readonly datasetId: string },
): Promise<StoredVersion | null> {
  const [version = null] = await latestVersions(stores.postgres, { workspaceId, datasetIds: [datasetId] });
  return version;
}

export interface PositionedRow extends DatasetRow {
  /** Place in the version, from 0. */
  readonly position: number;
}

export interface RowsAsked extends VersionPlace {
  /** Rows of the version, or of its split, that are left out at the beginning; absent: 0. */
  readonly from?: number;
  /** The most rows that are read; absent: all. */
  readonly count?: number;
  /** Only rows of this split; null or absent: of all. */
  readonly split?: string | null;
}

/**
 * Rows of a version in their order, as groups of some hundred: one chunk is in memory at a time. A version that does not exist has none.
 *
 * Errors  throws ARTIFACT_STORE_UNAVAILABLE where the store of files does not answer.
 */
export async function* readDatasetRows(stores: Pick<Stores, 'postgres'>, asked: RowsAsked): AsyncGenerator<readonly PositionedRow[]> {
  for await (const lines of readVersionLines(stores, asked)) yield lines.map(({ text, position }) => ({ ...rowOf(text), position }));
}

export interface PositionedLine extends RowLine {
  readonly position: number;
}

/** The same as lines, for callers that need not parse each row. */
export async function* readVersionLines(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, versionId, from = 0, count = Number.POSITIVE_INFINITY, split = null }: RowsAsked,
): AsyncGenerator<readonly PositionedLine[]> {
  const version = await versionOf(stores, { workspaceId, versionId });
  if (version === null) return;
  const chunks = await chunksOfVersion(stores.postgres, { workspaceId, chunkIds: version.chunkIds });
  let [skipped, left, position] = [from, count, 0];
  for (const chunk of chunks) {
    if (left <= 0) return;
    const own = countOf(chunk, split);
    if (own > skipped) {
      const lines = await readLines(stores, { workspaceId, datasetId: version.datasetId }, chunk);
      const start = position;
      const wanted = lines
        .map((line, place): PositionedLine => ({ ...line, position: start + place }))
        .filter((line) => split === null || (line.split ?? '') === split)
        .slice(skipped, skipped + left);
      skipped = 0;
      left -= wanted.length;
      yield wanted;
    } else skipped -= own;
    position += chunk.rowCount;
  }
}

/** Places of rows in a version, by their ids; those that it does not have are left out. */
export async function placesOfRows(
  stores: Pick<Stores, 'postgres'>,
  version: StoredVersion & { readonly workspaceId: string; readonly chunks?: readonly StoredChunk[] },
  rowIds: readonly string[],
): Promise<Map<string, { readonly chunk: StoredChunk; readonly line: RowLine; readonly position: number }>> {
  const { workspaceId, datasetId, chunkIds } = version;
  const found = new Map<string, { chunk: StoredChunk; line: RowLine; position: number }>();
  if (rowIds.length === 0) return found;
  const chunks = version.chunks ?? (await chunksOfVersion(stores.postgres, { workspaceId, chunkIds }));
  const hashes = new Map(
    (await idHashesOf(stores.postgres, { workspaceId, chunkIds })).map(({ id, idHashes }) => [id, hashesOf(idHashes)]),
  );
  const wanted = rowIds.map((id) => ({ id, hash: idHash(id) }));
  let position = 0;
  for (const chunk of chunks) {
    const own = hashes.get(chunk.id);
    const candidates = new Set(own === undefined ? [] : wanted.filter(({ hash }) => mayHold(own, hash)).map(({ id }) => id));
    if (candidates.size > 0)
      for (const [place, text] of (await readChunk(stores, { workspaceId, datasetId }, chunk)).entries()) {
        const line = headOf(text);
        if (candidates.has(line.id)) found.set(line.id, { chunk, line, position: position + place });
      }
    position += chunk.rowCount;
  }
  return found;
}

/** Rows of a version by their ids; those that it does not have are left out. */
export async function rowsOfVersion(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, versionId, rowIds }: VersionPlace & { readonly rowIds: readonly string[] },
): Promise<Map<string, PositionedRow>> {
  const version = await versionOf(stores, { workspaceId, versionId });
  if (version === null) return new Map();
  const places = await placesOfRows(stores, { ...version, workspaceId }, rowIds);
  return new Map([...places].map(([id, { line, position }]) => [id, { ...rowOf(line.text), position }]));
}

/**
 * Rows of the latest version with what the draft changes: rows that were sent alone replace those of their ids, and stand last where there
 * was none. In groups; `DatasetItems` of other products are these.
 */
export async function* readDatasetItems(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, datasetId }: { readonly workspaceId: string; readonly datasetId: string },
): AsyncGenerator<readonly DatasetRow[]> {
  const draft = new Map((await draftOf(stores.postgres, { workspaceId, datasetId })).map((row) => [row.rowId, row.line]));
  const latest = await latestVersionOf(stores, { workspaceId, datasetId });
  if (latest !== null)
    for await (const lines of readVersionLines(stores, { workspaceId, versionId: latest.id })) {
      const rows: DatasetRow[] = [];
      for (const { id, text } of lines) {
        const changed = draft.get(id);
        draft.delete(id);
        if (changed !== null) rows.push(rowOf(changed ?? text));
      }
      yield rows;
    }
  const added = [...draft.values()].filter((line) => line !== null);
  if (added.length > 0) yield added.map(rowOf);
}

/** A row of the draft, or of the latest version; null: there is none of the id. */
export async function datasetItem(
  stores: Pick<Stores, 'postgres'>,
  { workspaceId, datasetId, rowId }: { readonly workspaceId: string; readonly datasetId: string; readonly rowId: string },
): Promise<DatasetRow | null> {
  const drafted = (await draftOf(stores.postgres, { workspaceId, datasetId })).find((row) => row.rowId === rowId);
  if (drafted !== undefined) return drafted.line === null ? null : rowOf(drafted.line);
  const latest = await latestVersionOf(stores, { workspaceId, datasetId });
  const found = latest === null ? undefined : (await placesOfRows(stores, { ...latest, workspaceId }, [rowId])).get(rowId);
  return found === undefined ? null : rowOf(found.line.text);
}
