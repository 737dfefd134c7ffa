import { gaussianKernel } from './vectors.ts';

/** Places of the vectors of each sample that are most like their own sample and least like the other one, the most telling first. */
export function mostTypical(
  baseline: readonly ArrayLike<number>[],
  current: readonly ArrayLike<number>[],
  count: number,
): { readonly baseline: readonly number[]; readonly current: readonly number[] } {
  const { size, values } = gaussianKernel([...baseline, ...current]);
  // The witness of the discrepancy: mean similarity to the current sample less that to the baseline.
  const witness = Array.from({ length: size }, (_, row) => {
    let [toBaseline, toCurrent] = [0, 0];
    for (let column = 0; column < size; column++) {
      const value = values[row * size + column] as number;
      if (column < baseline.length) toBaseline += value;
      else toCurrent += value;
    }
    return toCurrent / current.length - toBaseline / baseline.length;
  });
  const ranked = (first: number, end: number, sign: 1 | -1): number[] =>
    Array.from({ length: end - first }, (_, place) => place)
      .toSorted((one, other) => sign * ((witness[first + other] as number) - (witness[first + one] as number)))
      .slice(0, count);
  return { baseline: ranked(0, baseline.length, -1), current: ranked(baseline.length, size, 1) };
}
