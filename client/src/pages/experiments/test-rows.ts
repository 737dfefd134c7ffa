import type { ExperimentTestsQuery } from '../../graphql/generated/graphql.ts';
import { intervalText, problemText } from './results-rows.ts';

type Results = NonNullable<ExperimentTestsQuery['experiment']>['results'];

/** Tests of one metric and variant beside the one that decides. */
export interface TestRow {
  readonly key: string;
  readonly metric: string;
  readonly variant: string;
  readonly lift: number | null;
  readonly pValue: number | null;
  readonly sequentialPValue: number | null;
  readonly adjustedLift: number | null;
  readonly adjustedInterval: string;
  readonly savedShare: number | null;
  readonly chanceOfMore: number | null;
  readonly rankPValue: number | null;
  readonly problem: string;
}

/** Each metric and variant but the base. The adjusted interval is that of the difference, as a share of the base's value. */
export function testRows({ metrics }: Results): TestRow[] {
  return metrics.flatMap(({ metric, name, variants, ranks }) => {
    const size = Math.abs(variants[0]?.value ?? 0);
    const ofBase = (end: number | null | undefined): number | null => (end == null || size === 0 ? null : end / size);
    return variants
      .filter(({ isBase }) => !isBase)
      .map(({ variant, lift, pValue, sequentialPValue, adjusted, problem }) => {
        const rank = ranks?.find((one) => one.variant === variant);
        return {
          key: `${metric} ${variant}`,
          metric: name,
          variant,
          lift: lift ?? null,
          pValue: pValue ?? null,
          sequentialPValue: sequentialPValue ?? null,
          adjustedLift: adjusted?.lift ?? null,
          adjustedInterval: intervalText(ofBase(adjusted?.differenceLow), ofBase(adjusted?.differenceHigh)) ?? '',
          savedShare: adjusted?.varianceSavedShare ?? null,
          chanceOfMore: rank?.chanceOfMore ?? null,
          rankPValue: rank?.pValue ?? null,
          problem: problemText(problem),
        };
      });
  });
}
