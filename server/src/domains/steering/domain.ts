import { defineDomain } from '../../platform/domain.ts';
import { learningRatesSet } from '../health/hooks.ts';
import { jobEnded } from '../training/hooks.ts';
import { refuseAtEnd } from './commands.ts';
import { learningRatesOf } from './load.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Updates of a job's parameters were requested or answered. */
    'training.parameters': [jobId: string, object];
  }
}

export const steeringDomain = defineDomain({
  name: 'steering',
  tables: ['training_controls', 'training_parameter_updates'],
  audited: {
    training_controls: {
      type: 'TrainingControl',
      key: ['job_id'],
      only: ['stop_requested_at', 'stop_requested_by', 'stop_saves_checkpoint'],
    },
    training_parameter_updates: { type: 'ParameterUpdate', ignored: ['version', 'number'] },
  },
  topics: ['training.parameters'],
  hooks: [jobEnded.reaction(refuseAtEnd), learningRatesSet.reaction(learningRatesOf)],
});
