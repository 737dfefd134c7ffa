import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { Statements } from '../../../platform/store/postgres/postgres.ts';

const deleteAnomalies = definePgCommand({
  name: 'signals.deleteAnomaliesOfJob',
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    DELETE FROM anomalies WHERE workspace_id = ${workspace} AND dimension = 'TRAINING_JOB' AND value = ${pg.text(jobId)}`,
});

const deleteSeries = definePgCommand({
  name: 'signals.deleteSeriesOfJob',
  sql: ({ jobId }: { jobId: string }, workspace) => pg`
    DELETE FROM watched_series WHERE workspace_id = ${workspace} AND dimension = 'TRAINING_JOB' AND value = ${pg.text(jobId)}`,
});

/** A training job is deleted: its incidents and series go with it, in the same transaction. */
export async function forgetJob(session: Statements, { workspaceId, jobId }: { workspaceId: string; jobId: string }): Promise<void> {
  await deleteAnomalies(session, { workspaceId, jobId });
  await deleteSeries(session, { workspaceId, jobId });
}
