import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BadDataset } from '../errors.ts';
import { importInThread, type SentFile } from '../load/importer.ts';
import { isBeside, type RowFormat } from '../pure/shapes.ts';
import { nextBatch, type StoredVersion } from '../queries/versions.ts';
import { removeChunkFile, writePacked, type DatasetPlace, type NewChunk } from '../record/chunks.ts';
import type { RejectedRow } from '../record/import-rows.ts';
import { maxRows, type VersionSource } from '../types.ts';
import { schemasOf } from './content.ts';
import { settleDraft } from './draft.ts';
import { makeVersion, type Changing, type VersionWords } from './version.ts';

/** A file that comes in. */
export interface IncomingFile {
  /** With the folders below the one that was given. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface ImportOutcome {
  /** Null: no row was taken, and no version made. */
  readonly version: StoredVersion | null;
  readonly acceptedCount: number;
  readonly rejectedCount: number;
  /** The first of each file. */
  readonly rejected: readonly RejectedRow[];
  readonly formats: Readonly<Partial<Record<RowFormat, number>>>;
  /** Files that have no rows, such as a README of Hugging Face. */
  readonly skippedFiles: readonly string[];
}

/** Rejected rows that are named, over all files. */
const mostNamed = 1_000;

/**
 * Adds the rows of files as one version. Bad rows are left out and named by file, line and field. What breaks off leaves nothing behind.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BAD_DATASET for more rows than a version has. Throws what the files throw, and ARTIFACT_STORE_UNAVAILABLE.
 */
export async function importFiles(
  changing: Changing,
  place: DatasetPlace,
  files: AsyncIterable<IncomingFile>,
  { split, ...words }: Omit<VersionWords, 'source'> & { readonly split: string | null },
): Promise<Result<ImportOutcome>> {
  const { stores } = changing;
  const schemas = await schemasOf(stores, place);
  if (!schemas.ok) return schemas;
  const settled = await settleDraft(changing, place);
  if (!settled.ok) return settled;
  const [taken] = await nextBatch(stores.postgres, { ...place });
  if (taken === undefined) return fail(new NotFound('Dataset', place.datasetId));
  const chunks: NewChunk[] = [];
  const rejected: RejectedRow[] = [];
  const [read, skipped]: [{ path: string; sizeBytes: number }[], string[]] = [[], []];
  let [rejectedCount, rowCount] = [0, 0];
  let isKept = false;
  try {
    const { formats } = await importInThread(
      { schemas: schemas.value, batch: taken.batch, split },
      readable(files, read, skipped),
      async (part) => {
        rejectedCount += part.rejectedCount;
        rejected.push(...part.rejected.slice(0, mostNamed - rejected.length));
        if (part.chunk === null) return;
        rowCount += part.chunk.rowCount;
        if (rowCount > maxRows) throw new BadDataset('files', `have more than ${maxRows} rows, which is the most that a version has`);
        chunks.push(await writePacked(stores, place, { ...part.chunk, idHashes: Buffer.from(part.chunk.idHashes) }));
      },
    );
    const outcome = { acceptedCount: rowCount, rejectedCount, rejected, formats, skippedFiles: skipped };
    if (rowCount === 0) return succeed({ ...outcome, version: null });
    const source: VersionSource = { kind: 'IMPORT', files: read.slice(0, 100), formats, rejectedCount };
    const made = await makeVersion(changing, place, { ...words, source }, async (latest) =>
      succeed({ chunks: [...(latest?.chunks ?? []), ...chunks] }),
    );
    if (!made.ok) return made;
    isKept = true;
    return succeed({ ...outcome, version: made.value });
  } catch (error) {
    if (error instanceof BadDataset) return fail(error);
    throw error;
  } finally {
    if (!isKept) for (const { file } of chunks) await removeChunkFile(stores, place, file);
  }
}

/** Files as the importer takes them: unpacked, and Parquet as a file of this machine, since it is read from its end. */
async function* readable(
  files: AsyncIterable<IncomingFile>,
  read: { path: string; sizeBytes: number }[],
  skipped: string[],
): AsyncGenerator<SentFile> {
  for await (const { path: sentPath, sizeBytes, content } of files) {
    if (isBeside(sentPath)) {
      skipped.push(sentPath);
      // The files after it come in the same body.
      for await (const _piece of content);
      continue;
    }
    read.push({ path: sentPath, sizeBytes });
    const isPacked = /\.gz$/i.test(sentPath);
    const path = isPacked ? sentPath.slice(0, -3) : sentPath;
    const plain = isPacked ? unpacked(sentPath, content) : content;
    if (!/\.parquet$/i.test(path)) {
      yield { path, sizeBytes, content: plain };
      continue;
    }
    const spooled = join(tmpdir(), `dataset-${randomUUID()}.parquet`);
    try {
      await pipeline(plain, createWriteStream(spooled));
      yield { path, sizeBytes: isPacked ? await sizeOf(spooled) : sizeBytes, content: { spooled } };
    } finally {
      await rm(spooled, { force: true });
    }
  }
}

const sizeOf = async (path: string): Promise<number> => (await stat(path)).size;

async function* unpacked(path: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const feeding = pipeline(content, gunzip);
  feeding.catch(() => {});
  try {
    yield* gunzip as AsyncIterable<Buffer>;
    await feeding;
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
    throw new BadDataset('files', `hold ${JSON.stringify(path.slice(0, 200))}, which is no whole gzip file: ${(error as Error).message}`);
  }
}
