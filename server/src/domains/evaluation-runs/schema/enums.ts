import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { CheckKind, ComparisonTest, ComparisonVerdict, ItemState, RunKind, RunState, ScoreKind } from '../types.ts';

export const EvaluationRunKindEnum = describedEnum<RunKind>('EvaluationRunKind', 'Who answers in an evaluation run.', {
  OFFLINE: 'The server asks a model, or takes the answers that messages hold.',
  SDK: 'An application answers, and reports each item.',
});

export const EvaluationRunStateEnum = describedEnum<RunState>('EvaluationRunState', 'State of an evaluation run.', {
  WAITING: 'Nothing of the run is taken up yet, or it goes on in a moment.',
  RUNNING: 'Items are answered and scored.',
  PAUSED: 'The run waits for a person; `problem` has the reason.',
  DONE: 'Every item is scored, or has failed.',
  STOPPED: 'A person stopped the run.',
  FAILED: 'The run was given up; `problem` has the reason.',
});

export const EvaluationItemStateEnum = describedEnum<ItemState>('EvaluationItemState', 'State of an item of an evaluation run.', {
  WAITING: 'The item waits for its answer, or for a score.',
  CLAIMED: 'A server works on the item.',
  DONE: 'The item is answered and scored.',
  FAILED: 'The item has no answer, or a judge failed; `error` has the reason.',
});

export const EvaluationScoreKindEnum = describedEnum<ScoreKind>('EvaluationScoreKind', 'Source of a score.', {
  RULE: 'A check, or a judge with a rule.',
  MODEL: 'A judge with a language model.',
  HUMAN: 'A person gave the score.',
  API: 'The application reported the score.',
});

export const EvaluationCheckKindEnum = describedEnum<CheckKind>(
  'EvaluationCheckKind',
  'How an answer is compared with the expected output.',
  {
    EQUALS: 'The answer is the expected text, blanks around both aside.',
    CONTAINS: 'The answer contains the expected text; of a list each of its texts.',
    JSON_EQUALS: 'Both are the same JSON; the order of fields means nothing, and a fence around the answer is left out.',
    NUMBER_NEAR: 'The last number of the answer is the expected one, within the tolerance.',
  },
);

export const EvaluationTestEnum = describedEnum<ComparisonTest>('EvaluationTest', 'Statistical test of the difference of two runs.', {
  MCNEMAR: 'McNemar’s exact test of rows that pass or fail.',
  SIGN_FLIP: 'Fisher’s exact test over all signs of up to 20 differences other than 0.',
  PAIRED_T: 'The paired t test.',
  NONE: 'No row is shared, or nothing can be computed.',
});

export const EvaluationVerdictEnum = describedEnum<ComparisonVerdict>('EvaluationVerdict', 'What a comparison of two runs shows.', {
  BETTER: 'The second run is better.',
  WORSE: 'The second run is worse.',
  NOT_DECISIVE: 'The difference may be chance.',
});

export const EvaluationFlipEnum = describedEnum<'GAINED' | 'LOST'>(
  'EvaluationFlip',
  'Direction in which a row changed from the first run to the second.',
  {
    GAINED: 'A score of the second run is higher.',
    LOST: 'A score of the second run is lower.',
  },
);
