import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { JudgeRunState, RubricScale, RuleKind } from '../types.ts';

export const RubricScaleEnum = describedEnum<RubricScale>('RubricScale', 'What verdicts of a rubric are.', {
  PASS_FAIL: 'Pass or fail, as 1 and 0.',
  ONE_TO_FIVE: 'A whole number from 1 (worst) to 5 (best).',
  ZERO_TO_ONE: 'A number from 0 (worst) to 1 (best).',
  CATEGORY: 'One of the categories of the rubric.',
});

export const JudgeKindEnum = describedEnum<'MODEL' | 'RULE'>('JudgeKind', 'What a judge judges by.', {
  MODEL: 'A language model judges by a rubric.',
  RULE: 'A rule passes or fails the message; no model is asked.',
});

export const RuleKindEnum = describedEnum<RuleKind>('RuleKind', 'What a rule looks at.', {
  REGEX:
    'A regular expression of JavaScript is found in the text of the message. A search that takes longer than a quarter of a second is ended, and the message has failed.',
  CONTAINS: 'One of some texts is found in the text of the message.',
  JSON_SCHEMA: 'The text of the message is JSON that fits a schema; its patterns and formats are not looked at.',
  LENGTH: 'The number of characters of the message is within limits.',
  LATENCY: 'The latency of the message, in milliseconds, is within limits.',
  COST: 'The cost of the message by the price book, in US dollars, is within limits.',
});

export const JudgeRunKindEnum = describedEnum<'OFFLINE' | 'ONLINE' | 'PAIRWISE'>('JudgeRunKind', 'What a run of a judge is over.', {
  OFFLINE: 'A set of messages.',
  ONLINE: 'A sample of new answers, each on arrival.',
  PAIRWISE: 'Pairs of answers to the same text, each in both orders.',
});

export const JudgeRunStateEnum = describedEnum<JudgeRunState>('JudgeRunState', 'State of a run of a judge.', {
  WAITING: 'Nothing of the run is judged yet, or it goes on in a moment.',
  RUNNING: 'Messages are judged.',
  PAUSED: 'The run waits for a person; `problem` has the reason.',
  DONE: 'Every message is judged, or has failed.',
  STOPPED: 'A person stopped the run.',
  FAILED: 'The run was given up; `problem` has the reason.',
});
