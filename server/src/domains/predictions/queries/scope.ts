import { holdsText } from '../../../platform/store/folded.ts';
import { int, join, raw, sql, string, uint, uuid, type Sql } from '../../../platform/store/sql.ts';

/** The predictions of one job that are read. */
export interface PredictionScope {
  readonly workspaceId: string;
  readonly jobId: string;
  /** From which step on predictions of an attempt are left out: a later attempt has superseded them. */
  readonly superseded: readonly { readonly attempt: number; readonly fromStep: number }[];
}

export const within = ({ workspaceId, jobId, superseded }: PredictionScope): Sql =>
  join(
    [
      sql`workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)}`,
      ...superseded.map(({ attempt, fromStep }) => sql`NOT (attempt = ${uint(attempt)} AND step >= ${int(fromStep)})`),
    ],
    ' AND ',
  );

/** Whether one of the texts has another in it, regardless of case. */
export const hasText = (search: string): Sql =>
  sql`(${join(
    [raw('prediction'), raw('prompt'), raw("ifNull(reference, '')")].map((text) => holdsText(text, string(search))),
    ' OR ',
  )})`;
