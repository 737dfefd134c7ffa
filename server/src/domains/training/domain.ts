import { defineDomain } from '../../platform/domain.ts';

/** What was stored of a job, as columns; NaN and infinities as their names where a server received it from another one. */
declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Jobs were made, changed or deleted, or have come on. */
    'training.changed': [workspaceId: string, { jobIds: string[] }];
    /** Points are durable. They travel with the notice: a viewer sees a point before any store could be asked. */
    'training.points': [jobId: string, { version: number; points: import('./types.ts').PointColumns }];
  }
}

export const trainingDomain = defineDomain({
  name: 'training',
  tables: ['training_jobs', 'training_attempts', 'point_log', 'training_points', 'training_metrics', 'training_buckets'],
  topics: ['training.changed', 'training.points'],
});
