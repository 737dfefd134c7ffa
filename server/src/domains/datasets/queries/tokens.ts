import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Chunks whose tokens are not counted yet, the latest first. */
export const uncountedChunks = definePgQuery({
  name: 'datasets.uncounted',
  row: z.object({ id: z.string(), workspaceId: z.string(), datasetId: z.string(), file: z.string(), address: z.string() }),
  acrossWorkspaces: 'One sweep counts the chunks of all workspaces.',
  sql: ({ limit }: { limit: number }) => pg`
    SELECT id::text AS id, workspace_id AS "workspaceId", dataset_id AS "datasetId", file, address FROM dataset_chunks
    WHERE token_count IS NULL ORDER BY dataset_chunks.id DESC LIMIT ${pg.int4(limit)}`,
});

export const storeTokens = definePgCommand({
  name: 'datasets.storeTokens',
  sql: ({ id, tokens, answerTokens }: { id: string; tokens: number; answerTokens: number }, workspace) => pg`
    UPDATE dataset_chunks SET token_count = ${pg.int4(tokens)}, answer_token_count = ${pg.int4(answerTokens)}
    WHERE workspace_id = ${workspace} AND id = ${pg.int8(id)}`,
});

/** Tokens of versions; null: not all chunks are counted yet. */
export const tokensOfVersions = definePgQuery({
  name: 'datasets.tokens',
  row: z.object({ versionId: z.string(), tokens: z.coerce.number().nullable(), answerTokens: z.coerce.number().nullable() }),
  sql: ({ versionIds }: { versionIds: readonly string[] }, workspace) => pg`
    SELECT v.id AS "versionId", CASE WHEN count(*) = count(c.token_count) THEN coalesce(sum(c.token_count), 0) END AS tokens,
      CASE WHEN count(*) = count(c.token_count) THEN coalesce(sum(c.answer_token_count), 0) END AS "answerTokens"
    FROM dataset_versions v LEFT JOIN LATERAL unnest(v.chunk_ids) AS own (id) ON true
    LEFT JOIN dataset_chunks c ON c.id = own.id AND c.workspace_id = ${workspace}
    WHERE v.workspace_id = ${workspace} AND v.id = ANY(${pg.uuids(versionIds)}) GROUP BY v.id`,
});
