import { sql, uuid, type Sql } from '../../../platform/store/sql.ts';

/** Rows of a job, in any table of ClickHouse that has a job in its key. */
export const rowsOfJob = ({ workspaceId, jobId }: { readonly workspaceId: string; readonly jobId: string }): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)}`;
