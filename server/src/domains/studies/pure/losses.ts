import { trialStateCode, type StudyDirection, type TrialColumns } from '../types.ts';

/** Objectives of which less is better, `objectiveCount` of each trial. */
export function lossesOf({ objectives, objectiveCount }: TrialColumns, directions: readonly StudyDirection[]): Float64Array {
  return objectives.map((value, place) => (directions[place % objectiveCount] === 'MAXIMIZE' ? -value : value));
}

/** Rows in one of the states, in the order of their numbers. */
export function rowsIn({ count, states }: TrialColumns, ...wanted: readonly (keyof typeof trialStateCode)[]): number[] {
  const codes = new Set<number>(wanted.map((state) => trialStateCode[state]));
  const rows: number[] = [];
  for (let row = 0; row < count; row += 1) if (codes.has(states[row] as number)) rows.push(row);
  return rows;
}

/** Rows with a smaller first loss first; of equal ones the earlier. */
export const byLoss = (rows: readonly number[], losses: Float64Array): number[] =>
  rows.toSorted((one, other) => (losses[one] as number) - (losses[other] as number) || one - other);

/** The columns with one more trial, which runs: what was given out already is not given again. */
export function withRunning(columns: TrialColumns, number: number, point: Float64Array, generation = -1): TrialColumns {
  const grown = <Column extends Float64Array | Int32Array | Uint8Array>(column: Column, added: ArrayLike<number>): Column => {
    const longer = new (column.constructor as new (length: number) => Column)(column.length + added.length);
    longer.set(column);
    longer.set(added, column.length);
    return longer;
  };
  return {
    ...columns,
    count: columns.count + 1,
    numbers: grown(columns.numbers, [number]),
    states: grown(columns.states, [trialStateCode.RUNNING]),
    points: grown(columns.points, point),
    objectives: grown(columns.objectives, new Float64Array(columns.objectiveCount).fill(NaN)),
    generations: grown(columns.generations, [generation]),
    lastSteps: grown(columns.lastSteps, [NaN]),
    lastValues: grown(columns.lastValues, [NaN]),
  };
}
