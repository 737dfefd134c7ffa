import { format, type Unit } from 'ui-kit/format';
import type { CohortComparisonQuery } from '../../graphql/generated/graphql.ts';

type Comparison = CohortComparisonQuery['compareCohorts'][number];
type Metric = Comparison['metrics'][number];

/** One metric of one cohort as the table and the chart have it. */
export interface ComparedRow {
  readonly key: string;
  readonly metric: string;
  readonly cohort: string;
  readonly value: number | null;
  readonly valueText: string;
  readonly otherValue: number | null;
  readonly otherText: string;
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

/** Rows by metric, then cohort, each with the interval that decides. */
export function comparedRows(comparisons: readonly Comparison[]): ComparedRow[] {
  const metrics = comparisons[0]?.metrics ?? [];
  return metrics.flatMap((_first, place) =>
    comparisons.flatMap(({ cohort, metrics: own }, nth) => {
      const one = own[place];
      return one === undefined ? [] : [rowOf(one, nth, cohort?.name ?? 'a deleted cohort')];
    }),
  );
}

function rowOf(one: Metric, nth: number, cohort: string): ComparedRow {
  const unit = units[one.unit] ?? 'number';
  const shown = (value: number | null | undefined): string => (value == null ? '–' : format(value, unit));
  const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format(Math.abs(value), unit)}`;
  const [low, high] = [one.differenceLow ?? null, one.differenceHigh ?? null];
  const size = Math.abs(one.otherValue ?? 0);
  const ofOther = (end: number | null): number | null => (end === null || size === 0 ? null : end / size);
  return {
    key: `${one.metric} ${nth}`,
    metric: one.name,
    cohort,
    value: one.value ?? null,
    valueText: shown(one.value),
    otherValue: one.otherValue ?? null,
    otherText: shown(one.otherValue),
    differenceText: one.difference == null ? '' : signed(one.difference),
    interval: low === null || high === null ? (problems[one.problem ?? ''] ?? '') : `${signed(low)} to ${signed(high)}`,
    verdict: one.verdict,
    words: wordsOf(one.verdict, low, high),
    lift: one.lift ?? null,
    low: ofOther(low),
    high: ofOther(high),
  };
}

/** An interval without 0 that decides nothing is one of few users. */
function wordsOf(verdict: Metric['verdict'], low: number | null, high: number | null): string {
  if (verdict == null) return '';
  const isApart = low !== null && high !== null && (low > 0 || high < 0);
  return verdict === 'NOT_DECISIVE' && isApart ? 'too few users to decide' : verdicts[verdict];
}
