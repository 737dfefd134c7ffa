import type { StudyDirection, TrialColumns } from '../types.ts';
import { dominationRanks, spreadOf } from './domination.ts';
import { byLoss, lossesOf, rowsIn } from './losses.ts';

/** The best so many of the rows, and the others, each in the order of the trials' numbers. */
export interface Split {
  readonly best: readonly number[];
  readonly others: readonly number[];
}

/**
 * The best complete trials. With several objectives those of the lowest ranks; of the rank that does not fit whole, those that together
 * dominate most.
 */
export function bestComplete(
  columns: TrialColumns,
  directions: readonly StudyDirection[],
  rows: readonly number[],
  count: number,
): readonly number[] {
  if (count >= rows.length) return rows;
  const losses = lossesOf(columns, directions);
  const width = columns.objectiveCount;
  if (width === 1) return byLoss(rows, losses).slice(0, count).sort(ascending);
  const own = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) own.set(losses.subarray(row * width, (row + 1) * width), index * width);
  const ranks = dominationRanks(own, width);
  const best: number[] = [];
  for (let rank = 0; best.length < count; rank += 1) {
    const front = [...ranks.keys()].filter((index) => ranks[index] === rank);
    const room = count - best.length;
    const chosen =
      front.length <= room
        ? front
        : spreadOf(
            front.map((index) => [...own.subarray(index * width, (index + 1) * width)]),
            room,
          ).map((place) => front[place] as number);
    best.push(...chosen.map((index) => rows[index] as number));
  }
  return best.sort(ascending);
}

/**
 * Good trials and the others, as TPE divides them: of the trials that have ended a tenth (one objective: 25 at most), complete ones before
 * pruned ones, and of pruned ones those that came farther. Running trials are among the others, so that they are not proposed again.
 */
export function splitForDensity(columns: TrialColumns, directions: readonly StudyDirection[]): Split {
  const complete = rowsIn(columns, 'COMPLETE');
  const pruned = rowsIn(columns, 'PRUNED');
  const tenth = Math.ceil(0.1 * (complete.length + pruned.length));
  const count = directions.length === 1 ? Math.min(tenth, 25) : tenth;
  const best = [...bestComplete(columns, directions, complete, count)];
  const sign = directions[0] === 'MAXIMIZE' ? -1 : 1;
  const { lastSteps, lastValues } = columns;
  const stepOf = (row: number): number => (Number.isNaN(lastSteps[row]) ? -1 : (lastSteps[row] as number));
  const lossOf = (row: number): number => (Number.isNaN(lastValues[row]) ? Infinity : sign * (lastValues[row] as number));
  const farthest = pruned.toSorted(
    (one, other) => stepOf(other) - stepOf(one) || (lossOf(one) < lossOf(other) ? -1 : lossOf(one) > lossOf(other) ? 1 : one - other),
  );
  best.push(...farthest.slice(0, count - best.length));
  const good = new Set(best);
  return { best: best.sort(ascending), others: rowsIn(columns, 'COMPLETE', 'PRUNED', 'RUNNING').filter((row) => !good.has(row)) };
}

const ascending = (one: number, other: number): number => one - other;
