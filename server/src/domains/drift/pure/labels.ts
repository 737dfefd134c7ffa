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
export function shuffle(labels: Uint8Array, random: () => number): void {
  for (let last = labels.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = labels[last] as number;
    labels[last] = labels[other] as number;
    labels[other] = held;
  }
}

/**
 * Statistics of labelled values, each beside what chance makes of it: labels are drawn again `drawCount` times, from a fixed seed, and all statistics
 * are computed of each draw. Exact at any size: where both samples are of one distribution, a p-value is at most `a` in a share `a` of cases.
 */
export function permuted(
  labels: Uint8Array,
  statisticsOf: (labels: Uint8Array) => readonly number[],
  { drawCount, alpha, seed = 18 }: { readonly drawCount: number; readonly alpha: number; readonly seed?: number },
): Permuted[] {
  const observed = statisticsOf(labels);
  const random = randomOf(seed);
  const drawn = Uint8Array.from(labels);
  const draws: number[][] = observed.map(() => []);
  for (let draw = 0; draw < drawCount; draw++) {
    shuffle(drawn, random);
    statisticsOf(drawn).forEach((statistic, place) => draws[place]?.push(statistic));
  }
  return observed.map((statistic, place) => {
    const own = (draws[place] as number[]).toSorted((one, other) => one - other);
    // Sums of the same numbers in another order differ by rounding.
    const least = statistic - 1e-12 * Math.abs(statistic);
    const reached = own.filter((one) => one >= least).length;
    return {
      statistic,
      threshold: own[Math.min(own.length - 1, Math.ceil((1 - alpha) * (own.length + 1)) - 1)] ?? statistic,
      pValue: (1 + reached) / (drawCount + 1),
    };
  });
}
