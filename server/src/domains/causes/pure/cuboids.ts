import type { Leaves, Sums } from './leaves.ts';

/** Groups of leaves by the values of some dimensions. */
export interface Cuboid {
  /** Places of its dimensions, rising. */
  readonly dimensions: readonly number[];
  /** The key of each cell (`keyOf`). */
  readonly keys: Float64Array;
  /** Four numbers of each cell, in the order of `sumsAt`. */
  readonly sums: Float64Array;
}

/** One cell of a cuboid: the leaves with these codes in these dimensions. */
export interface Cell {
  readonly dimensions: readonly number[];
  readonly codes: readonly number[];
  readonly sums: Sums;
}

/** All choices of `size` of the numbers below `count`, each rising. */
export function choicesOf(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count }, (_, last) => last).flatMap((last) => choicesOf(last, size - 1).map((choice) => [...choice, last]));
}

const sizeOf = (leaves: Leaves, dimension: number): number => leaves.values[dimension]?.length ?? 0;

/** The codes of a cell as one number, exact for up to 2^53 cells. */
export const keyOf = (leaves: Leaves, dimensions: readonly number[], codes: readonly number[]): number =>
  dimensions.reduce((key, dimension, place) => key * sizeOf(leaves, dimension) + (codes[place] as number), 0);

/** The codes of a key. */
export function codesOf(leaves: Leaves, dimensions: readonly number[], key: number): number[] {
  const codes: number[] = [];
  let rest = key;
  for (const dimension of dimensions.toReversed()) {
    const size = sizeOf(leaves, dimension);
    codes.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return codes;
}

/** Reads the sums of a cell into `sums`, which it returns: cells are too many for an object each. */
export function sumsAt({ sums: all }: Cuboid, place: number, sums: Sums): Sums {
  sums.currentPart = all[4 * place] as number;
  sums.currentOf = all[4 * place + 1] as number;
  sums.baselinePart = all[4 * place + 2] as number;
  sums.baselineOf = all[4 * place + 3] as number;
  return sums;
}

/**
 * Every cuboid of 1 to `most` dimensions. Of those with more than one, leaves are left out whose value in one of the dimensions `isSmall` says
 * can't matter, because all leaves with it add up to too little: what is more special adds up to less still.
 */
export function cuboidsOf(leaves: Leaves, most: number, isSmall: (sums: Sums) => boolean): Cuboid[] {
  const singles = choicesOf(leaves.dimensions.length, 1).map((dimensions) => cuboidOf(leaves, dimensions, []));
  const scratch: Sums = { currentPart: 0, currentOf: 0, baselinePart: 0, baselineOf: 0 };
  const small = singles.map((single, dimension) => {
    const isLeftOut = new Uint8Array(sizeOf(leaves, dimension));
    single.keys.forEach((code, place) => {
      isLeftOut[code] = isSmall(sumsAt(single, place, scratch)) ? 1 : 0;
    });
    return isLeftOut;
  });
  const cuboids = [...singles];
  for (let size = 2; size <= Math.min(most, leaves.dimensions.length); size++)
    for (const dimensions of choicesOf(leaves.dimensions.length, size)) cuboids.push(cuboidOf(leaves, dimensions, small));
  return cuboids;
}

/** Up to so many possible keys, the place of each is kept in an array, else in a map. */
const denseCount = 2 ** 21;

/** The groups by some dimensions. `small`: for each dimension, 1 for the codes whose leaves are left out; empty: none are. */
function cuboidOf(leaves: Leaves, dimensions: readonly number[], small: readonly Uint8Array[]): Cuboid {
  const count = leaves.currentOf.length;
  const keyOfLeaf = new Float64Array(count);
  for (const dimension of dimensions) {
    const codes = leaves.codes[dimension] as Int32Array;
    const size = sizeOf(leaves, dimension);
    const isLeftOut = small[dimension];
    for (let leaf = 0; leaf < count; leaf++) {
      const code = codes[leaf] as number;
      // Once left out (-1), a key stays below 0.
      const key = keyOfLeaf[leaf] as number;
      keyOfLeaf[leaf] = key < 0 || isLeftOut?.[code] === 1 ? -1 : key * size + code;
    }
  }
  const possibleCount = dimensions.reduce((product, dimension) => product * sizeOf(leaves, dimension), 1);
  // Places from 1; 0: none yet.
  const dense = possibleCount <= denseCount ? new Int32Array(possibleCount) : null;
  const sparse = new Map<number, number>();
  const keys = new Float64Array(Math.min(count, possibleCount));
  const sums = new Float64Array(4 * keys.length);
  let cellCount = 0;
  for (let leaf = 0; leaf < count; leaf++) {
    const key = keyOfLeaf[leaf] as number;
    if (key < 0) continue;
    let place = (dense === null ? (sparse.get(key) ?? 0) : (dense[key] as number)) - 1;
    if (place < 0) {
      place = cellCount++;
      keys[place] = key;
      if (dense === null) sparse.set(key, place + 1);
      else dense[key] = place + 1;
    }
    const at = 4 * place;
    sums[at] = (sums[at] as number) + (leaves.currentPart[leaf] as number);
    sums[at + 1] = (sums[at + 1] as number) + (leaves.currentOf[leaf] as number);
    sums[at + 2] = (sums[at + 2] as number) + (leaves.baselinePart[leaf] as number);
    sums[at + 3] = (sums[at + 3] as number) + (leaves.baselineOf[leaf] as number);
  }
  return { dimensions, keys: keys.subarray(0, cellCount), sums: sums.subarray(0, 4 * cellCount) };
}
