import type { Parameter } from '../../types.ts';
import { shareOf, type Leaf } from './forest.ts';

/* How much of the variance of a tree over the whole space comes from one parameter, and from two together (Hutter and others 2014). */

interface Variances {
  readonly whole: number;
  /** Of each parameter alone. */
  readonly alone: Float64Array;
  /** Of each pair, beyond what each of the two has alone, in the order of `pairsOf`. */
  readonly together: Float64Array;
}

/** Pairs of places, the first before the second. */
export const pairsOf = (count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, one) => one).flatMap((one) =>
    Array.from({ length: count - one - 1 }, (_, index) => [one, one + index + 1] as const),
  );

export function variancesOf(parameters: readonly Parameter[], leaves: readonly Leaf[], withPairs: boolean): Variances {
  const shares = leaves.map(({ cover }) => Float64Array.from(cover, (part, place) => shareOf(parameters[place] as Parameter, part)));
  const weights = shares.map((own) => own.reduce((product, share) => product * share, 1));
  const mean = leaves.reduce((sum, { value }, index) => sum + value * (weights[index] as number), 0);
  const whole = leaves.reduce((sum, { value }, index) => sum + (value - mean) ** 2 * (weights[index] as number), 0);
  const cells = parameters.map((parameter, place) => cellsOf(parameter, leaves, place));
  const spans = leaves.map(({ cover }) => cover.map((part, place) => spanOf(cells[place] as Cells, part)));
  const alone = Float64Array.from(parameters, (_, place) => {
    const { widths } = cells[place] as Cells;
    const sums = new Float64Array(widths.length);
    for (const [index, { value }] of leaves.entries()) {
      const outside = without(shares[index] as Float64Array, place, -1);
      for (const cell of (spans[index] as readonly Int32Array[])[place] as Int32Array) (sums[cell] as number) += (value - mean) * outside;
    }
    return sums.reduce((sum, marginal, cell) => sum + marginal * marginal * (widths[cell] as number), 0);
  });
  const together = withPairs
    ? Float64Array.from(pairsOf(parameters.length), ([one, other]) => {
        const joint = jointVariance(leaves, shares, spans, cells[one] as Cells, cells[other] as Cells, one, other, mean);
        return Math.max(0, joint - (alone[one] as number) - (alone[other] as number));
      })
    : new Float64Array(0);
  return { whole, alone, together };
}

interface Cells {
  /** Ends of the cells of a number; null: a choice, whose places are the cells. */
  readonly ends: Float64Array | null;
  /** Shares of the range. */
  readonly widths: Float64Array;
}

function cellsOf(parameter: Parameter, leaves: readonly Leaf[], place: number): Cells {
  if (parameter.kind === 'CATEGORICAL')
    return { ends: null, widths: new Float64Array(parameter.choices.length).fill(1 / parameter.choices.length) };
  const ends = Float64Array.from(new Set(leaves.flatMap(({ cover }) => [...(cover[place] as Float64Array)]))).sort();
  const range = parameter.high - parameter.low;
  return {
    ends,
    widths: Float64Array.from({ length: ends.length - 1 }, (_, cell) => ((ends[cell + 1] as number) - (ends[cell] as number)) / range),
  };
}

/** The cells that a cover has. */
function spanOf({ ends }: Cells, cover: Float64Array): Int32Array {
  if (ends === null) return Int32Array.from(cover.keys()).filter((place) => cover[place] === 1);
  const [from, to] = [indexOf(ends, cover[0] as number), indexOf(ends, cover[1] as number)];
  return Int32Array.from({ length: to - from }, (_, index) => from + index);
}

function indexOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const without = (shares: Float64Array, one: number, other: number): number =>
  shares.reduce((product, share, place) => (place === one || place === other ? product : product * share), 1);

function jointVariance(
  leaves: readonly Leaf[],
  shares: readonly Float64Array[],
  spans: readonly (readonly Int32Array[])[],
  across: Cells,
  down: Cells,
  one: number,
  other: number,
  mean: number,
): number {
  const width = across.widths.length;
  const sums = new Float64Array(width * down.widths.length);
  for (const [index, { value }] of leaves.entries()) {
    const part = (value - mean) * without(shares[index] as Float64Array, one, other);
    const own = spans[index] as readonly Int32Array[];
    for (const row of own[other] as Int32Array) for (const column of own[one] as Int32Array) (sums[row * width + column] as number) += part;
  }
  let variance = 0;
  for (let row = 0; row < down.widths.length; row += 1)
    for (let column = 0; column < width; column += 1)
      variance += (sums[row * width + column] as number) ** 2 * (across.widths[column] as number) * (down.widths[row] as number);
  return variance;
}
