import type { StatisticProblem } from '../../../platform/statistics/answer.ts';
import type { Counted } from '../../../platform/statistics/percentiles.ts';
import { mannWhitney, type RankTest } from '../../../platform/statistics/ranks.ts';

/** Mann and Whitney's test of a variant beside the base; null where `problem` says why. */
export interface RankResult {
  readonly variant: string;
  readonly chanceOfMore: number | null;
  readonly pValue: number | null;
  readonly method: RankTest['method'] | null;
  readonly problem: StatisticProblem | null;
}

/** Tests each variant beside the first, from how often its units have each value. */
export function compareRanks(variants: readonly string[], counts: ReadonlyMap<string, readonly Counted[]>): RankResult[] {
  const [base, ...others] = variants;
  const ofBase = counts.get(base ?? '') ?? [];
  return others.map((variant) => {
    const found = mannWhitney([
      ...ofBase.map(({ value, count }) => ({ value, base: count, variant: 0 })),
      ...(counts.get(variant) ?? []).map(({ value, count }) => ({ value, base: 0, variant: count })),
    ]);
    if (!found.ok) return { variant, chanceOfMore: null, pValue: null, method: null, problem: found.problem };
    const { chanceOfMore, pValue, method } = found.value;
    return { variant, chanceOfMore, pValue, method, problem: null };
  });
}
