import { trialStateCode, type SearchSpace, type StudyDirection, type TrialColumns } from '../types.ts';
import { bestPoint } from './gp/acquire.ts';
import { modelOf } from './gp/model.ts';
import { rowsIn } from './losses.ts';
import { randomPoint } from './space.ts';

/** Trials that are drawn at random before a process is fitted. */
const startupTrials = 10;
/** Running trials that are taken into account, the newest. */
const mostBelieved = 16;

/** The next point by a Gaussian process and the logarithm of the expected improvement. */
export function suggestByProcess(space: SearchSpace, direction: StudyDirection, columns: TrialColumns, random: () => number): Float64Array {
  if (rowsIn(columns, 'COMPLETE').length < startupTrials) return randomPoint(space, random);
  const pointOf = (row: number): Float64Array => columns.points.slice(row * columns.width, (row + 1) * columns.width);
  const running = rowsIn(columns, 'RUNNING').slice(-mostBelieved).map(pointOf);
  const model = modelOf(space, direction, columns, running);
  if (model === null) return randomPoint(space, random);
  const point = bestPoint(model, space, model.rows.slice(0, 3).map(pointOf), random);
  return isKnown(columns, point) ? randomPoint(space, random) : point;
}

/** Whether a trial that has ended or runs has the very point: another measurement of it would say little. */
function isKnown({ count, width, points, states }: TrialColumns, point: Float64Array): boolean {
  for (let row = 0; row < count; row += 1)
    if (states[row] !== trialStateCode.FAILED && point.every((at, place) => Object.is(at, points[row * width + place]))) return true;
  return false;
}
