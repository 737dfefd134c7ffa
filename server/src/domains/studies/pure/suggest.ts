import type { SearchSpace, StudyDirection, StudyMethod, TrialColumns } from '../types.ts';
import { suggestByCovariance } from './cma-es.ts';
import { suggestByProcess } from './gp.ts';
import { keyOf, nextOfGrid } from './grid.ts';
import { withRunning } from './losses.ts';
import { suggestBySorting } from './nsga-ii.ts';
import { randomOfTrial } from './random.ts';
import { randomPoint } from './space.ts';
import { suggestByDensity } from './tpe.ts';

export interface StudyPlan {
  readonly method: StudyMethod;
  readonly directions: readonly StudyDirection[];
  readonly space: SearchSpace;
  readonly seed: number;
}

export interface Suggestion {
  readonly number: number;
  readonly point: Float64Array;
  /** -1: the method has none. */
  readonly generation: number;
}

/**
 * Points of the next trials, `count` from number `from` on. What runs is known to the method, so that it is not given twice. Fewer come
 * where a grid has no more points.
 */
export function suggest(plan: StudyPlan, columns: TrialColumns, from: number, count: number): readonly Suggestion[] {
  if (plan.method === 'GRID') return ofGrid(plan, columns, from, count);
  const suggestions: Suggestion[] = [];
  let known = columns;
  for (let number = from; number < from + count; number += 1) {
    const suggestion = { number, ...one(plan, known, number) };
    suggestions.push(suggestion);
    known = withRunning(known, number, suggestion.point, suggestion.generation);
  }
  return suggestions;
}

function one({ method, directions, space, seed }: StudyPlan, columns: TrialColumns, number: number): Omit<Suggestion, 'number'> {
  const random = randomOfTrial(seed, number);
  switch (method) {
    case 'TPE':
      return { point: suggestByDensity(space, directions, columns, random), generation: -1 };
    case 'GP':
      return { point: suggestByProcess(space, directions[0] as StudyDirection, columns, random), generation: -1 };
    case 'CMA_ES':
      return suggestByCovariance(space, directions[0] as StudyDirection, columns, random);
    case 'NSGA_II':
      return suggestBySorting(space, directions, columns, random);
    default:
      return { point: randomPoint(space, random), generation: -1 };
  }
}

function ofGrid(
  { space, seed }: StudyPlan,
  { count: trialCount, width, points }: TrialColumns,
  from: number,
  count: number,
): readonly Suggestion[] {
  const used = new Set(Array.from({ length: trialCount }, (_, row) => keyOf(points.subarray(row * width, (row + 1) * width))));
  return nextOfGrid(space, seed, used, count).map((point, index) => ({ number: from + index, point, generation: -1 }));
}
