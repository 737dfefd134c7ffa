import { answer, isLevel, noAnswer, type Answer, type Interval } from './answer.ts';
import { shareProblem, type Share } from './arms.ts';
import { combinedInterval } from './differences.ts';
import { normalQuantile, normalTails } from './distributions/normal.ts';
import { wilson } from './wilson.ts';

export interface ShareTest {
  /** variant − base, −1 to 1. */
  readonly value: number;
  /** Newcombe's, of Wilson's intervals of both. */
  readonly interval: Interval;
  /** Of the pooled test; null: all units of both, or none, are successes, so that nothing differs. */
  readonly zScore: number | null;
  /** Two-sided; 1 where `zScore` is null. */
  readonly pValue: number;
  readonly logPValue: number;
}

/**
 * Two shares of independent units: the pooled two-proportion z test, z = (p_B − p_A) / √(p (1 − p) (1/n_A + 1/n_B)) with p of both
 * together (statsmodels' proportions_ztest), and Newcombe's interval of the difference (1998, method 10), which holds for rare successes
 * and small numbers, and stays within −1 to 1.
 */
export function compareTwoShares(base: Share, variant: Share, alpha = 0.05): Answer<ShareTest> {
  const problem = shareProblem(base) ?? shareProblem(variant);
  if (problem !== null) return noAnswer(problem);
  if (!isLevel(alpha)) return noAnswer('BAD_LEVEL');
  const [p, q] = [base.count / base.of, variant.count / variant.of];
  const z = normalQuantile({ above: alpha / 2 });
  const [ofBase, ofVariant] = [wilson(base.count, base.of, z), wilson(variant.count, variant.of, z)];
  if (ofBase === null || ofVariant === null) return noAnswer('NO_UNITS');
  const interval = combinedInterval({ value: q, ...ofVariant }, { value: p, ...ofBase });
  const pooled = (base.count + variant.count) / (base.of + variant.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / base.of + 1 / variant.of));
  if (!(error > 0)) return answer({ value: q - p, interval, zScore: null, pValue: 1, logPValue: 0 });
  const zScore = (q - p) / error;
  const logPValue = Math.min(0, Math.LN2 + normalTails(Math.abs(zScore)).logAbove);
  return answer({ value: q - p, interval, zScore, pValue: Math.exp(logPValue), logPValue });
}
