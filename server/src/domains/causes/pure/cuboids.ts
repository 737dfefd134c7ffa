import { addLeaf, noSums, type Leaves, type Sums } from './leaves.ts';

/** Groups of leaves by the values of some dimensions. */
export interface Cuboid {
  /** Places of its dimensions, rising. */
  readonly dimensions: readonly number[];
  /** By the key of its codes (`keyOf`). */
  readonly cells: ReadonlyMap<number, Sums>;
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
  return Array.from({ length: count }, (_, last) => last).flatMap((last) =>
    choicesOf(last, size - 1).map((choice) => [...choice, last]),
  );
}

/** The codes of a cell as one number, exact for up to 2^53 cells. */
export const keyOf = (leaves: Leaves, dimensions: readonly number[], codes: readonly number[]): number =>
  dimensions.reduce((key, dimension, place) => key * sizeOf(leaves, dimension) + (codes[place] as number), 0);

const sizeOf = (leaves: Leaves, dimension: number): number => leaves.values[dimension]?.length ?? 0;

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

/**
 * Every cuboid of up to `most` dimensions. Leaves that `isSmall` says can't matter in a dimension, because all that share their value there add
 * up to too little, are left out of the cuboids with that dimension: what is more special adds up to less still.
 */
export function cuboidsOf(leaves: Leaves, most: number, isSmall: (sums: Sums) => boolean): Map<string, Cuboid> {
  const cuboids = new Map<string, Cuboid>();
  const small = leaves.dimensions.map((_, dimension) => {
    const { cells } = cuboidOf(leaves, [dimension], []);
    return Uint8Array.from({ length: sizeOf(leaves, dimension) }, (_none, code) => {
      const sums = cells.get(code);
      return sums === undefined || isSmall(sums) ? 1 : 0;
    });
  });
  for (let size = 0; size <= Math.min(most, leaves.dimensions.length); size++)
    for (const dimensions of choicesOf(leaves.dimensions.length, size))
      cuboids.set(dimensions.join(), cuboidOf(leaves, dimensions, size < 2 ? [] : small));
  return cuboids;
}

/** The groups by some dimensions. `small`: for each dimension, 1 for the codes whose leaves are left out; empty: none are. */
function cuboidOf(leaves: Leaves, dimensions: readonly number[], small: readonly Uint8Array[]): Cuboid {
  const count = leaves.currentOf.length;
  const keys = new Float64Array(count);
  for (const dimension of dimensions) {
    const codes = leaves.codes[dimension] as Int32Array;
    const size = sizeOf(leaves, dimension);
    const isLeftOut = small[dimension];
    for (let leaf = 0; leaf < count; leaf++) {
      const code = codes[leaf] as number;
      // Once left out (-1), a key stays below 0.
      const key = keys[leaf] as number;
      keys[leaf] = key < 0 || isLeftOut?.[code] === 1 ? -1 : key * size + code;
    }
  }
  const cells = new Map<number, Sums>();
  for (let leaf = 0; leaf < count; leaf++) {
    const key = keys[leaf] as number;
    if (key < 0) continue;
    let sums = cells.get(key);
    if (sums === undefined) {
      sums = noSums();
      cells.set(key, sums);
    }
    addLeaf(sums, leaves, leaf);
  }
  return { dimensions, cells };
}
