import { agreementOf, type Agreement } from '../../analytics/pure/agreement.ts';

/** How far apart two values are. NOMINAL: the same or not. ORDINAL: by the values between. INTERVAL: by their difference. */
export const agreementLevels = ['NOMINAL', 'ORDINAL', 'INTERVAL'] as const;
export type AgreementLevel = (typeof agreementLevels)[number];

/** Items that were judged in the same way: the values that they were given, in any order, and how many such items there are. */
export interface Pattern {
  readonly values: readonly string[];
  readonly count: number;
}

export interface AlphaInterval {
  readonly low: number;
  readonly high: number;
}

/** Patterns of at least two values as numbers: how often each value stands in each. */
export interface Tally {
  /** Of ORDINAL and INTERVAL numbers, least first. */
  readonly values: readonly string[];
  readonly rows: readonly { readonly size: number; readonly counts: readonly number[] }[];
  /** Items of each row. */
  readonly weights: readonly number[];
}

/** An item with fewer than two values says nothing about agreement, and is left out. */
export function tallyOf(patterns: readonly Pattern[], level: AgreementLevel): Tally {
  const pairable = patterns.filter(({ values, count }) => values.length > 1 && count > 0);
  const distinct = [...new Set(pairable.flatMap(({ values }) => values))];
  const values = level === 'NOMINAL' ? distinct.toSorted() : distinct.toSorted((one, other) => Number(one) - Number(other));
  const places = new Map(values.map((value, place) => [value, place]));
  const rows = pairable.map((pattern) => {
    const counts = values.map(() => 0);
    for (const value of pattern.values) (counts[places.get(value) as number] as number) += 1;
    return { size: pattern.values.length, counts };
  });
  return { values, rows, weights: pairable.map(({ count }) => count) };
}

/**
 * Krippendorff's alpha, by the coincidences of values within items (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"): any
 * number of judges, any of whom may be missing. Null: nothing to compare, or all values are the same. `weights`: of the rows, those of a
 * resample; absent: the tally's own.
 */
export function alphaOf({ values, rows, weights: own }: Tally, level: AgreementLevel, weights: readonly number[] = own): Agreement {
  const totals = values.map(() => 0);
  let unitCount = 0;
  let valueCount = 0;
  for (const [place, { size, counts }] of rows.entries()) {
    const weight = weights[place] as number;
    unitCount += weight;
    valueCount += weight * size;
    for (const [value, count] of counts.entries()) (totals[value] as number) += weight * count;
  }
  const distance = distancesOf(values, totals, level);
  let within = 0;
  for (const [place, { size, counts }] of rows.entries()) within += ((weights[place] as number) / (size - 1)) * pairSum(counts, distance);
  return agreementOf({ unitCount, valueCount, within, among: pairSum(totals, distance) });
}

/** Over all ordered pairs of different values: how often the one, times how often the other, times their distance. */
function pairSum(counts: readonly number[], distance: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let one = 0; one < counts.length; one += 1) {
    if (counts[one] === 0) continue;
    for (let other = one + 1; other < counts.length; other += 1)
      sum += 2 * (counts[one] as number) * (counts[other] as number) * (distance[one]?.[other] as number);
  }
  return sum;
}

/** Squared distances of values, `one` before `other`. */
function distancesOf(values: readonly string[], totals: readonly number[], level: AgreementLevel): number[][] {
  return values.map((value, one) =>
    values.map((against, other) => {
      if (level === 'NOMINAL') return one === other ? 0 : 1;
      if (level === 'INTERVAL') return (Number(value) - Number(against)) ** 2;
      let between = 0;
      for (let place = Math.min(one, other); place <= Math.max(one, other); place += 1) between += totals[place] as number;
      return (between - ((totals[one] as number) + (totals[other] as number)) / 2) ** 2;
    }),
  );
}
