import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { BenchmarkOutcome, BenchmarkSource, ComparisonVerdict, Flip } from '../types.ts';

export const BenchmarkSourceEnum = describedEnum<BenchmarkSource>('BenchmarkSource', 'Origin of the results of a benchmark run.', {
  API: 'Sent through this API.',
  LM_EVAL: 'Files of lm-evaluation-harness.',
  INSPECT: 'Logs of Inspect (inspect_ai).',
  PROMPTFOO: 'Output of promptfoo.',
  FILE: 'Rows of a JSON Lines or CSV file.',
});

export const BenchmarkOutcomeEnum = describedEnum<BenchmarkOutcome>(
  'BenchmarkOutcome',
  'What became of an answer to an item of a benchmark.',
  {
    CORRECT: 'The answer is correct.',
    WRONG: 'The answer is wrong, and no error was reported.',
    ERROR: 'An error was reported, with an answer or without.',
    UNDECIDED: 'The answer is neither correct nor wrong, such as one with a partial score.',
  },
);

export const ComparisonVerdictEnum = describedEnum<ComparisonVerdict>(
  'BenchmarkVerdict',
  'Whether two runs of a benchmark show a difference.',
  {
    BETTER: 'The other run is better than the base at a level of 5 %.',
    WORSE: 'The other run is worse than the base at a level of 5 %.',
    NOT_DECISIVE: 'The items do not decide it: chance alone makes such a difference in more than 5 % of cases.',
  },
);

export const FlipEnum = describedEnum<Flip>('BenchmarkFlip', 'Direction in which an item changed from the base run to the other.', {
  GAINED: 'The other run answered the item better.',
  LOST: 'The other run answered the item worse.',
});
