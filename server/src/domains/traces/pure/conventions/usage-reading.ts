/** What a step of reading token counts came to. */
const outcomes = {
  CACHE_WITHIN: 'The cache is part of the input',
  CACHE_BESIDE: 'The cache was counted beside the input, and is added to it',
  REASONING_WITHIN: 'Reasoning is part of the output',
  REASONING_BESIDE: 'Reasoning was counted beside the output, and is added to it',
  OUTPUT_FROM_TOTAL: 'The output is the total without the input',
  INPUT_FROM_TOTAL: 'The input is the total without the output',
  REST_IS_OUTPUT: 'What the total has beyond the counts is output: reasoning that no count names',
  TOTAL_DIFFERS: 'The reported total is not the sum of the counts, and is left out',
  OUTSIDE_OF_SPAN: 'The counts stood in the body of the answer',
  ROUNDED: 'A count had a fraction, and is rounded',
  LEFT_OUT: 'A negative count is left out',
  OF_SPANS_BELOW: 'The span sums up the spans below it, whose own counts hold',
  MORE_THAN_BELOW: 'The span reports more tokens than the spans below it, whose own counts hold: the difference is in no sum',
  OF_SPAN_ABOVE: 'The span is a step of the call above it, whose counts hold',
  OF_TWIN: 'Another span reports the same response, and its counts hold',
} as const;

/** What a step was decided by. */
const grounds = {
  TOTAL: 'the reported total proves it',
  SUM: 'two counts of one side differ by exactly that part',
  SIZE: 'the part is larger than its whole',
  ESTIMATE: 'the reported total proves it, and the part is an estimate that is cut to its whole',
  NAME: 'the names of the counts say so',
  PROVIDER: "the provider's own API counts that way",
  DEFAULT: 'nothing says otherwise',
  COUNT: 'tokens are counted in whole numbers from 0',
  TREE: 'each call of a trace counts once',
} as const;

type Outcome = keyof typeof outcomes;
export type UsageGround = keyof typeof grounds;
export type UsageStep = `${Outcome}:${UsageGround}`;

/** How the token counts of a span were read: `name` for programs, `reason` for people. */
export interface UsageReading {
  /**
   * Outcomes with their grounds, comma-separated (`CACHE_BESIDE:PROVIDER,REASONING_WITHIN:NAME`); `AS_REPORTED`: nothing was to be decided.
   */
  readonly name: string;
  readonly reason: string;
}

export const asReported: UsageReading = {
  name: 'AS_REPORTED',
  reason: 'The counts are as they were reported: no part of them could be read in two ways.',
};

/** The reading that a stored list of steps stands for. Steps of another version that are not known here are passed over. */
export function usageReading(name: string): UsageReading {
  const sentences = name.split(',').flatMap((step) => {
    const [outcome = '', ground = ''] = step.split(':');
    if (!Object.hasOwn(outcomes, outcome) || !Object.hasOwn(grounds, ground)) return [];
    return [`${outcomes[outcome as Outcome]}: ${grounds[ground as UsageGround]}.`];
  });
  return sentences.length === 0 ? asReported : { name, reason: sentences.join(' ') };
}
