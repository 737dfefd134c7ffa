import { z975 as z, type Interval95 } from '../../../platform/statistics/wilson.ts';

/**
 * McNemar's exact test: how likely is it that of the items on which two runs differ so uneven a part goes to one of them, if neither is
 * better? Two-sided, by the binomial distribution; 1 where they differ nowhere.
 */
export function mcnemar(onlyBase: number, onlyOther: number): number {
  const count = onlyBase + onlyOther;
  const fewer = Math.min(onlyBase, onlyOther);
  if (count === 0 || onlyBase === onlyOther) return 1;
  // Terms of the smaller tail from its largest on, relative to it: the next is the last times k / (count - k + 1).
  let sum = 0;
  let term = 1;
  for (let k = fewer; k >= 0 && term > 1e-18; k -= 1) {
    sum += term;
    term *= k / (count - k + 1);
  }
  return Math.min(1, 2 * Math.exp(logBinomial(count, fewer) - count * Math.LN2 + Math.log(sum)));
}

function logBinomial(count: number, chosen: number): number {
  let log = 0;
  for (let k = 1; k <= chosen; k += 1) log += Math.log((count - chosen + k) / k);
  return log;
}

/**
 * The difference of two shares over the same items, and its 95 % interval: Bonett and Price (2012), which adds half a pair to each kind of
 * difference and stays near 95 % for few items. Null without items.
 */
export function pairedDifference(
  onlyBase: number,
  onlyOther: number,
  itemCount: number,
): { readonly difference: number; readonly interval: Interval95 } | null {
  if (itemCount === 0) return null;
  const [lost, gained] = [(onlyBase + 1) / (itemCount + 2), (onlyOther + 1) / (itemCount + 2)];
  const half = z * Math.sqrt((gained + lost - (gained - lost) ** 2) / (itemCount + 2));
  const middle = gained - lost;
  return {
    difference: (onlyOther - onlyBase) / itemCount,
    interval: { low: Math.max(-1, middle - half), high: Math.min(1, middle + half) },
  };
}
