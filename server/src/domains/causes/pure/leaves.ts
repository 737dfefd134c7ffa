/** The least detailed groups of messages in which a cause is searched: one for each combination of values of all dimensions. */
export interface Leaves {
  /** Names of the dimensions, in the order of `codes`. */
  readonly dimensions: readonly string[];
  /** The values of each dimension; a code is a place in its list. */
  readonly values: readonly (readonly string[])[];
  /** For each dimension, the code of each leaf. */
  readonly codes: readonly Int32Array[];
  /** What the metric adds up, in both windows: errors, dollars, milliseconds. Never negative. */
  readonly currentPart: Float64Array;
  readonly baselinePart: Float64Array;
  /** What it is divided by: messages, verdicts, calls. Of a sum or a count, the messages. */
  readonly currentOf: Float64Array;
  readonly baselineOf: Float64Array;
}

/** What a group of messages has: its parts and what they are divided by, in the current window and in the baseline. */
export interface Sums {
  currentPart: number;
  currentOf: number;
  baselinePart: number;
  baselineOf: number;
}

export const noSums = (): Sums => ({ currentPart: 0, currentOf: 0, baselinePart: 0, baselineOf: 0 });

export const minus = (whole: Sums, part: Sums): Sums => ({
  currentPart: whole.currentPart - part.currentPart,
  currentOf: whole.currentOf - part.currentOf,
  baselinePart: whole.baselinePart - part.baselinePart,
  baselineOf: whole.baselineOf - part.baselineOf,
});

/** A row of either window, before rows with the same values become one leaf. */
export interface LeafRow {
  readonly values: readonly string[];
  readonly window: 'baseline' | 'current';
  readonly part: number;
  readonly of: number;
}

/** Leaves of rows in any order. `baselineScale`: what sums of the baseline are multiplied by, so that windows of other lengths compare. */
export function leavesOf(dimensions: readonly string[], rows: Iterable<LeafRow>, baselineScale = 1): Leaves {
  const known = dimensions.map(() => new Map<string, number>());
  const places = new Map<string, number>();
  const codes: number[][] = dimensions.map(() => []);
  const sums: Sums[] = [];
  for (const row of rows) {
    const coded = row.values.map((value, dimension) => {
      const of = known[dimension] as Map<string, number>;
      const code = of.get(value) ?? of.size;
      of.set(value, code);
      return code;
    });
    const key = coded.join();
    const place = places.get(key) ?? sums.length;
    if (place === sums.length) {
      places.set(key, place);
      sums.push(noSums());
      coded.forEach((code, dimension) => codes[dimension]?.push(code));
    }
    const leaf = sums[place] as Sums;
    if (row.window === 'current') {
      leaf.currentPart += row.part;
      leaf.currentOf += row.of;
    } else {
      leaf.baselinePart += row.part * baselineScale;
      leaf.baselineOf += row.of * baselineScale;
    }
  }
  return {
    dimensions,
    values: known.map((of) => [...of.keys()]),
    codes: codes.map((column) => Int32Array.from(column)),
    currentPart: Float64Array.from(sums, (leaf) => leaf.currentPart),
    currentOf: Float64Array.from(sums, (leaf) => leaf.currentOf),
    baselinePart: Float64Array.from(sums, (leaf) => leaf.baselinePart),
    baselineOf: Float64Array.from(sums, (leaf) => leaf.baselineOf),
  };
}

/** The sums of all leaves. */
export function totalOf(leaves: Leaves): Sums {
  const total = noSums();
  for (let leaf = 0; leaf < leaves.currentOf.length; leaf++) addLeaf(total, leaves, leaf);
  return total;
}

export function addLeaf(sums: Sums, leaves: Leaves, leaf: number): void {
  sums.currentPart += leaves.currentPart[leaf] as number;
  sums.currentOf += leaves.currentOf[leaf] as number;
  sums.baselinePart += leaves.baselinePart[leaf] as number;
  sums.baselineOf += leaves.baselineOf[leaf] as number;
}
