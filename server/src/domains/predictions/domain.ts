import { defineDomain } from '../../platform/domain.ts';
import { hideRows } from '../../platform/store/clickhouse/mutations.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { jobErased } from '../training/hooks.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Predictions of a job are stored or deleted. */
    'training.predictions': [jobId: string, Record<string, never>];
  }
}

export const predictionsDomain = defineDomain({
  name: 'predictions',
  tables: ['training_predictions'],
  topics: ['training.predictions'],
  hooks: [
    jobErased.reaction(({ clickhouse }, { workspaceId, jobId }) =>
      hideRows(clickhouse, 'training_predictions', sql`workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)}`),
    ),
  ],
});
