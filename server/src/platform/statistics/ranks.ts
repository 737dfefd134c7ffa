import { answer, countProblem, noAnswer, type Answer } from './answer.ts';
import { normalTails } from './distributions/normal.ts';

/** How often a value occurs in each of two variants. */
export interface ValueCount {
  readonly value: number;
  readonly base: number;
  readonly variant: number;
}

export interface RankTest {
  /** U of the variant: pairs in which its value is the higher one, ties as halves. */
  readonly u: number;
  /** U / (n_A n_B), how likely a unit of the variant has more than one of the base: 0.5 is no difference. */
  readonly chanceOfMore: number;
  readonly pValue: number;
  readonly logPValue: number;
  /** EXACT: all orders were counted; NORMAL: the normal approximation, corrected for ties and for continuity. */
  readonly method: 'EXACT' | 'NORMAL';
}

/** Up to so many units in the smaller variant, and so many pairs, all orders are counted where no values are tied (as SciPy's "auto" does). */
const mostExact = { units: 8, pairs: 4_000 };

/**
 * Mann and Whitney's U test (1947) from counted values, in any order, two-sided: whether one variant has larger values, whatever their
 * distribution is. The same as scipy.stats.mannwhitneyu. A store gives the counts; values may be rounded or binned, then bins are ties.
 */
export function mannWhitney(counts: readonly ValueCount[]): Answer<RankTest> {
  for (const { value, base, variant } of counts) {
    const problem = Number.isNaN(value) ? ('NOT_A_NUMBER' as const) : (countProblem(base) ?? countProblem(variant));
    if (problem !== null) return noAnswer(problem);
  }
  const values = merged(counts);
  const n = values.reduce((sum, { base }) => sum + base, 0);
  const m = values.reduce((sum, { variant }) => sum + variant, 0);
  if (n === 0 || m === 0) return noAnswer('NO_UNITS');
  let [below, u, ties] = [0, 0, 0];
  for (const { base, variant } of values) {
    u += variant * (below + base / 2);
    below += base;
    // t³ − t as a share of all, so that 1e9 units stay exact.
    const t = base + variant;
    ties += (t / (n + m)) * ((t - 1) / (n + m)) * ((t + 1) / (n + m - 1));
  }
  if (values.filter(({ base, variant }) => base + variant > 0).length < 2) return noAnswer('ALL_TIED');
  const pairs = n * m;
  const chanceOfMore = u / pairs;
  if (ties === 0 && Math.min(n, m) <= mostExact.units && pairs <= mostExact.pairs) {
    const pValue = exactP(Math.max(u, pairs - u), n, m);
    return answer({ u, chanceOfMore, pValue, logPValue: Math.log(pValue), method: 'EXACT' });
  }
  // σ² = nm/12 · ((N + 1) − Σ(t³ − t) / (N (N − 1))), N = n + m.
  const variance = (pairs / 12) * (n + m + 1 - ties * (n + m));
  const z = Math.max(0, Math.abs(u - pairs / 2) - 0.5) / Math.sqrt(variance);
  const logPValue = Math.min(0, Math.LN2 + normalTails(z).logAbove);
  return answer({ u, chanceOfMore, pValue: Math.exp(logPValue), logPValue, method: 'NORMAL' });
}

/** By value, each once. */
function merged(counts: readonly ValueCount[]): ValueCount[] {
  const sorted = counts.toSorted((one, other) => one.value - other.value);
  const values: ValueCount[] = [];
  for (const next of sorted) {
    const last = values.at(-1);
    if (last === undefined || last.value !== next.value) values.push(next);
    else values[values.length - 1] = { value: last.value, base: last.base + next.base, variant: last.variant + next.variant };
  }
  return values;
}

/** Of all orders of n and m different values, twice the share with U at least so large: counted by U(n, m) = U(n − 1, m) + U(n, m − 1). */
function exactP(u: number, n: number, m: number): number {
  const [few, many] = [Math.min(n, m), Math.max(n, m)];
  // ways[k][s]: sets of k of the first j places whose ranks above the least possible sum up to s.
  const most = few * many;
  const ways = Array.from({ length: few + 1 }, (_, k) =>
    Float64Array.from({ length: most + 1 }, (_unused, s) => (k === 0 && s === 0 ? 1 : 0)),
  );
  for (let place = 0; place < few + many; place += 1)
    for (let k = Math.min(few, place + 1); k >= 1; k -= 1) {
      // Taking this place as the k-th of the set adds place − (k − 1) to the sum.
      const added = place - (k - 1);
      const [into, from] = [ways[k] as Float64Array, ways[k - 1] as Float64Array];
      for (let s = most; s >= added; s -= 1) into[s] = (into[s] as number) + (from[s - added] as number);
    }
  const counts = ways[few] as Float64Array;
  const all = counts.reduce((sum, count) => sum + count, 0);
  let upper = 0;
  for (let s = Math.ceil(u); s <= most; s += 1) upper += counts[s] as number;
  return Math.min(1, (2 * upper) / all);
}
