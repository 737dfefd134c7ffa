/**
 * Why there is no number, one code for each cause. What computes from data never returns NaN: it returns a number or one of these.
 *
 * NO_UNITS               a variant has no unit
 * TOO_FEW_UNITS          a variant has one unit, so that nothing is known of its spread
 * NO_VARIANCE            all units of both variants have the same value
 * ALL_TIED               all values are equal, so that ranks say nothing
 * BASE_IS_ZERO           the base is 0, so that nothing is relative to it
 * DENOMINATOR_IS_ZERO    the denominator of a ratio is 0 on average
 * NOT_A_NUMBER           an input is NaN or infinite
 * NEGATIVE_COUNT         a count or a variance is below 0
 * NOT_A_COUNT            a count is not an integer
 * MORE_SUCCESSES_THAN_UNITS
 * BAD_WEIGHTS            a weight is not above 0, there is one only, or as many weights as counts are missing
 * BAD_LEVEL              a significance, power or percentile level is not between 0 and 1, or a tuning or an effect is not above 0
 */
export const statisticProblems = [
  'NO_UNITS',
  'TOO_FEW_UNITS',
  'NO_VARIANCE',
  'ALL_TIED',
  'BASE_IS_ZERO',
  'DENOMINATOR_IS_ZERO',
  'NOT_A_NUMBER',
  'NEGATIVE_COUNT',
  'NOT_A_COUNT',
  'MORE_SUCCESSES_THAN_UNITS',
  'BAD_WEIGHTS',
  'BAD_LEVEL',
] as const;
export type StatisticProblem = (typeof statisticProblems)[number];

export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: StatisticProblem };

export const answer = <Value>(value: Value): Answer<Value> => ({ ok: true, value });
export const noAnswer = (problem: StatisticProblem): { readonly ok: false; readonly problem: StatisticProblem } => ({ ok: false, problem });

/** The value, or null where there is none. */
export const valueOf = <Value>(found: Answer<Value>): Value | null => (found.ok ? found.value : null);

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const isLevel = (level: number): boolean => level > 0 && level < 1;

/** What is wrong with a count; null: nothing. */
export function countProblem(count: number): StatisticProblem | null {
  if (!Number.isFinite(count)) return 'NOT_A_NUMBER';
  if (count < 0) return 'NEGATIVE_COUNT';
  return Number.isInteger(count) ? null : 'NOT_A_COUNT';
}
