import type { SearchSpace, StudyDirection, TrialColumns } from '../../types.ts';
import { byLoss, lossesOf, rowsIn } from '../losses.ts';
import { unitOf } from '../space.ts';
import { fitKernel, posteriorAt, processOf, type Process } from './process.ts';

/** Trials that a process knows: more cost much and add little. The best half and the newest half are taken. */
const mostKnown = 150;

/** What a process has learned of a study: losses (less is better) in standard deviations from their mean. */
export interface Model {
  readonly process: Process;
  readonly mean: number;
  readonly deviation: number;
  /** The best loss of all, standardised. */
  readonly best: number;
  /** Whether more of the objective is better: then losses are its negatives. */
  readonly sign: 1 | -1;
  /** Points of the process as the study has them: the best of all is the first. */
  readonly rows: readonly number[];
}

/** A point in the numbers of the process: each number's place on its scale, a choice's number, NaN where it is not active. */
export const unitsOf = (space: SearchSpace, point: ArrayLike<number>, offset = 0): Float64Array =>
  Float64Array.from(space, (parameter, place) => {
    const at = point[offset + place] as number;
    return Number.isNaN(at) ? NaN : unitOf(parameter, at);
  });

/**
 * A process fitted to the complete trials. `believed`: points that run, which are taken to give what is expected of them, so that their
 * neighbourhood is not proposed again. Null: fewer than three complete trials, or all have the same value.
 */
export function modelOf(
  space: SearchSpace,
  direction: StudyDirection,
  columns: TrialColumns,
  believed: readonly Float64Array[] = [],
): Model | null {
  const losses = lossesOf(columns, [direction]);
  const order = byLoss(rowsIn(columns, 'COMPLETE'), losses);
  if (order.length < 3) return null;
  const rows = knownRows(order);
  const own = Float64Array.from(rows, (row) => losses[row] as number);
  const mean = own.reduce((sum, loss) => sum + loss, 0) / own.length;
  const deviation = Math.sqrt(own.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / own.length);
  if (!(deviation > 0) || !Number.isFinite(deviation)) return null;
  const width = space.length;
  const points = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) points.set(unitsOf(space, columns.points, row * width), index * width);
  const isChoice = space.map(({ kind }) => kind === 'CATEGORICAL');
  const sample = { points, width, values: own.map((loss) => (loss - mean) / deviation), isChoice };
  const parameters = fitKernel(sample);
  let process = processOf(sample, parameters);
  for (const point of believed) {
    const units = unitsOf(space, point);
    const values = Float64Array.from([...process.sample.values, posteriorAt(process, units).mean]);
    process = processOf({ ...process.sample, points: Float64Array.from([...process.sample.points, ...units]), values }, parameters);
  }
  return { process, mean, deviation, best: ((own[0] as number) - mean) / deviation, sign: direction === 'MAXIMIZE' ? -1 : 1, rows };
}

function knownRows(order: readonly number[]): readonly number[] {
  if (order.length <= mostKnown) return order;
  const best = order.slice(0, mostKnown / 2);
  const taken = new Set(best);
  const newest = order.filter((row) => !taken.has(row)).sort((one, other) => other - one);
  return [...best, ...newest.slice(0, mostKnown / 2)];
}

export interface Expectation {
  /** The objective, in its own unit, with the interval that holds it with 95 %. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** By how much the best is expected to be exceeded, in the objective's unit; 0 or more. */
  readonly expectedImprovement: number;
  readonly logExpectedImprovement: number;
  /** 0 to 1. */
  readonly probabilityOfImprovement: number;
}
