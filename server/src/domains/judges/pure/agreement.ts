import { alphaOf, tallyOf, type AgreementLevel } from '../../annotation-queues/pure/alpha.ts';
import { alphaInterval } from '../../annotation-queues/pure/bootstrap.ts';
import { valueOf, type Interval } from '../../../platform/statistics/answer.ts';
import { cohenKappa, tableOfPairs } from '../../../platform/statistics/kappa.ts';
import { spearman } from '../../../platform/statistics/spearman.ts';
import { leastCompared, type RubricContent, type RubricScale } from '../types.ts';
import type { Score } from './people.ts';

export interface Estimate extends Interval {
  readonly value: number;
}

/** How far a judge agrees with people. Null: it is not of the scale, or can't be computed of what was judged. */
export interface JudgeAgreement {
  /** Messages that both have judged. */
  readonly n: number;
  /** Share of them on which both say the same; null: none. */
  readonly sameShare: number | null;
  readonly kappa: Estimate | null;
  readonly weightedKappa: Estimate | null;
  readonly alpha: Estimate | null;
  readonly spearman: Estimate | null;
}

export interface Compared {
  readonly judge: Score;
  readonly people: Score;
}

const levels: Readonly<Record<RubricScale, AgreementLevel>> = {
  PASS_FAIL: 'NOMINAL',
  CATEGORY: 'NOMINAL',
  ONE_TO_FIVE: 'ORDINAL',
  ZERO_TO_ONE: 'INTERVAL',
};

/**
 * Agreement of a judge with people on the same messages, intervals 95 %: Cohen's kappa of verdicts and categories, with quadratic weights of
 * ratings, Krippendorff's alpha, and Spearman's correlation of numbers.
 */
export function agreementWithPeople(
  compared: readonly Compared[],
  { scale, categories }: Pick<RubricContent, 'scale' | 'categories'>,
): JudgeAgreement {
  const n = compared.length;
  if (n === 0) return { n, sameShare: null, kappa: null, weightedKappa: null, alpha: null, spearman: null };
  const names = { PASS_FAIL: ['0', '1'], ONE_TO_FIVE: ['1', '2', '3', '4', '5'], CATEGORY: [...categories], ZERO_TO_ONE: [] }[scale];
  const table = tableOfPairs(
    compared.map(({ judge, people }) => [String(judge), String(people)] as const),
    names,
  );
  const kappaBy = (weights: 'NONE' | 'QUADRATIC'): Estimate | null => {
    const found = names.length === 0 ? null : valueOf(cohenKappa(table, weights));
    return found === null ? null : { value: found.kappa, low: found.low, high: found.high };
  };
  const ranks =
    scale === 'CATEGORY' ? null : valueOf(spearman(compared.map(({ judge, people }) => [Number(judge), Number(people)] as const)));
  return {
    n,
    sameShare: compared.filter(({ judge, people }) => judge === people).length / n,
    kappa: kappaBy('NONE'),
    weightedKappa: scale === 'ONE_TO_FIVE' ? kappaBy('QUADRATIC') : null,
    alpha: alphaEstimate(compared, levels[scale]),
    spearman: ranks === null ? null : { value: ranks.coefficient, low: ranks.low, high: ranks.high },
  };
}

function alphaEstimate(compared: readonly Compared[], level: AgreementLevel): Estimate | null {
  const patterns = Map.groupBy(compared, ({ judge, people }) => JSON.stringify([String(judge), String(people)].toSorted()));
  const tally = tallyOf(
    [...patterns].map(([values, items]) => ({ values: JSON.parse(values) as string[], count: items.length })),
    level,
  );
  const { alpha } = alphaOf(tally, level);
  const interval = alpha === null ? null : alphaInterval(tally, level);
  return alpha === null || interval === null ? null : { value: alpha, ...interval };
}

/** The agreement by which trust is decided; null: too few messages, or none can be computed. */
export function decidingAgreement({ n, kappa, weightedKappa, spearman: ranks }: JudgeAgreement, scale: RubricScale): Estimate | null {
  if (n < leastCompared) return null;
  return { PASS_FAIL: kappa, CATEGORY: kappa, ONE_TO_FIVE: weightedKappa, ZERO_TO_ONE: ranks }[scale];
}
