import type { EffectUnit } from '../../../platform/statistics/evidence.ts';
import type { MetricDirection } from '../types.ts';

/** Where the values of a metric come from: answers, or what the application reports. */
export type MetricSource = 'ANSWERS' | 'EVENTS';

/** How a metric is computed, in the SQL of its source: sums of one unit. */
export interface Metric {
  readonly key: string;
  /** As it stands in a sentence. */
  readonly words: string;
  readonly source: MetricSource;
  readonly unit: EffectUnit;
  /** What counts as better where the experiment does not say. */
  readonly better: MetricDirection;
  /** Over answers `m` of one unit. Of events: COUNT or VALUE of those of the name. */
  readonly y: string;
  /** The metric is Σy / Σx over the units of a variant; null: the mean of y of a unit, with 0 for one without answers. */
  readonly x: string | null;
  /** The name of the event; null: none. */
  readonly event: string | null;
  /** The metric is this percentile of values `y`; null: it is none. */
  readonly percentile: number | null;
}

const tokens = 'm.uncached_input_tokens + m.cache_read_tokens + m.cache_write_tokens + m.visible_output_tokens + m.reasoning_tokens';
const latency = 'toFloat64(ifNull(m.latency_ms, 0))';

const answers = (
  key: string,
  words: string,
  unit: EffectUnit,
  better: MetricDirection,
  y: string,
  x: string | null,
  percentile: number | null = null,
): Metric => ({
  key,
  words,
  source: 'ANSWERS',
  unit,
  better,
  y,
  x,
  event: null,
  percentile,
});

const builtIn: ReadonlyMap<string, Metric> = new Map(
  [
    answers('success_share', 'success', 'share', 'UP', 'sum(m.success_count)', 'sum(m.success_count + m.failure_count)'),
    answers('rating', 'the rating', 'rating', 'UP', 'sum(arraySum(m.ratings))', 'sum(length(m.ratings))'),
    answers('cost_usd', 'cost per unit', 'usd', 'DOWN', 'sum(ifNull(m.cost_nano_usd, 0)) / 1e9', null),
    answers('latency_ms', 'latency', 'ms', 'DOWN', `sum(${latency})`, 'count(m.latency_ms)'),
    answers('latency_p95_ms', 'the 95th percentile of latency', 'ms', 'DOWN', 'm.latency_ms', 'count(m.latency_ms)', 0.95),
    answers('tokens', 'tokens per unit', 'tokens', 'DOWN', `sum(${tokens})`, null),
    answers('error_share', 'the share of errors', 'share', 'DOWN', "countIf(m.error_type != '')", 'count()'),
    answers('turns', 'answers per conversation', 'number', 'UP', 'count()', 'uniqExact(m.conversation_id)'),
  ].map((metric) => [metric.key, metric]),
);

const eventKey = /^event(_value)?:(.{1,200})$/su;

/** The metric of a key; null: there is none. `event:<name>`: how often a unit reported it; `event_value:<name>`: the sum of its values. */
export function metricOf(key: string): Metric | null {
  const known = builtIn.get(key);
  if (known !== undefined) return known;
  const [, isValue, event] = eventKey.exec(key) ?? [];
  if (event === undefined) return null;
  return {
    key,
    words: isValue === undefined ? `${event} per unit` : `the value of ${event} per unit`,
    source: 'EVENTS',
    unit: 'number',
    better: 'UP',
    y: isValue === undefined ? 'COUNT' : 'VALUE',
    x: null,
    event,
    percentile: null,
  };
}
