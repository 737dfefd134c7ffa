import { distanceThenJoin, noNumbers, type Nearest } from './nearest.ts';

/*
 * What the last values of a series are like, as a few numbers, and how new each is: its distance from the nearest that it was before. A mean
 * at an unknown level, an unusual calm or unrest, a floor or a ceiling that was not there before are new where no single value is.
 */

type Measure = 'mean' | 'spread' | 'lowest' | 'highest';

/** What is measured, over how many values. */
const measures: readonly (readonly [what: Measure, length: number])[] = [
  ['mean', 1],
  ['mean', 16],
  ['mean', 64],
  ['spread', 16],
  ['spread', 48],
  ['lowest', 16],
  ['highest', 16],
];
const longest = Math.max(...measures.map(([, length]) => length));

export interface Lately {
  /** Newest last. */
  readonly values: number[];
  readonly pasts: readonly Nearest[];
}

export const noneLately = (): Lately => ({ values: [], pasts: measures.map(([, length]) => noNumbers(length)) });

/** Takes a value in; of each measure how new it is now, null while there are too few values. Pieces that overlap are not compared. */
export function noveltiesOf({ values, pasts }: Lately, value: number): (number | null)[] {
  values.push(value);
  if (values.length > longest) values.shift();
  return measures.map(([what, length], place) =>
    values.length < length ? null : distanceThenJoin(pasts[place] as Nearest, measured[what](values.slice(-length))),
  );
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const measured: Readonly<Record<Measure, (values: readonly number[]) => number>> = {
  mean: meanOf,
  // On the logarithm: half as restless is as new as twice.
  spread: (values) => {
    const mean = meanOf(values);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return Math.log(Math.sqrt(variance) + 1e-6 * Math.abs(mean) + 1e-9);
  },
  lowest: (values) => Math.min(...values),
  highest: (values) => Math.max(...values),
};
