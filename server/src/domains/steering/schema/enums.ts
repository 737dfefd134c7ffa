import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ParameterChange, ParameterType, UpdateAnswer, UpdateStatus } from '../types.ts';

export const ParameterUpdateStatusEnum = describedEnum<UpdateStatus>('ParameterUpdateStatus', 'State of a parameter update.', {
  REQUESTED: 'Waits for the trainer.',
  DELIVERED: 'Received by the trainer, and not applied yet.',
  APPLIED: 'Applied by the trainer.',
  REFUSED: 'Refused by the trainer, or the job ended first.',
});

export const ParameterUpdateAnswerEnum = describedEnum<UpdateAnswer>(
  'ParameterUpdateAnswer',
  'Answer of a trainer to a parameter update.',
  {
    DELIVERED: 'The trainer has received the update.',
    APPLIED: 'The trainer has applied the update.',
    REFUSED: 'The trainer refuses the update.',
  },
);

export const ParameterTypeEnum = describedEnum<ParameterType>('ParameterType', 'Type of the values of a parameter.', {
  FLOAT: 'A number, whole or not.',
  INT: 'A whole number.',
  BOOLEAN: 'True or false.',
  STRING: 'A text of any length.',
});

export const ParameterChangeEnum = describedEnum<ParameterChange>(
  'ParameterChange',
  'Time at which a change of a parameter takes effect.',
  {
    NOW: 'At the next step.',
    AT_EPOCH: 'At the beginning of the next epoch.',
    NEEDS_RESTART: 'At a restart from a checkpoint, as a new attempt.',
    IMPOSSIBLE: 'Never in the same job.',
  },
);
