import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';
import type { RowSource } from '../types.ts';

export interface SourcedRow extends RowSource {
  readonly rowId: string;
}

const columns: readonly Column<SourcedRow>[] = [
  textColumn('row_id', ({ rowId }) => rowId),
  plainColumn('message_id', 'int8', ({ messageId }) => messageId),
  textColumn('trace_id', ({ traceId }) => traceId),
  textColumn('span_id', ({ spanId }) => spanId),
  textColumn('user_id', ({ userId }) => userId),
  textColumn('other_user_ids', ({ otherUserIds = [] }) => JSON.stringify(otherUserIds)),
];

/** Notes what rows were made of. */
export const storeSources = definePgCommand({
  name: 'datasets.storeSources',
  sql: ({ datasetId, rows }: { datasetId: string; rows: readonly SourcedRow[] }, workspace) => pg`
    INSERT INTO dataset_row_sources (workspace_id, dataset_id, row_id, message_id, trace_id, span_id, user_id, other_user_ids)
    SELECT ${workspace}, ${pg.uuid(datasetId)}, row_id, message_id, trace_id, span_id, user_id,
      ARRAY(SELECT jsonb_array_elements_text(other_user_ids::jsonb)) FROM ${unnest(columns, rows, 'sent')}
    ON CONFLICT (dataset_id, row_id) DO UPDATE
    SET message_id = EXCLUDED.message_id, trace_id = EXCLUDED.trace_id, span_id = EXCLUDED.span_id, user_id = EXCLUDED.user_id,
      other_user_ids = EXCLUDED.other_user_ids`,
});

/** What rows of a dataset were made of. */
export const sourcesOfRows = definePgQuery({
  name: 'datasets.sources',
  row: z.object({
    rowId: z.string(),
    messageId: z.string().nullable(),
    traceId: z.string().nullable(),
    spanId: z.string().nullable(),
    userId: z.string().nullable(),
  }),
  sql: ({ datasetId, rowIds }: { datasetId: string; rowIds: readonly string[] }, workspace) => pg`
    SELECT row_id AS "rowId", message_id::text AS "messageId", trace_id AS "traceId", span_id AS "spanId", user_id AS "userId"
    FROM dataset_row_sources
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND row_id = ANY(${pg.texts(rowIds)})`,
});

/** Users whose texts rows have. */
export const usersOfRows = definePgQuery({
  name: 'datasets.usersOfRows',
  row: z.object({ rowId: z.string(), userIds: z.array(z.string()) }),
  sql: ({ datasetId, rowIds }: { datasetId: string; rowIds: readonly string[] }, workspace) => pg`
    SELECT row_id AS "rowId", array_remove(array_prepend(user_id, other_user_ids), NULL) AS "userIds" FROM dataset_row_sources
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND row_id = ANY(${pg.texts(rowIds)})`,
});
