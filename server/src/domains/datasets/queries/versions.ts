import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import type { NewChunk } from '../record/chunks.ts';
import type { SplitCounts, VersionSource } from '../types.ts';

const Splits = z.record(z.string(), z.number());

const StoredVersion = z.object({
  id: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  number: z.number(),
  address: z.string(),
  chunkIds: z.array(z.string()),
  rowCount: z.number(),
  byteCount: z.coerce.number(),
  splits: Splits,
});
export type StoredVersion = z.infer<typeof StoredVersion>;

const versionColumns = pg.raw(`v.id, v.dataset_id AS "datasetId", d.name AS "datasetName", v.number, v.address, v.chunk_ids AS "chunkIds",
  v.row_count AS "rowCount", v.byte_count AS "byteCount", v.splits`);

/** Versions by their ids. */
export const versionsByIds = definePgQuery({
  name: 'datasets.versions',
  row: StoredVersion,
  sql: ({ ids }: { ids: readonly string[] }, workspace) => pg`
    SELECT ${versionColumns} FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
    WHERE v.workspace_id = ${workspace} AND v.id = ANY(${pg.uuids(ids)})`,
});

/** The version of the greatest number; none: the dataset has no version. */
export const latestVersions = definePgQuery({
  name: 'datasets.latest',
  row: StoredVersion,
  sql: ({ datasetIds }: { datasetIds: readonly string[] }, workspace) => pg`
    SELECT DISTINCT ON (v.dataset_id) ${versionColumns} FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
    WHERE v.workspace_id = ${workspace} AND v.dataset_id = ANY(${pg.uuids(datasetIds)}) ORDER BY v.dataset_id, v.number DESC`,
});

const StoredChunk = z.object({
  id: z.string(),
  address: z.string(),
  file: z.string(),
  rowCount: z.number(),
  byteCount: z.number(),
  splits: Splits,
});
export type StoredChunk = z.infer<typeof StoredChunk>;

/** Chunks of a version, in the order of its rows. */
export const chunksOfVersion = definePgQuery({
  name: 'datasets.chunks',
  row: StoredChunk,
  sql: ({ chunkIds }: { chunkIds: readonly string[] }, workspace) => pg`
    SELECT c.id::text AS id, c.address, c.file, c.row_count AS "rowCount", c.byte_count AS "byteCount", c.splits
    FROM unnest(${pg.int8s(chunkIds)}) WITH ORDINALITY AS wanted (id, place)
    JOIN dataset_chunks c ON c.id = wanted.id AND c.workspace_id = ${workspace} ORDER BY place`,
});

/** Hashes of the ids of the rows of chunks. */
export const idHashesOf = definePgQuery({
  name: 'datasets.idHashes',
  row: z.object({ id: z.string(), idHashes: z.instanceof(Uint8Array) }),
  sql: ({ chunkIds }: { chunkIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, id_hashes AS "idHashes" FROM dataset_chunks
    WHERE workspace_id = ${workspace} AND id = ANY(${pg.int8s(chunkIds)})`,
});

/** Lets one transaction at a time make versions of a dataset; none: there is no such dataset. */
export const lockDataset = definePgQuery({
  name: 'datasets.lock',
  row: z.object({ name: z.string(), lastVersion: z.number(), isArchived: z.boolean() }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    SELECT name, last_version AS "lastVersion", archived_at IS NOT NULL AS "isArchived" FROM datasets
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(datasetId)} FOR UPDATE`,
});

/** Gives out a number for ids of rows; none: there is no such dataset. */
export const nextBatch = definePgQuery({
  name: 'datasets.nextBatch',
  row: z.object({ batch: z.number(), isArchived: z.boolean(), name: z.string() }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    UPDATE datasets SET last_batch = last_batch + 1 WHERE workspace_id = ${workspace} AND id = ${pg.uuid(datasetId)}
    RETURNING last_batch AS batch, archived_at IS NOT NULL AS "isArchived", name`,
});

const chunkColumns: readonly Column<NewChunk>[] = [
  textColumn('address', ({ address }) => address),
  textColumn('file', ({ file }) => file),
  plainColumn('row_count', 'int4', ({ rowCount }) => rowCount),
  plainColumn('byte_count', 'int4', ({ byteCount }) => byteCount),
  textColumn('splits', ({ splits }) => JSON.stringify(splits), 'jsonb'),
  textColumn('id_hashes', ({ idHashes }) => idHashes.toString('hex')),
];

/** Stores what is known of chunks; of one that is known already, the id that it has. */
export const insertChunks = definePgQuery({
  name: 'datasets.insertChunks',
  row: z.object({ id: z.string(), address: z.string(), file: z.string() }),
  sql: ({ datasetId, chunks }: { datasetId: string; chunks: readonly NewChunk[] }, workspace) => pg`
    INSERT INTO dataset_chunks (workspace_id, dataset_id, address, file, row_count, byte_count, splits, id_hashes)
    SELECT ${workspace}, ${pg.uuid(datasetId)}, address, file, row_count, byte_count, splits, decode(id_hashes, 'hex')
    FROM ${unnest(chunkColumns, chunks, 'made')}
    ON CONFLICT (dataset_id, address) DO UPDATE SET address = EXCLUDED.address
    RETURNING id::text AS id, address, file`,
});

interface InsertedVersion {
  readonly datasetId: string;
  readonly number: number;
  readonly address: string;
  readonly chunkIds: readonly string[];
  readonly rowCount: number;
  readonly byteCount: number;
  readonly splits: SplitCounts;
  readonly comment: string | null;
  readonly source: VersionSource;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

/** Stores a version, and notes its number at the dataset. */
export const insertVersion = definePgQuery({
  name: 'datasets.insertVersion',
  row: z.object({ id: z.string() }),
  sql: (made: InsertedVersion, workspace) => pg`
    WITH numbered AS (
      UPDATE datasets SET last_version = ${pg.int4(made.number)}, updated_at = ${pg.at(made.createdAt)}
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(made.datasetId)} RETURNING id
    )
    INSERT INTO dataset_versions
      (workspace_id, dataset_id, number, address, chunk_ids, row_count, byte_count, splits, comment, source, created_by, created_at)
    SELECT ${workspace}, id, ${pg.int4(made.number)}, ${pg.text(made.address)}, ${pg.int8s(made.chunkIds)}, ${pg.int4(made.rowCount)},
      ${pg.int8(made.byteCount)}, ${pg.json(made.splits)}, ${pg.text(made.comment)}, ${pg.json(made.source)}, ${pg.text(made.createdBy)},
      ${pg.at(made.createdAt)}
    FROM numbered RETURNING id`,
});

/** Notes what a version was made of. */
export const insertParents = definePgCommand({
  name: 'datasets.insertParents',
  sql: ({ versionId, parentIds }: { versionId: string; parentIds: readonly string[] }, workspace) => pg`
    INSERT INTO dataset_version_parents (version_id, workspace_id, parent_id, dataset_name, number, address)
    SELECT ${pg.uuid(versionId)}, ${workspace}, v.id, d.name, v.number, v.address
    FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
    WHERE v.workspace_id = ${workspace} AND v.id = ANY(${pg.uuids(parentIds)})
    ON CONFLICT DO NOTHING`,
});
