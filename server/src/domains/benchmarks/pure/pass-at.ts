/** How many items were answered so often, and so often correctly. */
export interface AnswerCount {
  /** Answers that are correct or wrong. */
  readonly decided: number;
  readonly correct: number;
  readonly itemCount: number;
}

/**
 * The share of items of which at least one of `k` answers is correct: the unbiased estimate of Chen et al. (2021) from `n ≥ k` answers to
 * each, 1 - C(n - c, k) / C(n, k). Items with fewer answers are left out; null: all are.
 */
export function passAt(k: number, counts: readonly AnswerCount[]): { readonly value: number; readonly itemCount: number } | null {
  let sum = 0;
  let itemCount = 0;
  for (const { decided, correct, itemCount: items } of counts) {
    if (decided < k) continue;
    itemCount += items;
    sum += items * (1 - noneOf(k, decided, correct));
  }
  return itemCount === 0 ? null : { value: sum / itemCount, itemCount };
}

/** The chance that `k` of `decided` answers, drawn without putting any back, are all wrong. */
function noneOf(k: number, decided: number, correct: number): number {
  if (decided - correct < k) return 0;
  let chance = 1;
  for (let n = decided - correct + 1; n <= decided; n += 1) chance *= 1 - k / n;
  return chance;
}
