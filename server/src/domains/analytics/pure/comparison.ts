import {
  combinedInterval,
  newcombe95,
  welch95,
  type Estimate,
  type MeanSample,
  type ShareSample,
} from '../../../platform/statistics/differences.ts';
import type { Interval95 } from '../../../platform/statistics/wilson.ts';

/** Numbers whose difference between two sets of messages is judged. */
export const comparedMetrics = [
  'SUCCESS_SHARE',
  'ERROR_SHARE',
  'AVERAGE_RATING',
  'AVERAGE_LATENCY',
  'LATENCY_P50',
  'LATENCY_P95',
  'TIME_TO_FIRST_TOKEN_P50',
  'COST_PER_MESSAGE',
  'OUTPUT_TOKENS_PER_MESSAGE',
] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];

export const comparisonVerdicts = ['BETTER', 'WORSE', 'HIGHER', 'LOWER', 'NOT_DECISIVE', 'TOO_FEW'] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];

/** Fewer values than this on either side are too few for a verdict. */
export const fewestForVerdict = 20;

/** A percentile with the values between which it lies at 95 %; null where there are too few values. */
export interface PercentileSample {
  readonly count: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What is known of some messages, for each metric. */
export interface Sample {
  readonly messageCount: number;
  readonly success: ShareSample;
  readonly error: ShareSample;
  readonly rating: MeanSample;
  readonly latencyMs: MeanSample;
  readonly latencyP50Ms: PercentileSample;
  readonly latencyP95Ms: PercentileSample;
  readonly firstTokenP50Ms: PercentileSample;
  readonly costUsd: MeanSample;
  readonly outputTokens: MeanSample;
}

/** One number beside that of a base. */
export interface ValueComparison {
  /** Null: nothing was measured. */
  readonly value: number | null;
  readonly base: number | null;
  /** Values that each was measured over. */
  readonly count: number;
  readonly baseCount: number;
  readonly difference: number | null;
  /** Of the base; null also where the base is 0. */
  readonly relativeChange: number | null;
  /** The 95 % interval of the difference; null: too few values. */
  readonly interval: Interval95 | null;
  readonly verdict: ComparisonVerdict;
  /** The same in words. */
  readonly sentence: string;
}

/** One number of some messages beside that of others, the base. */
export interface MetricComparison extends ValueComparison {
  readonly metric: ComparedMetric;
}

type Measured = { readonly value: number | null; readonly count: number };
/** What a number that is compared means. */
export interface Compared {
  readonly words: string;
  /** Whether more is better; null: neither is. */
  readonly isMoreBetter: boolean | null;
  readonly unit: 'share' | 'ms' | 'usd' | 'rating' | 'tokens' | 'answers';
}
interface Meaning extends Compared {
  readonly of: (sample: Sample) => Measured;
  readonly interval: (one: Sample, base: Sample) => Interval95 | null;
}

const shareMeasured = ({ count, of }: ShareSample): Measured => ({ value: of === 0 ? null : count / of, count: of });
const meanMeasured = ({ count, mean: value }: MeanSample): Measured => ({ value: count === 0 ? null : value, count });
const share = (of: (sample: Sample) => ShareSample): Pick<Meaning, 'of' | 'interval'> => ({
  of: (sample) => shareMeasured(of(sample)),
  interval: (one, base) => newcombe95(of(one), of(base)),
});
const mean = (of: (sample: Sample) => MeanSample): Pick<Meaning, 'of' | 'interval'> => ({
  of: (sample) => meanMeasured(of(sample)),
  interval: (one, base) => welch95(of(one), of(base)),
});
const percentile = (of: (sample: Sample) => PercentileSample): Pick<Meaning, 'of' | 'interval'> => ({
  of,
  interval: (one, base) => {
    const [first, second] = [of(one), of(base)].map(({ value, low, high }) =>
      value === null || low === null || high === null ? null : { value, low, high },
    ) as [Estimate | null, Estimate | null];
    return first === null || second === null ? null : combinedInterval(first, second);
  },
});

const meanings: Record<ComparedMetric, Meaning> = {
  SUCCESS_SHARE: { words: 'Success share', unit: 'share', isMoreBetter: true, ...share(({ success }) => success) },
  ERROR_SHARE: { words: 'Error share', unit: 'share', isMoreBetter: false, ...share(({ error }) => error) },
  AVERAGE_RATING: { words: 'Average rating', unit: 'rating', isMoreBetter: true, ...mean(({ rating }) => rating) },
  AVERAGE_LATENCY: { words: 'Average latency', unit: 'ms', isMoreBetter: false, ...mean(({ latencyMs }) => latencyMs) },
  LATENCY_P50: { words: 'Median latency', unit: 'ms', isMoreBetter: false, ...percentile(({ latencyP50Ms }) => latencyP50Ms) },
  LATENCY_P95: { words: '95th percentile of latency', unit: 'ms', isMoreBetter: false, ...percentile(({ latencyP95Ms }) => latencyP95Ms) },
  TIME_TO_FIRST_TOKEN_P50: {
    words: 'Median time to first token',
    unit: 'ms',
    isMoreBetter: false,
    ...percentile(({ firstTokenP50Ms }) => firstTokenP50Ms),
  },
  COST_PER_MESSAGE: { words: 'Cost per message', unit: 'usd', isMoreBetter: false, ...mean(({ costUsd }) => costUsd) },
  OUTPUT_TOKENS_PER_MESSAGE: {
    words: 'Output tokens per message',
    unit: 'tokens',
    isMoreBetter: null,
    ...mean(({ outputTokens }) => outputTokens),
  },
};

/** Metrics of some messages beside those of the base, in the order of the list. */
export const comparisonOf = (one: Sample, base: Sample, metrics: readonly ComparedMetric[] = comparedMetrics): MetricComparison[] =>
  comparedMetrics
    .filter((metric) => metrics.includes(metric))
    .map((metric) => {
      const meaning = meanings[metric];
      return { metric, ...compare(meaning, meaning.of(one), meaning.of(base), () => meaning.interval(one, base)) };
    });

/** Two shares of independent samples. */
export const compareShares = (meaning: Omit<Compared, 'unit'>, one: ShareSample, base: ShareSample): ValueComparison =>
  compare({ ...meaning, unit: 'share' }, shareMeasured(one), shareMeasured(base), () => newcombe95(one, base));

/** Two means of independent samples. */
export const compareMeans = (meaning: Compared, one: MeanSample, base: MeanSample): ValueComparison =>
  compare(meaning, meanMeasured(one), meanMeasured(base), () => welch95(one, base));

function compare(meaning: Compared, own: Measured, other: Measured, intervalOf: () => Interval95 | null): ValueComparison {
  const difference = own.value === null || other.value === null ? null : own.value - other.value;
  const interval = difference === null ? null : intervalOf();
  const isFew = interval === null || Math.min(own.count, other.count) < fewestForVerdict;
  const verdict = isFew ? 'TOO_FEW' : verdictOf(interval, meaning.isMoreBetter);
  return {
    value: own.value,
    base: other.value,
    count: own.count,
    baseCount: other.count,
    difference,
    relativeChange: difference === null || other.value === null || other.value === 0 ? null : difference / other.value,
    interval,
    verdict,
    sentence: sentenceOf(meaning, verdict, { difference, interval, count: own.count, baseCount: other.count }),
  };
}

/** A mean of values that come counted: so many times each. */
export function meanOfCounts(counts: readonly { readonly value: number; readonly count: number }[]): MeanSample {
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  const mean = count === 0 ? 0 : counts.reduce((sum, one) => sum + one.value * one.count, 0) / count;
  const squares = counts.reduce((sum, one) => sum + (one.value - mean) ** 2 * one.count, 0);
  return { count, mean, variance: count < 2 ? null : squares / (count - 1) };
}

function verdictOf({ low, high }: Interval95, isMoreBetter: boolean | null): ComparisonVerdict {
  if (low <= 0 && high >= 0) return 'NOT_DECISIVE';
  const isMore = low > 0;
  if (isMoreBetter === null) return isMore ? 'HIGHER' : 'LOWER';
  return isMore === isMoreBetter ? 'BETTER' : 'WORSE';
}

function sentenceOf(
  { words, unit }: Compared,
  verdict: ComparisonVerdict,
  { difference, interval, count, baseCount }: Pick<MetricComparison, 'difference' | 'interval' | 'count' | 'baseCount'>,
): string {
  if (difference === null) return `${words}: nothing was measured on ${count === 0 ? 'this side' : 'the side of the base'}.`;
  const by = difference === 0 ? 'the same' : `${amount(Math.abs(difference), unit)} ${difference > 0 ? 'higher' : 'lower'}`;
  const range = interval === null ? '' : ` (95 % interval ${amount(interval.low, unit)} to ${amount(interval.high, unit)})`;
  if (verdict === 'TOO_FEW') return `${words} is ${by}${range}, of ${count} beside ${baseCount} values: too few for a verdict.`;
  if (verdict === 'NOT_DECISIVE') return `${words} is ${by}${range}: the data do not decide whether there is a difference.`;
  return `${words} is ${by}${range}: ${verdict.toLowerCase()}.`;
}

const digits = (value: number, most: number): string => Number(value.toPrecision(most)).toString();

function amount(value: number, unit: Compared['unit']): string {
  if (unit === 'share') return `${digits(value * 100, 3)} percentage points`;
  if (unit === 'ms') return `${digits(value, 4)} ms`;
  if (unit === 'usd') return `${value < 0 ? '-' : ''}$${digits(Math.abs(value), 3)}`;
  return unit === 'tokens' || unit === 'answers' ? `${digits(value, 3)} ${unit}` : digits(value, 3);
}
