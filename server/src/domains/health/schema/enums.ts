import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { WarningKind } from '../pure/finding.ts';
import type { WasteCause } from '../pure/waste.ts';

export const TrainingWarningKindEnum = describedEnum<WarningKind>('TrainingWarningKind', 'What goes wrong in a training job.', {
  NAN: 'A loss, a reward or the gradient norm is NaN or infinite.',
  HIDDEN_NAN: 'The loss reads 0 because the trainer logs 0 for NaN.',
  DIVERGENCE: 'The loss left its best level and stays away, or the reward fell and stays down.',
  PLATEAU: 'Nothing is learned, from the start or since a step.',
  OVERFITTING: 'The loss on held-out data rises from its best while the training loss does not.',
  STALLED: 'The trainer is silent for longer than the pace of the job explains.',
  THROUGHPUT_DROP: 'Training has become slower by a fifth or more.',
  LEARNING_RATE: 'The learning rate is far too high, spent, or not the one that was configured.',
});

export const TrainingWasteCauseEnum = describedEnum<WasteCause>(
  'TrainingWasteCause',
  'Reason why time of a training job brought nothing.',
  {
    BROKEN: 'Training went on after the loss had become NaN or diverged.',
    OVERTRAINING: 'The job went on after its best evaluation.',
    PLATEAU: 'The job went on without learning.',
    NEEDLESS_EPOCHS: 'Whole epochs brought less than 1 % of what was gained in all.',
    SILENCE: 'The hardware was held while nothing was logged.',
    IDLE_GPU: 'The GPUs were used less than 10 %.',
    BATCH_SIZE: 'The batch left memory and time of the GPUs unused.',
  },
);
