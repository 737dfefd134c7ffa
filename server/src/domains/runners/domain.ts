import { defineDomain } from '../../platform/domain.ts';
import { hideRows } from '../../platform/store/clickhouse/mutations.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import { jobErased } from '../training/hooks.ts';
import { leases } from './background.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Lines of a job's log are stored. */
    'training.log': [jobId: string, { attempt: number; lastLine: number }];
  }
}

export const runnersDomain = defineDomain({
  name: 'runners',
  tables: ['training_configurations', 'training_configuration_versions', 'runners', 'training_leases', 'training_log'],
  topics: ['training.log'],
  hooks: [
    jobErased.reaction(({ clickhouse }, { workspaceId, jobId }) =>
      hideRows(clickhouse, 'training_log', sql`workspace_id = ${uuid(workspaceId)} AND job_id = ${uuid(jobId)}`),
    ),
  ],
  loops: [leases],
});
