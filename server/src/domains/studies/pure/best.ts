import type { StudyDirection, TrialColumns } from '../types.ts';
import { dominationRanks } from './domination.ts';
import { byLoss, lossesOf, rowsIn } from './losses.ts';

/** Numbers of the best trial (one objective; of equal ones the first), or of those that no other dominates, by the first objective. */
export function bestTrialsOf(directions: readonly StudyDirection[], columns: TrialColumns): readonly number[] {
  const rows = rowsIn(columns, 'COMPLETE');
  const losses = lossesOf(columns, directions);
  const width = columns.objectiveCount;
  if (rows.length === 0) return [];
  if (width === 1) return [columns.numbers[byLoss(rows, losses)[0] as number] as number];
  const own = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) own.set(losses.subarray(row * width, (row + 1) * width), index * width);
  const ranks = dominationRanks(own, width);
  return rows
    .filter((_, index) => ranks[index] === 0)
    .sort((one, other) => (losses[one * width] as number) - (losses[other * width] as number) || one - other)
    .map((row) => columns.numbers[row] as number);
}
