import type { ExperimentTestsQuery } from '../../graphql/generated/graphql.ts';
import { intervalText, problemText } from './results-rows.ts';
import { signed } from './words.ts';

type Results = NonNullable<ExperimentTestsQuery['experiment']>['results'];

type Numbers = Pick<NonNullable<Results['metrics'][number]['variants'][number]['unadjusted']>, 'lift' | 'differenceLow' | 'differenceHigh'>;

/** Tests of one metric and variant beside the one that decides. */
export interface TestRow {
  readonly key: string;
  readonly metric: string;
  readonly variant: string;
  readonly pValue: number | null;
  readonly sequentialPValue: number | null;
  readonly plainLift: number | null;
  readonly plain: string;
  readonly adjustedLift: number | null;
  readonly adjusted: string;
  readonly savedShare: number | null;
  readonly chanceOfMore: number | null;
  readonly rankPValue: number | null;
  readonly problem: string;
}

/** Each metric and variant but the base. Intervals are those of the difference, as a share of the base's value. */
export function testRows({ metrics }: Results): TestRow[] {
  return metrics.flatMap(({ metric, name, variants, ranks }) => {
    const size = Math.abs(variants[0]?.value ?? 0);
    const ofBase = (end: number | null | undefined): number | null => (end == null || size === 0 ? null : end / size);
    /** The one that decides is marked. */
    const withInterval = (numbers: Numbers | null | undefined, decides: boolean): string => {
      const interval = intervalText(ofBase(numbers?.differenceLow), ofBase(numbers?.differenceHigh));
      return numbers?.lift == null || interval === null ? '' : `${signed(numbers.lift)} (${interval})${decides ? ', decides' : ''}`;
    };
    return variants
      .filter(({ isBase }) => !isBase)
      .map(({ variant, pValue, sequentialPValue, isAdjusted, adjusted, unadjusted, problem }) => {
        const rank = ranks?.find((one) => one.variant === variant);
        return {
          key: `${metric} ${variant}`,
          metric: name,
          variant,
          pValue: pValue ?? null,
          sequentialPValue: sequentialPValue ?? null,
          plainLift: unadjusted?.lift ?? null,
          plain: withInterval(unadjusted, !isAdjusted),
          adjustedLift: adjusted?.lift ?? null,
          adjusted: withInterval(adjusted, isAdjusted),
          savedShare: adjusted?.varianceSavedShare ?? null,
          chanceOfMore: rank?.chanceOfMore ?? null,
          rankPValue: rank?.pValue ?? null,
          problem: problemText(problem),
        };
      });
  });
}
