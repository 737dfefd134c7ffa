import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { SplitCounts } from '../types.ts';

/** Rows that were made of texts of users, by their dataset. */
export const rowsOfUsers = definePgQuery({
  name: 'datasets.rowsOfUsers',
  row: z.object({ datasetId: z.string(), rowIds: z.array(z.string()) }),
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    SELECT dataset_id AS "datasetId", array_agg(row_id) AS "rowIds" FROM dataset_row_sources
    WHERE workspace_id = ${workspace} AND (user_id = ANY(${pg.texts(userIds)}) OR other_user_ids && ${pg.texts(userIds)}) GROUP BY dataset_id`,
});

/** All chunks of a dataset, with the hashes of their rows' ids. */
export const chunksOfDataset = definePgQuery({
  name: 'datasets.allChunks',
  row: z.object({
    id: z.string(),
    address: z.string(),
    file: z.string(),
    rowCount: z.number(),
    byteCount: z.number(),
    splits: z.record(z.string(), z.number()),
    idHashes: z.instanceof(Uint8Array),
  }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    SELECT id::text AS id, address, file, row_count AS "rowCount", byte_count AS "byteCount", splits, id_hashes AS "idHashes"
    FROM dataset_chunks WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)}`,
});

/** Versions of a dataset with their chunks. */
export const versionsWithChunks = definePgQuery({
  name: 'datasets.versionsWithChunks',
  row: z.object({ id: z.string(), chunkIds: z.array(z.string()) }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    SELECT id, chunk_ids AS "chunkIds" FROM dataset_versions WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)}`,
});

/** A version whose rows changed because some were erased. */
export const replaceChunks = definePgCommand({
  name: 'datasets.replaceChunks',
  sql: (
    version: {
      versionId: string;
      chunkIds: readonly string[];
      address: string;
      rowCount: number;
      byteCount: number;
      splits: SplitCounts;
      erasedCount: number;
    },
    workspace,
  ) => pg`
    UPDATE dataset_versions SET chunk_ids = ${pg.int8s(version.chunkIds)}, address = ${pg.text(version.address)},
      row_count = ${pg.int4(version.rowCount)}, byte_count = ${pg.int8(version.byteCount)}, splits = ${pg.json(version.splits)},
      erased_row_count = erased_row_count + ${pg.int4(version.erasedCount)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(version.versionId)}`,
});

/** Forgets chunks that no version has. */
export const deleteUnusedChunks = definePgQuery({
  name: 'datasets.deleteUnusedChunks',
  row: z.object({ file: z.string() }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    DELETE FROM dataset_chunks c WHERE c.workspace_id = ${workspace} AND c.dataset_id = ${pg.uuid(datasetId)}
      AND NOT EXISTS (SELECT FROM dataset_versions v WHERE v.dataset_id = c.dataset_id AND c.id = ANY(v.chunk_ids))
    RETURNING file`,
});

/** Forgets rows of a draft. */
export const deleteDraftRows = definePgCommand({
  name: 'datasets.deleteDraftRows',
  sql: ({ datasetId, rowIds }: { datasetId: string; rowIds: readonly string[] }, workspace) => pg`
    DELETE FROM dataset_draft_rows
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND row_id = ANY(${pg.texts(rowIds)})`,
});

/** Forgets what rows were made of. */
export const deleteSources = definePgCommand({
  name: 'datasets.deleteSources',
  sql: ({ datasetId, rowIds }: { datasetId: string; rowIds: readonly string[] }, workspace) => pg`
    DELETE FROM dataset_row_sources
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND row_id = ANY(${pg.texts(rowIds)})`,
});

/** Files of a dataset's chunks. */
export const filesOfDataset = definePgQuery({
  name: 'datasets.files',
  row: z.object({ file: z.string() }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    SELECT file FROM dataset_chunks WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)}`,
});
