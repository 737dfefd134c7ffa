import { format, type Unit } from 'ui-kit/format';
import type {
  MeasuredPartFragment,
  MetricDirection,
  MetricKind,
  MetricMeasure,
  MetricRowFragment,
  MetricUnit,
} from '../../graphql/generated/graphql.ts';

export const kindLabels: Readonly<Record<MetricKind, string>> = {
  SHARE: 'Share',
  MEAN: 'Mean',
  SUM: 'Sum per unit',
  PERCENTILE: 'Percentile',
  RATIO: 'Ratio',
  RETENTION: 'Retention',
};

export const measureLabels: Readonly<Record<MetricMeasure, string>> = {
  ANSWERS: 'answers',
  CONVERSATIONS: 'conversations',
  TURNS: 'answers of a conversation',
  SUCCESS: 'successes',
  RATING: 'rating',
  COST: 'cost',
  LATENCY: 'latency',
  TIME_TO_FIRST_TOKEN: 'time to first token',
  TOKENS: 'tokens',
  INPUT_TOKENS: 'input tokens',
  OUTPUT_TOKENS: 'output tokens',
  ERRORS: 'errors',
  FAILURE_TAG: 'answers with a failure tag',
  TOOL_CALLS: 'tool calls',
  TOOL_SUCCESS: 'tool calls that succeed',
  EVENTS: 'events',
  EVENT_VALUE: 'value of events',
};

const quantities: readonly MetricMeasure[] = [
  'COST',
  'LATENCY',
  'TIME_TO_FIRST_TOKEN',
  'TOKENS',
  'INPUT_TOKENS',
  'OUTPUT_TOKENS',
  'EVENT_VALUE',
];
const counted: readonly MetricMeasure[] = [
  'ANSWERS',
  'CONVERSATIONS',
  'SUCCESS',
  'ERRORS',
  'FAILURE_TAG',
  'TOOL_CALLS',
  'TOOL_SUCCESS',
  'EVENTS',
  ...quantities,
];

/** What a metric of a kind can measure; the server refuses the rest. */
export const measuresOf: Readonly<Record<MetricKind, readonly MetricMeasure[]>> = {
  SHARE: ['SUCCESS', 'ERRORS', 'FAILURE_TAG', 'TOOL_SUCCESS', 'EVENTS', 'ANSWERS'],
  MEAN: ['RATING', 'TURNS', ...quantities],
  SUM: counted,
  PERCENTILE: quantities,
  RATIO: counted,
  RETENTION: ['ANSWERS', 'EVENTS'],
};

const lessIsBetter: readonly MetricMeasure[] = [
  'COST',
  'LATENCY',
  'TIME_TO_FIRST_TOKEN',
  'TOKENS',
  'INPUT_TOKENS',
  'OUTPUT_TOKENS',
  'ERRORS',
  'FAILURE_TAG',
];
/** Which change of a measure is better as a rule. */
export const betterOf = (measure: MetricMeasure): MetricDirection => (lessIsBetter.includes(measure) ? 'DOWN' : 'UP');

export const isOfEvents = (measure: MetricMeasure): boolean => measure === 'EVENTS' || measure === 'EVENT_VALUE';
export const isOfTools = (measure: MetricMeasure): boolean => measure === 'TOOL_CALLS' || measure === 'TOOL_SUCCESS';

function measuredWords({ measure, event, failureTag, tool, models, environments, prompts, attributes }: MeasuredPartFragment): string {
  const what =
    measure === 'EVENTS'
      ? `events ${event}`
      : measure === 'EVENT_VALUE'
        ? `value of ${event}`
        : measure === 'FAILURE_TAG'
          ? `answers tagged ${failureTag}`
          : tool == null
            ? measureLabels[measure]
            : `${measureLabels[measure]}: ${tool}`;
  const filters = [
    ...(models.length > 0 ? [models.join(' or ')] : []),
    ...(environments.length > 0 ? [environments.join(' or ')] : []),
    ...(prompts.length > 0 ? [`prompt ${prompts.join(' or ')}`] : []),
    ...attributes.map(({ name, values }) => `${name} ${values.join(' or ')}`),
  ];
  return filters.length === 0 ? what : `${what} (${filters.join(', ')})`;
}

const ordinal = (percent: number): string => {
  const text = String(Number(percent.toFixed(3)));
  const last = /(?:^|[^1])([123])$/.exec(text)?.[1];
  return `${text}${last === '1' ? 'st' : last === '2' ? 'nd' : last === '3' ? 'rd' : 'th'}`;
};

/** `95th percentile of latency`, `value of order ÷ events order`, `answers 7 to 14 days later`. */
export function formulaWords(metric: MetricRowFragment): string {
  const of = measuredWords(metric.measured);
  switch (metric.kind) {
    case 'SHARE':
      return isOfEvents(metric.measured.measure) || metric.measured.measure === 'ANSWERS' ? `units with ${of}` : `share of ${of}`;
    case 'MEAN':
      return `mean ${of}`;
    case 'SUM':
      return `${of} per unit`;
    case 'PERCENTILE':
      return `${ordinal((metric.percentile ?? 0) * 100)} percentile of ${of}`;
    case 'RATIO':
      return `${of} ÷ ${metric.denominator == null ? '' : measuredWords(metric.denominator)}`;
    case 'RETENTION':
      return `${of} ${metric.afterDays} to ${(metric.afterDays ?? 0) + (metric.withinDays ?? 0)} days later`;
    default:
      return metric.kind satisfies never;
  }
}

/** What bounds it: its window and its cap. */
export function boundWords({ windowHours, cap }: Pick<MetricRowFragment, 'windowHours' | 'cap'>): string {
  const window = windowHours == null ? [] : [`within ${windowHours % 24 === 0 ? `${windowHours / 24} d` : `${windowHours} h`}`];
  const capped =
    cap?.value != null
      ? [`at most ${format(cap.value, 'number')} a unit`]
      : cap?.percentile != null
        ? [`capped at the ${ordinal(cap.percentile * 100)} percentile`]
        : [];
  return [...window, ...capped].join(', ');
}

const units: Readonly<Record<MetricUnit, Unit>> = {
  SHARE: 'share',
  USD: 'usd',
  MS: 'ms',
  TOKENS: 'number',
  RATING: 'number',
  NUMBER: 'number',
};
export const valueText = (value: number, unit: MetricUnit): string => format(value, units[unit]);
