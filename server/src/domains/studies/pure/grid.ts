import type { Parameter, SearchSpace } from '../types.ts';
import { countOf, fromUnit, isActive, numberOf } from './space.ts';

/** Values of a number without a step, where none are asked for. */
const usualLevels = 5;
/** Points of a grid. */
export const maxGridPoints = 100_000;

function levelsOf(parameter: Parameter): readonly number[] {
  const all = countOf(parameter);
  if (parameter.kind === 'CATEGORICAL') return parameter.choices.map((_, place) => place);
  const { levels, low, high, step, isLog } = parameter;
  if (all !== null && (levels === null || levels >= all))
    return Array.from({ length: all }, (_, index) => numberOf(parameter, scaledOf(low + index * (step ?? 0), isLog)));
  const count = levels ?? usualLevels;
  if (count === 1) return [fromUnit(parameter, 0.5)];
  const [from, to] = [scaledOf(low, isLog), scaledOf(high, isLog)];
  return [...new Set(Array.from({ length: count }, (_, index) => numberOf(parameter, from + ((to - from) * index) / (count - 1))))];
}

const scaledOf = (value: number, isLog: boolean): number => (isLog ? Math.log(value) : value);

/** How many points the grid of a space has, conditions aside. */
export const gridSize = (space: SearchSpace): number => space.reduce((size, parameter) => size * levelsOf(parameter).length, 1);

/** All points of the grid, those that differ only in a parameter that is not active once; in an order that follows from the seed. */
export function gridOf(space: SearchSpace, seed: number): readonly Float64Array[] {
  const levels = space.map(levelsOf);
  const size = levels.reduce((product, { length }) => product * length, 1);
  const points: Float64Array[] = [];
  // A step without a common factor meets every place once.
  let stride = 1 + (Math.abs(Math.imul(seed + 1, 0x9e37_79b1)) % size);
  while (commonFactor(stride, size) !== 1) stride += 1;
  for (let turn = 0, index = Math.abs(seed) % size; turn < size; turn += 1, index = (index + stride) % size) {
    const point = pointAt(space, levels, index);
    if (point !== null) points.push(point);
  }
  return points;
}

function pointAt(space: SearchSpace, levels: readonly (readonly number[])[], index: number): Float64Array | null {
  const point = new Float64Array(space.length).fill(NaN);
  let rest = index;
  for (const place of space.keys()) {
    const own = levels[place] as readonly number[];
    const level = rest % own.length;
    rest = Math.floor(rest / own.length);
    if (isActive(space, place, point)) point[place] = own[level] as number;
    else if (level > 0) return null;
  }
  return point;
}

const commonFactor = (one: number, other: number): number => (other === 0 ? one : commonFactor(other, one % other));

/** A point as a key: two equal ones have the same. */
export const keyOf = (point: ArrayLike<number>): string => Array.from(point).join(' ');

/** The first points of the grid that no trial had yet, at most so many. */
export function nextOfGrid(space: SearchSpace, seed: number, used: ReadonlySet<string>, count: number): Float64Array[] {
  const next: Float64Array[] = [];
  for (const point of gridOf(space, seed)) {
    if (next.length === count) break;
    if (!used.has(keyOf(point))) next.push(point);
  }
  return next;
}
