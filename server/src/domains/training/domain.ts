import { defineDomain } from '../../platform/domain.ts';
import type { ShownPoints } from './arrivals.ts';
import { noteSilence } from './background/silence.ts';
import { refreshSummaries } from './background/summaries.ts';
import { landing } from './background/landing.ts';
import { trainingControlTool } from './tools/control.ts';
import { trainingMetricsTool } from './tools/metrics.ts';
import { configurationReference, jobReference } from './tools/references.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Jobs were made, changed or deleted, or have come on. */
    'training.changed': [workspaceId: string, { jobIds: string[] }];
    /** Points are durable. They travel with the notice: a viewer sees a point before any store could be asked. */
    'training.points': [jobId: string, { version: number; points: ShownPoints }];
  }
}

export const trainingDomain = defineDomain({
  name: 'training',
  tables: [
    'training_jobs',
    'training_attempts',
    'point_log',
    'training_batches',
    'training_points',
    'training_metrics',
    'training_buckets',
  ],
  // What a trainer reports is no change by a person.
  audited: {
    training_jobs: {
      type: 'TrainingJob',
      name: 'name',
      only: [
        'name',
        'project',
        'group_name',
        'tags',
        'notes',
        'status',
        'priority',
        'configuration_id',
        'configuration_version',
        'deleted_at',
      ],
    },
  },
  topics: ['training.changed', 'training.points'],
  tools: [trainingMetricsTool, trainingControlTool],
  references: [jobReference, configurationReference],
  loops: [landing],
  schedules: [
    { name: 'silent training jobs', cron: '* * * * *', catchUpMs: 0, run: noteSilence },
    { name: 'superseded losses', cron: '* * * * *', catchUpMs: 0, run: refreshSummaries },
  ],
});
