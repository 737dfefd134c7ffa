import type { SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { dominationRanks } from './domination.ts';
import { lossesOf, rowsIn } from './losses.ts';
import { fromUnit, isFixed, pointBy, randomPoint, randomValue, unitOf } from './space.ts';

/* NSGA-II (Deb and others 2002): a generation is bred from the best of the one before and its parents, by rank and by distance from others. */

const populationSize = 24;
const crossoverShare = 0.9;

/** The next point, and the generation that it belongs to: the first one that lacks complete trials. */
export function suggestBySorting(
  space: SearchSpace,
  directions: readonly StudyDirection[],
  columns: TrialColumns,
  random: () => number,
): { readonly point: Float64Array; readonly generation: number } {
  const complete = Map.groupBy(rowsIn(columns, 'COMPLETE'), (row) => columns.generations[row] as number);
  let generation = 0;
  let parents: readonly number[] = [];
  for (;;) {
    const children = complete.get(generation) ?? [];
    if (children.length < populationSize) break;
    parents = survivors(columns, directions, [...parents, ...children]);
    generation += 1;
  }
  if (generation === 0) return { point: randomPoint(space, random), generation };
  return { point: childOf(space, columns, directions, parents, random), generation };
}

interface Ranked {
  readonly row: number;
  readonly rank: number;
  readonly distance: number;
}

/** Rows with their rank and how far others of the rank are away; the outermost are infinitely far. */
function rankedOf(columns: TrialColumns, directions: readonly StudyDirection[], rows: readonly number[]): readonly Ranked[] {
  const width = directions.length;
  const losses = lossesOf(columns, directions);
  const own = new Float64Array(rows.length * width);
  for (const [index, row] of rows.entries()) own.set(losses.subarray(row * width, (row + 1) * width), index * width);
  const ranks = dominationRanks(own, width);
  const distances = new Float64Array(rows.length);
  for (const front of Map.groupBy(rows.keys(), (index) => ranks[index] as number).values())
    for (let place = 0; place < width; place += 1) {
      const at = (index: number): number => own[index * width + place] as number;
      const order = front.toSorted((one, other) => at(one) - at(other));
      const range = at(order.at(-1) as number) - at(order[0] as number);
      for (const [position, index] of order.entries()) {
        const [before, after] = [order[position - 1], order[position + 1]];
        if (before === undefined || after === undefined) distances[index] = Infinity;
        else if (range > 0) (distances[index] as number) += (at(after) - at(before)) / range;
      }
    }
  return rows.map((row, index) => ({ row, rank: ranks[index] as number, distance: distances[index] as number }));
}

const isBetter = (one: Ranked, other: Ranked): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.distance > other.distance);

const survivors = (columns: TrialColumns, directions: readonly StudyDirection[], rows: readonly number[]): readonly number[] =>
  rankedOf(columns, directions, rows)
    .toSorted((one, other) => (isBetter(one, other) ? -1 : isBetter(other, one) ? 1 : one.row - other.row))
    .slice(0, populationSize)
    .map(({ row }) => row);

/** The child of two winners of tournaments of two, each value of one of them, one in d changed. */
function childOf(
  space: SearchSpace,
  columns: TrialColumns,
  directions: readonly StudyDirection[],
  parents: readonly number[],
  random: () => number,
): Float64Array {
  const ranked = rankedOf(columns, directions, parents);
  const one = (): Ranked => ranked[Math.floor(random() * ranked.length)] as Ranked;
  const winner = (): number => {
    const [first, second] = [one(), one()];
    return (isBetter(second, first) ? second : first).row;
  };
  const [mother, father] = [winner(), winner()];
  const isMixed = random() < crossoverShare;
  const changeShare = 1 / Math.max(1, space.length);
  return pointBy(space, (parameter, place) => {
    const [of, or] = isMixed && random() < 0.5 ? [father, mother] : [mother, father];
    const at = (row: number): number => columns.points[row * columns.width + place] as number;
    const value = Number.isNaN(at(of)) ? at(or) : at(of);
    if (isFixed(parameter) || Number.isNaN(value)) return randomValue(parameter, random);
    if (random() >= changeShare) return value;
    return parameter.kind === 'CATEGORICAL' ? randomValue(parameter, random) : fromUnit(parameter, moved(unitOf(parameter, value), random));
  });
}

/** Polynomial mutation with index 20: mostly a small step, seldom a wide one, within the range. */
function moved(unit: number, random: () => number): number {
  const power = 1 / 21;
  const at = random();
  const step =
    at < 0.5 ? (2 * at + (1 - 2 * at) * (1 - unit) ** 21) ** power - 1 : 1 - (2 * (1 - at) + 2 * (at - 0.5) * unit ** 21) ** power;
  return unit + step;
}
