import type { Measure, Measured, Metric, MetricDefinition, MetricDirection, MetricKind, MetricUnit } from '../types.ts';

/** A measure of all answers. */
export const measuredAll = (measure: Measure, event: string | null = null): Measured => ({
  measure,
  event,
  failureTag: null,
  tool: null,
  models: [],
  environments: [],
  prompts: [],
  attributes: [],
});

const builtIn = (
  key: string,
  name: string,
  words: string,
  kind: MetricKind,
  measured: Measured,
  [unit, better]: readonly [MetricUnit, MetricDirection],
  description: string,
  percentile: number | null = null,
): Metric => ({
  key,
  name,
  words,
  description,
  kind,
  measured,
  denominator: null,
  percentile,
  afterDays: null,
  withinDays: null,
  cap: null,
  windowHours: null,
  better,
  unit,
  isBuiltIn: true,
});

/** Metrics that every workspace has. */
export const builtInMetrics: readonly Metric[] = [
  builtIn('success_share', 'Success', 'success', 'SHARE', measuredAll('SUCCESS'), ['share', 'UP'], 'Verdicts of success ÷ verdicts.'),
  builtIn('rating', 'Rating', 'the rating', 'MEAN', measuredAll('RATING'), ['rating', 'UP'], 'Sum of ratings ÷ ratings.'),
  builtIn('cost_usd', 'Cost per unit', 'cost per unit', 'SUM', measuredAll('COST'), ['usd', 'DOWN'], 'What the answers of a unit cost.'),
  builtIn('latency_ms', 'Latency', 'latency', 'MEAN', measuredAll('LATENCY'), ['ms', 'DOWN'], 'Mean latency of answers that report it.'),
  builtIn(
    'latency_p95_ms',
    'Latency, 95th percentile',
    'the 95th percentile of latency',
    'PERCENTILE',
    measuredAll('LATENCY'),
    ['ms', 'DOWN'],
    'Percentile of the latency of answers that report it.',
    0.95,
  ),
  builtIn(
    'tokens',
    'Tokens per unit',
    'tokens per unit',
    'SUM',
    measuredAll('TOKENS'),
    ['tokens', 'DOWN'],
    'All tokens of the answers of a unit.',
  ),
  builtIn(
    'error_share',
    'Errors',
    'the share of errors',
    'SHARE',
    measuredAll('ERRORS'),
    ['share', 'DOWN'],
    'Answers that ended in an error ÷ answers.',
  ),
  builtIn(
    'turns',
    'Answers per conversation',
    'answers per conversation',
    'MEAN',
    measuredAll('TURNS'),
    ['number', 'UP'],
    'Answers ÷ conversations.',
  ),
];

const byKey: ReadonlyMap<string, Metric> = new Map(builtInMetrics.map((metric) => [metric.key, metric]));
const eventKey = /^event(_value)?:(.{1,200})$/su;

/**
 * The metric of a key that needs no definition; null: there is none. `event:<name>`: how often a unit reported it; `event_value:<name>`: the
 * sum of its values.
 */
export function builtInMetricOf(key: string): Metric | null {
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const [, isValue, event] = eventKey.exec(key) ?? [];
  if (event === undefined) return null;
  return isValue === undefined
    ? builtIn(
        key,
        `${event} per unit`,
        `${event} per unit`,
        'SUM',
        measuredAll('EVENTS', event),
        ['number', 'UP'],
        `Events ${event} of a unit.`,
      )
    : builtIn(
        key,
        `Value of ${event} per unit`,
        `the value of ${event} per unit`,
        'SUM',
        measuredAll('EVENT_VALUE', event),
        ['number', 'UP'],
        `Sum of the values of the events ${event} of a unit.`,
      );
}

/** A definition of a workspace as results use it. */
export const metricOf = (definition: MetricDefinition): Metric => ({ ...definition, words: definition.name, isBuiltIn: false });
