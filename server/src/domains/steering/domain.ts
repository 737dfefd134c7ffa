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
  topics: ['training.parameters'],
  hooks: [jobEnded.reaction(refuseAtEnd), learningRatesSet.reaction(learningRatesOf)],
});
