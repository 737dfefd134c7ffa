import type { Stores } from '../../../platform/store/stores.ts';
import { countOf, rowOf } from '../pure/row-line.ts';
import { chunksOfVersion, type StoredChunk, type StoredVersion } from '../queries/versions.ts';
import { readLines } from '../record/chunks.ts';
import { readDatasetRows, type PositionedLine, type PositionedRow } from '../load.ts';

export interface RowPageAsked {
  readonly version: StoredVersion;
  readonly workspaceId: string;
  /** Only rows of this split, "" for those without one; null: all. */
  readonly split: string | null;
  /** Only rows whose texts contain this, regardless of case; null: all. */
  readonly search: string | null;
  /** Places beyond which rows are read; null: from the first, or to the last. */
  readonly after: number | null;
  readonly before: number | null;
  readonly limit: number;
  readonly isInverted: boolean;
}

export interface RowPage {
  readonly rows: readonly PositionedRow[];
  /** Place up to which rows were looked through, where the search was ended before it had a whole page; null: it was not. */
  readonly endedAt: number | null;
}

/** What one page of a search looks through: some tenths of a second from a disk. */
const maxSearchedBytes = 48 * 1024 * 1024;

/** A page of rows; a search reads as many chunks as it may, and gives what it has found in them. */
export async function rowPage(stores: Pick<Stores, 'postgres'>, asked: RowPageAsked): Promise<RowPage> {
  const { version, workspaceId, split, search, limit, isInverted } = asked;
  const [from, to] = [(asked.after ?? -1) + 1, asked.before ?? version.rowCount];
  const placed = placedChunks(await chunksOfVersion(stores.postgres, { workspaceId, chunkIds: version.chunkIds })).filter(
    ({ chunk, start }) => start < to && start + chunk.rowCount > from && countOf(chunk, split) > 0,
  );
  const rows: PositionedRow[] = [];
  const wanted = search?.toLowerCase() ?? null;
  let searchedBytes = 0;
  for (const { chunk, start } of isInverted ? placed.toReversed() : placed) {
    if (rows.length >= limit) break;
    if (searchedBytes > maxSearchedBytes) return { rows, endedAt: isInverted ? start + chunk.rowCount : start - 1 };
    const lines = (await readLines(stores, { workspaceId, datasetId: version.datasetId }, chunk)).map((line, place): PositionedLine => ({
      ...line,
      position: start + place,
    }));
    const own = lines.filter(
      (line) =>
        line.position >= from &&
        line.position < to &&
        (split === null || (line.split ?? '') === split) &&
        (wanted === null || holds(line.text, wanted)),
    );
    for (const { text, position } of (isInverted ? own.toReversed() : own).slice(0, limit - rows.length))
      rows.push({ ...rowOf(text), position });
    if (wanted !== null) searchedBytes += chunk.byteCount;
  }
  return { rows, endedAt: null };
}

/** Whether a text of the row contains a text: its line is looked at first, where quotes and breaks stand escaped. */
const holds = (line: string, wanted: string): boolean =>
  line.toLowerCase().includes(JSON.stringify(wanted).slice(1, -1)) && isIn(rowOf(line), wanted);

/** Not in names of fields, which every row has. */
function isIn(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => isIn(part, wanted));
}

function placedChunks(chunks: readonly StoredChunk[]): { readonly chunk: StoredChunk; readonly start: number }[] {
  let start = 0;
  return chunks.map((chunk) => {
    const placed = { chunk, start };
    start += chunk.rowCount;
    return placed;
  });
}

/** Rows from a place in the version, or in its split, on. */
export async function rowsAt(
  stores: Pick<Stores, 'postgres'>,
  asked: {
    readonly workspaceId: string;
    readonly versionId: string;
    readonly from: number;
    readonly count: number;
    readonly split: string | null;
  },
): Promise<PositionedRow[]> {
  const rows: PositionedRow[] = [];
  for await (const group of readDatasetRows(stores, asked)) rows.push(...group);
  return rows;
}
