import { format, type Unit } from 'ui-kit/format';
import type { CohortComparisonQuery } from '../../graphql/generated/graphql.ts';

type Metric = CohortComparisonQuery['compareCohorts'][number]['metrics'][number];

/** One metric as the table and the chart have it. */
export interface ComparedRow {
  readonly key: string;
  readonly metric: string;
  readonly value: string;
  readonly otherValue: string;
  readonly difference: number | null;
  readonly differenceText: string;
  readonly interval: string;
  readonly verdict: Metric['verdict'];
  readonly words: string;
  readonly lift: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const units: Readonly<Record<string, Unit>> = { share: 'share', usd: 'usd', ms: 'ms' };
const verdicts = {
  WON: 'better',
  LOST: 'worse',
  NO_RELEVANT_DIFFERENCE: 'no relevant difference',
  NOT_DECISIVE: 'not decisive',
  CANNOT_JUDGE: 'cannot be judged',
} as const;
const problems: Readonly<Record<string, string>> = {
  NO_UNITS: 'one side has no users here',
  TOO_FEW_UNITS: 'too few users',
  NO_VARIANCE: 'all users are equal',
  BASE_IS_ZERO: 'the others are at 0',
  DENOMINATOR_IS_ZERO: 'nothing was measured',
};

/** Metrics by name, each with the interval that decides. */
export function comparedRows(metrics: readonly Metric[]): ComparedRow[] {
  return metrics.map((one) => {
    const unit = units[one.unit] ?? 'number';
    const shown = (value: number | null | undefined): string => (value == null ? '–' : format(value, unit));
    const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format(Math.abs(value), unit)}`;
    const [low, high] = [one.differenceLow ?? null, one.differenceHigh ?? null];
    const size = Math.abs(one.otherValue ?? 0);
    const ofOther = (end: number | null): number | null => (end === null || size === 0 ? null : end / size);
    return {
      key: one.metric,
      metric: one.name,
      value: shown(one.value),
      otherValue: shown(one.otherValue),
      difference: one.difference ?? null,
      differenceText: one.difference == null ? '' : signed(one.difference),
      interval: low === null || high === null ? (problems[one.problem ?? ''] ?? '') : `${signed(low)} to ${signed(high)}`,
      verdict: one.verdict,
      words: wordsOf(one.verdict, low, high),
      lift: one.lift ?? null,
      low: ofOther(low),
      high: ofOther(high),
    };
  });
}

/** An interval without 0 that decides nothing is one of few users. */
function wordsOf(verdict: Metric['verdict'], low: number | null, high: number | null): string {
  if (verdict == null) return '';
  const isApart = low !== null && high !== null && (low > 0 || high < 0);
  return verdict === 'NOT_DECISIVE' && isApart ? 'too few users to decide' : verdicts[verdict];
}
