import type { Parameter, SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { rowsIn } from './losses.ts';
import { agedWeights, parzenOf } from './parzen.ts';
import { isFixed, pointBy, randomPoint } from './space.ts';
import { splitForDensity, type Split } from './split.ts';

/** Trials that are drawn at random before the first density is formed. */
const startupTrials = 10;
const candidateCount = 24;

/**
 * The next point by a tree-structured Parzen estimator: of 24 points that the density of the good trials gives, the one where it exceeds
 * the density of the others most. With one objective the parameters that every trial has are taken together, as Optuna 5 does; with several
 * objectives, and where a condition decides, each parameter is taken alone.
 */
export function suggestByDensity(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  random: () => number,
): Float64Array {
  if (rowsIn(columns, 'COMPLETE', 'PRUNED').length < startupTrials) return randomPoint(space, random);
  const split = splitForDensity(columns, directions);
  const isTogether = directions.length === 1;
  const joint = isTogether ? space.flatMap((parameter, place) => (parameter.when === null && !isFixed(parameter) ? [place] : [])) : [];
  const drawn = new Map<number, number>();
  if (joint.length > 0)
    for (const [index, value] of best(space, joint, columns, split, isTogether, random).entries()) drawn.set(joint[index] as number, value);
  return pointBy(space, (parameter, place) => {
    const known = drawn.get(place);
    if (known !== undefined) return known;
    if (isFixed(parameter)) return parameter.kind === 'CATEGORICAL' ? 0 : parameter.low;
    return best(space, [place], columns, split, isTogether, random)[0] as number;
  });
}

function best(
  space: SearchSpace,
  places: readonly number[],
  columns: TrialColumns,
  split: Split,
  isAged: boolean,
  random: () => number,
): readonly number[] {
  const parameters = places.map((place) => space[place] as Parameter);
  const having = (rows: readonly number[]): number[] =>
    rows.filter((row) => places.every((place) => !Number.isNaN(columns.points[row * columns.width + place])));
  const [goodRows, otherRows] = [having(split.best), having(split.others)];
  const good = parzenOf(
    parameters,
    places,
    columns,
    goodRows,
    isAged ? agedWeights(goodRows.length) : new Float64Array(goodRows.length).fill(1),
  );
  const others = parzenOf(parameters, places, columns, otherRows, agedWeights(otherRows.length));
  let chosen: readonly number[] = [];
  let most = -Infinity;
  for (let candidate = 0; candidate < candidateCount; candidate += 1) {
    const values = good.sample(random);
    const gain = good.logDensity(values) - others.logDensity(values);
    if (candidate === 0 || gain > most) [chosen, most] = [values, gain];
  }
  return chosen;
}
