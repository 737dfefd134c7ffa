import { randomOf } from '../../../platform/statistics/bootstrap.ts';

/** How a statistic of two samples lies among those of the same values, put into two samples of these sizes by chance. */
export interface Permuted {
  readonly statistic: number;
  /** What the statistic exceeds by chance with the false alarm rate that is given. */
  readonly threshold: number;
  /** Of so large a statistic by chance, at least 1 by the number of draws and one. */
  readonly pValue: number;
}

/** Which of the pooled values are of the current sample: 1, else 0. */
export const labelsOf = (baselineCount: number, currentCount: number): Uint8Array =>
  Uint8Array.from({ length: baselineCount + currentCount }, (_, place) => (place < baselineCount ? 0 : 1));

/** Puts labels in another order, each with the same chance. */
function shuffle(labels: Uint8Array, random: () => number): void {
  for (let last = labels.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = labels[last] as number;
    labels[last] = labels[other] as number;
    labels[other] = held;
  }
}

/** How many draws a permutation makes. */
export interface Draws {
  /** Of which all statistics are computed. */
  readonly first: number;
  /** Of the first statistic alone, as long as few of the draws reached it: so many as a small chance takes to be distinguished from 0. */
  readonly most: number;
}

/** So many draws that reach the first statistic say that it is none of the rare ones: p is 0.05 or more. */
const enoughReached = 10;

/**
 * Statistics of labelled values, each beside what chance makes of it: labels are drawn again, from a fixed seed, and all statistics are computed of
 * the first draws. Where fewer than ten of these reach the first statistic, `decidingOf`, that alone is computed of further ones. Where both samples
 * are of one distribution, a p-value is at most `a` in a share of at most `a` of cases, at any size: of a statistic that ten draws reach, p is at
 * least 0.05 with 199 first draws, and the other p-values are those of all draws.
 */
export function permuted(
  labels: Uint8Array,
  statisticsOf: (labels: Uint8Array) => readonly number[],
  { draws: { first, most }, alpha, seed = 18 }: { readonly draws: Draws; readonly alpha: number; readonly seed?: number },
  decidingOf: (labels: Uint8Array) => number = (drawn) => statisticsOf(drawn)[0] as number,
): Permuted[] {
  const observed = statisticsOf(labels);
  const random = randomOf(seed);
  const drawn = Uint8Array.from(labels);
  const draws: number[][] = observed.map(() => []);
  for (let draw = 0; draw < first; draw++) {
    shuffle(drawn, random);
    statisticsOf(drawn).forEach((statistic, place) => draws[place]?.push(statistic));
  }
  const deciding = draws[0] as number[];
  const least = leastOf(observed[0] as number);
  if (deciding.filter((one) => one >= least).length < enoughReached)
    while (deciding.length < most) {
      shuffle(drawn, random);
      deciding.push(decidingOf(drawn));
    }
  return observed.map((statistic, place) => {
    const own = (draws[place] as number[]).toSorted((one, other) => one - other);
    const from = leastOf(statistic);
    return {
      statistic,
      threshold: own[Math.min(own.length - 1, Math.ceil((1 - alpha) * (own.length + 1)) - 1)] ?? statistic,
      pValue: (1 + own.filter((one) => one >= from).length) / (own.length + 1),
    };
  });
}

/** Sums of the same numbers in another order differ by rounding. */
const leastOf = (statistic: number): number => statistic - 1e-12 * Math.abs(statistic);
