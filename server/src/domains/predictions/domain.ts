import { defineDomain } from '../../platform/domain.ts';
import { hideRows } from '../../platform/store/clickhouse/mutations.ts';
import { jobErased } from '../training/hooks.ts';
import { rowsOfJob } from '../training/pure/rows-of-job.ts';
import { trainingPredictionsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Predictions of a job are stored or deleted. */
    'training.predictions': [jobId: string, Record<string, never>];
  }
}

export const predictionsDomain = defineDomain({
  name: 'predictions',
  tables: ['training_predictions'],
  tools: [trainingPredictionsTool],
  topics: ['training.predictions'],
  hooks: [
    jobErased.reaction(({ clickhouse }, job) =>
      hideRows(clickhouse, { table: 'training_predictions', workspaceId: job.workspaceId }, rowsOfJob(job)),
    ),
  ],
});
