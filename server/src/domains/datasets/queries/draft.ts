import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg, plainColumn, textColumn, unnest, type Column } from '../../../platform/store/pg-sql.ts';

/** A row that was sent alone; `line` null: the row of the id is taken out. */
export interface DraftRow {
  readonly rowId: string;
  readonly line: string | null;
  readonly isNew: boolean;
}

const columns: readonly Column<DraftRow>[] = [
  textColumn('row_id', ({ rowId }) => rowId),
  textColumn('line', ({ line }) => line),
  plainColumn('is_new', 'bool', ({ isNew }) => isNew),
];

/** Takes rows into the draft, each once by its id; the later replaces the earlier, and comes last. */
export const storeDraftRows = definePgCommand({
  name: 'datasets.storeDraft',
  sql: ({ datasetId, rows, now }: { datasetId: string; rows: readonly DraftRow[]; now: Date }, workspace) => pg`
    INSERT INTO dataset_draft_rows AS known (workspace_id, dataset_id, row_id, line, is_new, created_at)
    SELECT ${workspace}, ${pg.uuid(datasetId)}, row_id, line, is_new, ${pg.at(now)} FROM ${unnest(columns, rows, 'sent')}
    ON CONFLICT (dataset_id, row_id) DO UPDATE
    SET line = EXCLUDED.line, is_new = EXCLUDED.is_new, sequence = nextval(pg_get_serial_sequence('dataset_draft_rows', 'sequence'))`,
});

/** The draft of a dataset, in the order in which rows came. */
export const draftOf = definePgQuery({
  name: 'datasets.draft',
  row: z.object({ rowId: z.string(), line: z.string().nullable(), isNew: z.boolean(), sequence: z.string() }),
  sql: ({ datasetId }: { datasetId: string }, workspace) => pg`
    SELECT row_id AS "rowId", line, is_new AS "isNew", sequence::text AS sequence FROM dataset_draft_rows
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} ORDER BY dataset_draft_rows.sequence`,
});

/** What drafts of datasets change in their number of rows. */
export const draftCounts = definePgQuery({
  name: 'datasets.draftCounts',
  row: z.object({ datasetId: z.string(), changedCount: z.number(), addedCount: z.number(), removedCount: z.number(), since: z.date() }),
  sql: ({ datasetIds }: { datasetIds: readonly string[] }, workspace) => pg`
    SELECT dataset_id AS "datasetId", count(*)::int AS "changedCount",
      count(*) FILTER (WHERE is_new AND line IS NOT NULL)::int AS "addedCount",
      count(*) FILTER (WHERE NOT is_new AND line IS NULL)::int AS "removedCount", min(created_at) AS since
    FROM dataset_draft_rows WHERE workspace_id = ${workspace} AND dataset_id = ANY(${pg.uuids(datasetIds)}) GROUP BY dataset_id`,
});

/** Takes out of the draft what a version has now; what was sent since stays. */
export const clearDraft = definePgCommand({
  name: 'datasets.clearDraft',
  sql: ({ datasetId, upTo }: { datasetId: string; upTo: string }, workspace) => pg`
    DELETE FROM dataset_draft_rows
    WHERE workspace_id = ${workspace} AND dataset_id = ${pg.uuid(datasetId)} AND sequence <= ${pg.int8(upTo)}`,
});

/** Datasets whose drafts wait since before a time. */
export const waitingDrafts = definePgQuery({
  name: 'datasets.waitingDrafts',
  row: z.object({ workspaceId: z.string(), datasetId: z.string() }),
  acrossWorkspaces: 'One sweep looks through the drafts of all workspaces.',
  sql: ({ before }: { before: Date }) => pg`
    SELECT workspace_id AS "workspaceId", dataset_id AS "datasetId" FROM dataset_draft_rows
    GROUP BY workspace_id, dataset_id HAVING min(created_at) < ${pg.at(before)} LIMIT 100`,
});
