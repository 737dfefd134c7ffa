import { defineDomain } from '../../platform/domain.ts';
import { hideRows } from '../../platform/store/clickhouse/mutations.ts';
import { jobErased } from '../training/hooks.ts';
import { rowsOfJob } from '../training/pure/rows-of-job.ts';
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
  hooks: [jobErased.reaction(({ clickhouse }, job) => hideRows(clickhouse, 'training_log', rowsOfJob(job)))],
  loops: [leases],
});
