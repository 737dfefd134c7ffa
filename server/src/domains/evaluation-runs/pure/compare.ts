import { holm } from '../../../platform/statistics/multiple.ts';
import { pairedTest } from '../../../platform/statistics/paired.ts';
import { mcnemar, pairedDifference } from '../../benchmarks/pure/paired.ts';
import type { ComparedNumber } from '../types.ts';

/** What both runs have of one row: means over its answers. */
export interface RowPair {
  readonly a: number;
  readonly b: number;
  /** Shares of what passed; null: one of the two neither passes nor fails. */
  readonly aPassed: number | null;
  readonly bPassed: number | null;
}

/** One number by row. */
export interface PairedRows {
  readonly name: string;
  readonly rows: readonly RowPair[];
  readonly higherIsBetter: boolean;
}

const level = 0.05;

/** Every score of two runs; verdicts hold together (Holm). */
export function compareAll(scores: readonly PairedRows[]): ComparedNumber[] {
  const compared = scores.map(compareOne);
  const adjusted = holm(compared.map(({ pValue }) => pValue ?? 1));
  return compared.map((one, at) => withVerdict(one, one.pValue === null ? null : (adjusted[at] as number)));
}

/** One number of two runs, alone. */
export const compareAlone = (rows: PairedRows): ComparedNumber => {
  const compared = compareOne(rows);
  return withVerdict(compared, compared.pValue);
};

function withVerdict(one: ComparedNumber, adjustedPValue: number | null): ComparedNumber {
  const isDecisive = adjustedPValue !== null && adjustedPValue <= level && one.difference !== null && one.difference !== 0;
  const isBetter = isDecisive && (one.difference as number) > 0 === one.higherIsBetter;
  return { ...one, adjustedPValue, verdict: isDecisive ? (isBetter ? 'BETTER' : 'WORSE') : 'NOT_DECISIVE' };
}

/** Rows that pass or fail once each: McNemar's exact test. Others: their differences (platform/statistics/paired.ts). */
function compareOne({ name, rows, higherIsBetter }: PairedRows): ComparedNumber {
  const n = rows.length;
  const empty = { name, n, higherIsBetter, adjustedPValue: null, verdict: 'NOT_DECISIVE' } as const;
  if (n === 0) return { ...empty, a: null, b: null, difference: null, interval: null, pValue: null, test: 'NONE', gained: 0, lost: 0 };
  const isWhole = rows.every(({ aPassed, bPassed }) => isVerdict(aPassed) && isVerdict(bPassed));
  const [aOf, bOf] = isWhole
    ? [(row: RowPair) => row.aPassed as number, (row: RowPair) => row.bPassed as number]
    : [(row: RowPair) => row.a, (row: RowPair) => row.b];
  const differences = rows.map((row) => bOf(row) - aOf(row));
  const [up, down] = [differences.filter((one) => one > 0).length, differences.filter((one) => one < 0).length];
  const shown = {
    ...empty,
    a: rows.reduce((sum, row) => sum + aOf(row), 0) / n,
    b: rows.reduce((sum, row) => sum + bOf(row), 0) / n,
    gained: higherIsBetter ? up : down,
    lost: higherIsBetter ? down : up,
  };
  if (isWhole) {
    const { difference, interval } = pairedDifference(down, up, n) as NonNullable<ReturnType<typeof pairedDifference>>;
    return { ...shown, difference, interval, pValue: mcnemar(down, up), test: 'MCNEMAR' };
  }
  const tested = pairedTest(differences);
  if (!tested.ok) return { ...shown, difference: null, interval: null, pValue: null, test: 'NONE' };
  const { mean, interval, pValue, test } = tested.value;
  return { ...shown, difference: mean, interval, pValue, test };
}

const isVerdict = (share: number | null): boolean => share === 0 || share === 1;
