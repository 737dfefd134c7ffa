import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Measure, MetricDirection, MetricKind, MetricUnit } from '../types.ts';

export const MetricDirectionEnum = describedEnum<MetricDirection>('MetricDirection', 'Which change of a metric counts as better.', {
  UP: 'More is better.',
  DOWN: 'Less is better.',
});

export const MetricKindEnum = describedEnum<MetricKind>('MetricKind', 'How a metric is made of what is measured.', {
  SHARE:
    'How often: of SUCCESS by verdicts, ERRORS by answers, FAILURE_TAG by evaluated answers, TOOL_SUCCESS by calls; of ANSWERS and EVENTS the share of units with any.',
  MEAN: 'Sum of the measure ÷ number of answers or events that report it; of TURNS answers ÷ conversations.',
  SUM: 'Mean over units of what each adds up to; a unit without any counts with 0.',
  PERCENTILE: 'Percentile of all answers or events that report the measure.',
  RATIO: 'Sum of one measure ÷ sum of another.',
  RETENTION: 'Share of units with an answer, or an event, a number of days later; units count once those days are over.',
});

export const MeasureEnum = describedEnum<Measure>('MetricMeasure', 'What a metric measures.', {
  ANSWERS: 'Number of answers.',
  CONVERSATIONS: 'Number of conversations with an answer.',
  TURNS: 'Answers of a conversation.',
  SUCCESS: 'Verdicts of success.',
  RATING: 'Ratings from 1 to 5.',
  COST: 'Cost of answers in US dollars.',
  LATENCY: 'Latency of answers in milliseconds.',
  TIME_TO_FIRST_TOKEN: 'Time to the first token of answers in milliseconds.',
  TOKENS: 'All tokens of answers.',
  INPUT_TOKENS: 'Input tokens of answers, caches included.',
  OUTPUT_TOKENS: 'Output tokens of answers, reasoning included.',
  ERRORS: 'Answers that ended in an error.',
  FAILURE_TAG: 'Answers that were given a failure tag.',
  TOOL_CALLS: 'Calls of a tool, or of all.',
  TOOL_SUCCESS: 'Calls of a tool, or of all, that succeeded.',
  EVENTS: 'Number of events of a name.',
  EVENT_VALUE: 'Values of the events of a name.',
});

const unitNames = { share: 'SHARE', usd: 'USD', ms: 'MS', tokens: 'TOKENS', rating: 'RATING', number: 'NUMBER' } as const;
export type MetricUnitName = (typeof unitNames)[MetricUnit];

export const MetricUnitEnum = describedEnum<MetricUnitName>('MetricUnit', 'What the value of a metric is in.', {
  SHARE: 'A share, 0 to 1.',
  USD: 'Amount in US dollars.',
  MS: 'Time in milliseconds.',
  TOKENS: 'Tokens of a model.',
  RATING: 'A rating, 1 to 5.',
  NUMBER: 'Any other number.',
});

export const unitName = (unit: MetricUnit): MetricUnitName => unitNames[unit];
export const unitOfName = (name: MetricUnitName): MetricUnit => name.toLowerCase() as MetricUnit;
