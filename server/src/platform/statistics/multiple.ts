import { answer, isLevel, noAnswer, type Answer } from './answer.ts';

/** How several tests that were made together are read. HOLM: any false finding at most α. BENJAMINI_HOCHBERG: of the findings, the share that is false. */
export type Correction = 'NONE' | 'HOLM' | 'BENJAMINI_HOCHBERG';

/** P values of tests that were made together, by Holm (1979): each as if it were the only one, at a joint error of 5 %. In the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value);
  const adjusted = Array.from<number>({ length: pValues.length });
  let least = 0;
  for (const [rank, { value, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * value));
    adjusted[index] = least;
  }
  return adjusted;
}

/** P values by Benjamini and Hochberg (1995): below α, the expected share of false findings is at most α. In the order given. */
function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((value, index) => ({ value, index })).toSorted((a, b) => b.value - a.value);
  const adjusted = Array.from<number>({ length: pValues.length });
  let least = 1;
  for (const [place, { value, index }] of order.entries()) {
    least = Math.min(least, (pValues.length / (pValues.length - place)) * value);
    adjusted[index] = least;
  }
  return adjusted;
}

export interface Adjusted {
  /** In the order given. */
  readonly pValues: readonly number[];
  /** The level at which each interval is to be computed again, so that all of them together hold what the correction promises. */
  readonly alphas: readonly number[];
}

/**
 * P-values and levels of intervals after a correction. With Holm's p-values go intervals at α / m, which hold together with 1 − α
 * (Bonferroni). With those of Benjamini and Hochberg go intervals at α R / m for the R findings and all others (Benjamini and Yekutieli
 * 2005): of the intervals of what was found, at most α miss on average. Without a finding, R counts as 1.
 */
export function correct(pValues: readonly number[], correction: Correction, alpha = 0.05): Answer<Adjusted> {
  if (!isLevel(alpha)) return noAnswer('BAD_LEVEL');
  if (!pValues.every((p) => p >= 0 && p <= 1)) return noAnswer('NOT_A_NUMBER');
  const count = Math.max(1, pValues.length);
  if (correction === 'NONE') return answer({ pValues: [...pValues], alphas: pValues.map(() => alpha) });
  if (correction === 'HOLM') return answer({ pValues: holm(pValues), alphas: pValues.map(() => alpha / count) });
  const adjusted = benjaminiHochberg(pValues);
  const found = Math.max(1, adjusted.filter((p) => p <= alpha).length);
  return answer({ pValues: adjusted, alphas: pValues.map(() => (alpha * found) / count) });
}
