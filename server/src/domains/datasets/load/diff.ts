import type { Stores } from '../../../platform/store/stores.ts';
import { addressOf, contentOf, rowOf } from '../pure/row-line.ts';
import { chunksOfVersion, type StoredChunk, type StoredVersion } from '../queries/versions.ts';
import { readLines } from '../record/chunks.ts';
import { placesOfRows, type PositionedRow } from '../load.ts';

export type RowChange = 'ADDED' | 'REMOVED' | 'CHANGED';

export interface DiffRow {
  readonly rowId: string;
  readonly change: RowChange;
  readonly before: PositionedRow | null;
  readonly after: PositionedRow | null;
}

export interface DatasetDiff {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly sample: readonly DiffRow[];
}

/** Rows of a diff that are shown. */
export const mostShown = 50;

/**
 * What a version has that another has not, by the ids of rows; of two datasets, whose ids mean nothing to each other, by their contents.
 * Chunks that both have are not read. Memory: a number for each row of the other chunks.
 */
export async function diffOf(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  base: StoredVersion,
  other: StoredVersion,
): Promise<DatasetDiff> {
  const isWithin = base.datasetId === other.datasetId;
  const keyOf = (id: string, content: string): string => (isWithin ? id : content);
  const [own, theirs] = [await chunksOnlyIn(stores, workspaceId, other, base), await chunksOnlyIn(stores, workspaceId, base, other)];
  const before = new Map<string, string>();
  for (const chunk of theirs)
    for (const line of await readLines(stores, { workspaceId, datasetId: base.datasetId }, chunk)) {
      const content = shortHash(contentOf(line));
      before.set(keyOf(line.id, content), content);
    }
  const shown = { ADDED: [] as string[], CHANGED: [] as string[], REMOVED: [] as string[] };
  const counts = { ADDED: 0, CHANGED: 0, REMOVED: 0 };
  const note = (change: RowChange, id: string): void => {
    counts[change] += 1;
    if (shown[change].length < mostShown) shown[change].push(id);
  };
  for (const chunk of own)
    for (const line of await readLines(stores, { workspaceId, datasetId: other.datasetId }, chunk)) {
      const content = shortHash(contentOf(line));
      const key = keyOf(line.id, content);
      const known = before.get(key);
      if (known === undefined) note('ADDED', line.id);
      else if (known !== content) note('CHANGED', line.id);
      before.delete(key);
    }
  for (const key of before.keys()) note('REMOVED', key);
  const ids = [...shown.CHANGED, ...shown.REMOVED, ...shown.ADDED].slice(0, mostShown);
  const read = async (version: StoredVersion) =>
    isWithin || version === other ? placesOfRows(stores, { ...version, workspaceId }, ids) : new Map<string, never>();
  const [old, fresh] = [await read(base), await read(other)];
  const rowIn = (places: typeof old, id: string): PositionedRow | null => {
    const found = places.get(id);
    return found === undefined ? null : { ...rowOf(found.line.text), position: found.position };
  };
  const sample = (['CHANGED', 'REMOVED', 'ADDED'] as const)
    .flatMap((change) => shown[change].map((rowId): DiffRow => ({ rowId, change, before: rowIn(old, rowId), after: rowIn(fresh, rowId) })))
    .filter(({ before: one, after: two }) => one !== null || two !== null)
    .slice(0, mostShown);
  return { added: counts.ADDED, removed: counts.REMOVED, changed: counts.CHANGED, sample };
}

/** Chunks of a version that another does not have. */
async function chunksOnlyIn(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  version: StoredVersion,
  against: StoredVersion,
): Promise<StoredChunk[]> {
  const known = new Set(against.chunkIds);
  return chunksOfVersion(stores.postgres, { workspaceId, chunkIds: version.chunkIds.filter((id) => !known.has(id)) });
}

const shortHash = (content: string): string => addressOf(content).slice(0, 24);
