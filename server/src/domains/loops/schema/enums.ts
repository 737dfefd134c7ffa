import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Correction, ItemKind, ItemState, LoopStatus, Matching, Outcome, StepKind, StepState } from '../types.ts';

export const LoopStatusEnum = describedEnum<LoopStatus>('LoopStatus', 'State of a loop.', {
  RUNNING: 'The server works on the present step.',
  NEEDS_PERSON: 'A person has to do the present step.',
  DONE: 'The verdict is there.',
  FAILED: 'The present step has failed; resumeLoop tries it again.',
  STOPPED: 'A person has stopped the loop; resumeLoop goes on.',
});

export const LoopStepKindEnum = describedEnum<StepKind>('LoopStepKind', 'Step of a loop; values stand in their order.', {
  SELECTED: 'Failed answers are selected by a filter, and a control sample of answers that succeeded.',
  UNIQUE: 'One answer of each prompt stays.',
  MASKED: 'Personal data and secrets are masked.',
  CORRECTED: 'Each prompt gets the answer that is expected.',
  DATASET: 'A dataset version is made of the prompts.',
  TRAINING: 'A training job trains on the dataset version.',
  MODEL: 'The trained model is registered.',
  REPLAY: 'The new model answers the same prompts.',
  VERDICT: 'What was fixed and what broke is counted.',
});

export const LoopStepStateEnum = describedEnum<StepState>('LoopStepState', 'State of a step of a loop.', {
  WAITING: 'Earlier steps come first.',
  RUNNING: 'The server works on the step.',
  NEEDS_PERSON: 'A person has to do the step.',
  DONE: 'The step is done.',
  FAILED: 'The step has failed; its error has the reason.',
});

export const LoopItemKindEnum = describedEnum<ItemKind>('LoopItemKind', 'Kind of an item of a loop.', {
  FAILURE: 'An answer that failed.',
  CONTROL: 'An answer that succeeded, of the control sample.',
});

export const LoopItemStateEnum = describedEnum<ItemState>('LoopItemState', 'State of an item of a loop.', {
  OPEN: 'The item takes part.',
  DUPLICATE: 'Another item has the same prompt.',
  NEAR_DUPLICATE: 'Another item has nearly the same prompt.',
  LEFT_OUT: 'A person has left the item out.',
});

export const LoopCorrectionEnum = describedEnum<Correction>('LoopCorrection', 'Origin of the expected answer of a failed prompt.', {
  EXISTING: 'A person had corrected the message, in a judgment or in an annotation queue.',
  REVIEWED: 'A person has corrected the prompt in the loop.',
  PROPOSED: 'A model has proposed the answer, and a person has accepted it.',
});

export const LoopOutcomeEnum = describedEnum<Outcome>('LoopOutcome', 'What the new model does with a prompt.', {
  FIXED: 'The prompt failed, and is answered as expected.',
  STILL_WRONG: 'The prompt failed, and is not answered as expected.',
  BROKE: 'The prompt succeeded, and is no longer answered as before.',
  KEPT: 'The prompt succeeded, and is answered as before.',
});

export const LoopMatchingEnum = describedEnum<Matching>(
  'LoopMatching',
  'Comparison of a new answer with the expected one, regardless of case and spaces.',
  {
    EQUAL: 'Both are the same text.',
    CONTAINS: 'The new answer contains the expected one.',
  },
);

export const LoopMeaningEnum = describedEnum<'BETTER' | 'WORSE' | 'NOT_DECISIVE'>('LoopMeaning', 'Direction of the verdict of a loop.', {
  BETTER: 'More of the prompts that were not trained on became right than wrong, by chance in less than 5 % of cases.',
  WORSE: 'More of the prompts that were not trained on became wrong than right, by chance in less than 5 % of cases.',
  NOT_DECISIVE: 'The difference may be chance.',
});
