import { randomBytes } from 'node:crypto';
import { buffer as bytesOf } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Stores } from '../../../platform/store/stores.ts';
import { ArtifactStoreUnavailable } from '../../artifacts/errors.ts';
import { artifactStoreOf, type ArtifactStore } from '../../artifacts/load.ts';
import { addressOf, headOf, idHashes, splitCounts } from '../pure/row-line.ts';
import type { RowLine, SplitCounts } from '../types.ts';

export interface DatasetPlace {
  readonly workspaceId: string;
  readonly datasetId: string;
}

/** A chunk whose file is written, and which no version has yet. */
export interface NewChunk {
  readonly address: string;
  readonly file: string;
  readonly rowCount: number;
  /** Of its lines. */
  readonly byteCount: number;
  readonly splits: SplitCounts;
  readonly idHashes: Buffer;
}

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
/** A line has at most 4 MiB, and a chunk above its usual size one line. */
const maxFileBytes = 64 * 1024 * 1024;

function storeOf(stores: Pick<Stores, 'postgres'>): ArtifactStore {
  const store = artifactStoreOf(stores);
  if (store === null) throw new ArtifactStoreUnavailable('this server keeps no files.');
  return store;
}

const ownerOf = ({ workspaceId, datasetId }: DatasetPlace) => ({ workspaceId, kind: 'datasets', id: datasetId }) as const;

/** Lines as the content of a file, and what is known of them. */
export interface PackedChunk extends Omit<NewChunk, 'file'> {
  readonly packed: Uint8Array;
}

export async function packChunk(lines: readonly RowLine[]): Promise<PackedChunk> {
  const content = Buffer.from(`${lines.map(({ text }) => text).join('\n')}\n`);
  const packed = await compress(content, level);
  return {
    packed,
    address: addressOf(content),
    rowCount: lines.length,
    byteCount: content.length,
    splits: splitCounts(lines),
    idHashes: idHashes(lines),
  };
}

/** Writes lines as a file of their own. Its name is never used again, so that one that is removed belongs to no other version. */
export const writeChunk = async (stores: Pick<Stores, 'postgres'>, place: DatasetPlace, lines: readonly RowLine[]): Promise<NewChunk> =>
  writePacked(stores, place, await packChunk(lines));

/** The same of lines that are packed already. */
export async function writePacked(
  stores: Pick<Stores, 'postgres'>,
  place: DatasetPlace,
  { packed, ...chunk }: PackedChunk,
): Promise<NewChunk> {
  const file = `${chunk.address.slice(0, 32)}-${Date.now().toString(36)}-${randomBytes(4).toString('hex')}.jsonl.zst`;
  await storeOf(stores).put(ownerOf(place), [file], {
    content: (async function* () {
      yield Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
    })(),
    sizeBytes: packed.length,
    maxBytes: maxFileBytes,
  });
  return { ...chunk, file };
}

/** The lines of a chunk, as texts. Errors: throws ARTIFACT_STORE_UNAVAILABLE, also where the file is gone or is another one. */
export async function readChunk(
  stores: Pick<Stores, 'postgres'>,
  place: DatasetPlace,
  chunk: { readonly file: string; readonly address: string },
): Promise<string[]> {
  const opened = await storeOf(stores).open(ownerOf(place), [chunk.file]);
  if (opened === null) throw new ArtifactStoreUnavailable(`the file ${chunk.file} of dataset ${place.datasetId} is not there.`);
  const content = await decompress(await bytesOf(opened.content));
  if (addressOf(content) !== chunk.address)
    throw new ArtifactStoreUnavailable(`the file ${chunk.file} of dataset ${place.datasetId} is not the one that was written.`);
  const texts = content.toString('utf8').split('\n');
  texts.pop();
  return texts;
}

/** The lines of a chunk with the ids of their rows. */
export const readLines = async (
  stores: Pick<Stores, 'postgres'>,
  place: DatasetPlace,
  chunk: { readonly file: string; readonly address: string },
): Promise<RowLine[]> => (await readChunk(stores, place, chunk)).map(headOf);

/** Removes the file of a chunk, if there is one. */
export async function removeChunkFile(stores: Pick<Stores, 'postgres'>, place: DatasetPlace, file: string): Promise<void> {
  await storeOf(stores).remove(ownerOf(place), [file]);
}

/** When a chunk's file was written, by its name; null: the name has no time. */
const writtenAt = (file: string): Date | null => {
  const time = /-([0-9a-z]{8,10})-[0-9a-f]{8}\.jsonl\.zst$/.exec(file)?.[1];
  return time === undefined ? null : new Date(Number.parseInt(time, 36));
};

/** Files of a dataset that were written before a time, and are of none of its chunks: what was cut off has left them. */
export async function lostFiles(
  stores: Pick<Stores, 'postgres'>,
  place: DatasetPlace,
  known: ReadonlySet<string>,
  before: Date,
): Promise<string[]> {
  const files = (await storeOf(stores).list(ownerOf(place), [])).map(({ name }) => name);
  return files.filter((file) => !known.has(file) && (writtenAt(file) ?? before) < before);
}

/** Removes all files of a dataset. */
export async function removeDatasetFiles(stores: Pick<Stores, 'postgres'>, place: DatasetPlace): Promise<void> {
  await artifactStoreOf(stores)?.remove(ownerOf(place), []);
}
