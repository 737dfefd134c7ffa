import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadDataset, DatasetArchived } from '../errors.ts';
import { sumOfSplits, versionAddress } from '../pure/row-line.ts';
import {
  chunksOfVersion,
  insertChunks,
  insertParents,
  insertVersion,
  latestVersions,
  lockDataset,
  type StoredChunk,
  type StoredVersion,
} from '../queries/versions.ts';
import { removeChunkFile, type DatasetPlace, type NewChunk } from '../record/chunks.ts';
import { maxRows, maxSplits, type VersionSource } from '../types.ts';

export interface Changing {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
}

/** The latest version as it was read, with its chunks. */
export interface ReadVersion extends StoredVersion {
  readonly chunks: readonly StoredChunk[];
}

/** What a version is to hold: chunks that the dataset has, and new ones, in the order of the rows. */
export interface VersionContent {
  readonly chunks: readonly (StoredChunk | NewChunk)[];
  /** Ids of versions that it is made of, beside the latest of its own dataset. */
  readonly parentIds?: readonly string[];
}

export interface VersionWords {
  readonly comment: string | null;
  readonly createdBy: string | null;
  readonly source: VersionSource;
}

const maxTries = 20;

const isStored = (chunk: StoredChunk | NewChunk): chunk is StoredChunk => 'id' in chunk;

/** The latest version; null: the dataset has none, or there is no such dataset. */
async function readLatest(stores: Stores, { workspaceId, datasetId }: DatasetPlace): Promise<ReadVersion | null> {
  const [latest] = await latestVersions(stores.postgres, { workspaceId, datasetIds: [datasetId] });
  return latest === undefined ? null : { ...latest, chunks: await chunksOfVersion(stores.postgres, { workspaceId, ...latest }) };
}

/**
 * Makes the next version of a dataset. `build` makes it of the latest one, and is called again where another version came meanwhile; it
 * writes new chunks before the transaction, which is short. `within` does in the transaction what goes with the version.
 *
 * Errors  NOT_FOUND; DATASET_ARCHIVED; BAD_DATASET for too many rows or splits; what `build` gives. Throws those of the store of files.
 */
export async function makeVersion(
  { stores, live }: Changing,
  place: DatasetPlace,
  words: VersionWords,
  build: (latest: ReadVersion | null) => Promise<Result<VersionContent>>,
  within: (session: PgSession, versionId: string) => Promise<void> = async () => {},
  now = new Date(),
): Promise<Result<StoredVersion>> {
  const { workspaceId, datasetId } = place;
  for (let attempt = 1; ; attempt += 1) {
    const latest = await readLatest(stores, place);
    const built = await build(latest);
    if (!built.ok) return built;
    const made = await inTransaction(stores.postgres, (session) => store(session, place, words, { latest, ...built.value }, within, now));
    if (made.ok && made.value === 'stale' && attempt < maxTries) continue;
    if (!made.ok) return made;
    if (made.value === 'stale') throw new Error(`Dataset ${datasetId} got ${maxTries} versions while one was made.`);
    for (const file of made.value.unusedFiles) await removeChunkFile(stores, place, file);
    live.publish('datasets.changed', workspaceId, { datasetId });
    return succeed(made.value.version);
  }
}

interface Made {
  readonly version: StoredVersion;
  /** Files of chunks that the dataset had already. */
  readonly unusedFiles: readonly string[];
}

async function store(
  session: PgSession,
  { workspaceId, datasetId }: DatasetPlace,
  words: VersionWords,
  { latest, chunks, parentIds = [] }: VersionContent & { readonly latest: ReadVersion | null },
  within: (session: PgSession, versionId: string) => Promise<void>,
  now: Date,
): Promise<Result<Made | 'stale'>> {
  const [locked] = await lockDataset(session, { workspaceId, datasetId });
  if (locked === undefined) return fail(new NotFound('Dataset', datasetId));
  if (locked.isArchived) return fail(new DatasetArchived(locked.name));
  // The number counts versions; an erasure changes chunks without a number.
  const known = latest === null ? [] : await chunksOfVersion(session, { workspaceId, chunkIds: latest.chunkIds });
  if (locked.lastVersion !== (latest?.number ?? 0) || known.length !== (latest?.chunks.length ?? 0)) return succeed('stale');
  const fresh = [...new Map(chunks.filter((chunk) => !isStored(chunk)).map((chunk) => [chunk.address, chunk as NewChunk])).values()];
  const inserted = fresh.length === 0 ? [] : await insertChunks(session, { workspaceId, datasetId, chunks: fresh });
  const idOf = new Map(inserted.map(({ address, id }) => [address, id]));
  const [rowCount, byteCount] = [sum(chunks, 'rowCount'), sum(chunks, 'byteCount')];
  if (rowCount > maxRows) return fail(new BadDataset('rows', `make ${rowCount} rows; a version has at most ${maxRows}`));
  const splits = sumOfSplits(chunks.map((chunk) => chunk.splits));
  if (Object.keys(splits).length > maxSplits)
    return fail(new BadDataset('rows', `make ${Object.keys(splits).length} splits; a version has at most ${maxSplits}`));
  const made = {
    datasetId,
    number: locked.lastVersion + 1,
    address: versionAddress(chunks),
    chunkIds: chunks.map((chunk) => (isStored(chunk) ? chunk.id : (idOf.get(chunk.address) as string))),
    rowCount,
    byteCount,
    splits,
  };
  const [row] = await insertVersion(session, { workspaceId, ...made, ...words, createdAt: now });
  const { id } = row as { id: string };
  await insertParents(session, { workspaceId, versionId: id, parentIds: [...parentIds, ...(latest === null ? [] : [latest.id])] });
  await within(session, id);
  const used = new Set(inserted.map(({ file }) => file));
  const unusedFiles = chunks.flatMap((chunk) => (isStored(chunk) || used.has(chunk.file) ? [] : [chunk.file]));
  return succeed({ version: { id, datasetName: locked.name, ...made }, unusedFiles });
}

const sum = <Name extends string>(chunks: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  chunks.reduce((all, chunk) => all + chunk[name], 0);
