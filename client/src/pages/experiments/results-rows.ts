import { format } from 'ui-kit/format';
import type { ExperimentResultsQuery, StatisticProblem } from '../../graphql/generated/graphql.ts';
import { metricValue, signed } from './words.ts';

export type ExperimentResults = NonNullable<ExperimentResultsQuery['experiment']>['results'];

/** One metric of one variant, as the table and the chart have it. */
export interface ResultRow {
  readonly key: string;
  readonly metric: string;
  readonly role: string;
  readonly variant: string;
  readonly n: number;
  readonly value: number | null;
  readonly valueText: string;
  readonly lift: number | null;
  readonly liftText: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly intervalText: string;
  readonly correctedPValue: number | null;
  readonly chanceToWin: number | null;
  readonly verdict: string;
}

const roles = { GOAL: 'goal', GUARDRAIL: 'guardrail', SECONDARY: 'also shown' } as const;
const verdicts = {
  WON: 'better',
  LOST: 'worse',
  NO_RELEVANT_DIFFERENCE: 'no relevant difference',
  NOT_DECISIVE: 'not decisive yet',
  CANNOT_JUDGE: 'cannot be judged',
} as const;
const guardrails = { ...verdicts, LOST: 'breached', NOT_DECISIVE: 'holds so far' } as const;
const problems: Readonly<Record<StatisticProblem, string>> = {
  NO_UNITS: 'no units yet',
  TOO_FEW_UNITS: 'too few units',
  NO_VARIANCE: 'all units are equal',
  ALL_TIED: 'all values are equal',
  BASE_IS_ZERO: 'the base is 0',
  DENOMINATOR_IS_ZERO: 'nothing was measured',
  NOT_A_NUMBER: 'a value is too large to add up',
  NEGATIVE_COUNT: 'a count is below 0',
  NOT_A_COUNT: 'a count is not whole',
  MORE_SUCCESSES_THAN_UNITS: 'more successes than units',
  BAD_WEIGHTS: 'a weight is 0',
  BAD_LEVEL: 'the level is not between 0 and 1',
};

/** Both ends of an interval of changes; null: it has none. */
export const intervalText = (low: number | null, high: number | null): string | null =>
  low === null || high === null ? null : `${signed(low)} to ${signed(high)}`;

/** Why there is no number, in a few words. */
export const problemText = (problem: StatisticProblem | null | undefined): string => (problem == null ? '' : problems[problem]);

/** A chance with one digit; what is nearly sure is not written as if it were. */
export function chanceText(chance: number | null): string {
  if (chance === null) return '';
  return chance > 0.999 ? '> 99.9 %' : chance < 0.001 ? '< 0.1 %' : format(chance, 'share');
}

/** Rows by metric, then variant; the interval is the one that decides, as a share of the base's value. */
export function rowsOf({ metrics }: ExperimentResults): ResultRow[] {
  return metrics.flatMap(({ metric, name, role, unit, variants }) => {
    const size = Math.abs(variants[0]?.value ?? 0);
    const ofBase = (end: number | null | undefined): number | null => (end == null || size === 0 ? null : end / size);
    return variants.map((one): ResultRow => {
      const [low, high] = [ofBase(one.differenceLow), ofBase(one.differenceHigh)];
      const [value, lift] = [one.value ?? null, one.lift ?? null];
      return {
        key: `${metric} ${one.variant}`,
        metric: name,
        role: roles[role],
        variant: one.variant,
        n: one.n,
        value,
        valueText: metricValue(value, unit),
        lift,
        liftText: lift === null ? '' : signed(lift),
        low,
        high,
        intervalText: intervalText(low, high) ?? problemText(one.problem),
        correctedPValue: one.correctedPValue ?? null,
        chanceToWin: one.chanceToWin ?? null,
        verdict: one.verdict == null ? 'base' : role === 'GUARDRAIL' ? guardrails[one.verdict] : verdicts[one.verdict],
      };
    });
  });
}

/** Which changes are adjusted by what units had before, and what that saves; null: none is. */
export function adjustedNote({ metrics }: ExperimentResults): string | null {
  const adjusted = metrics.filter(({ variants }) => variants.some(({ isAdjusted }) => isAdjusted));
  if (adjusted.length === 0) return null;
  const saved = adjusted
    .flatMap(({ variants }) => variants.flatMap((one) => (one.isAdjusted ? [one.adjusted?.varianceSavedShare ?? 0] : [])))
    .toSorted((one, other) => one - other);
  const [least, most] = [format(saved[0] ?? 0, 'share'), format(saved.at(-1) ?? 0, 'share')];
  const names = adjusted.length === metrics.length && adjusted.length > 1 ? 'all metrics' : adjusted.map(({ name }) => name).join(', ');
  return `Changes of ${names} are adjusted by what units had in the 14 days before their first exposure (CUPED), which saves ${least === most ? least : `${least} to ${most}`} of the variance.`;
}
