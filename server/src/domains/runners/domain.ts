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
  audited: {
    training_configurations: { type: 'TrainingConfiguration', name: 'name', ignored: ['updated_at'] },
    training_configuration_versions: { type: 'TrainingConfigurationVersion', name: 'command', key: ['configuration_id', 'version'] },
    runners: { type: 'Runner', name: 'name', ignored: ['seen_at'] },
  },
  topics: ['training.log'],
  hooks: [
    jobErased.reaction(({ clickhouse }, job) =>
      hideRows(clickhouse, { table: 'training_log', workspaceId: job.workspaceId }, rowsOfJob(job)),
    ),
  ],
  loops: [leases],
});
