import type { Parameter } from '../../types.ts';

/*
 * A forest of regression trees, each grown whole on a sample of the trials drawn with replacement: a leaf has one value of the objective. A
 * number is split between two values, choices by one of them against the others.
 */

/** The part of the space that a leaf covers, with its value. */
export interface Leaf {
  readonly value: number;
  /** Of a number the ends of its interval; of a choice 1 for each place that is covered. */
  readonly cover: readonly Float64Array[];
}

export interface Features {
  readonly parameters: readonly Parameter[];
  /** Values of each parameter by trial: a number as it is, the place of a choice. */
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
}

const maxDepth = 64;

const wholeOf = (parameter: Parameter): Float64Array =>
  parameter.kind === 'CATEGORICAL' ? new Float64Array(parameter.choices.length).fill(1) : Float64Array.of(parameter.low, parameter.high);

/** Share of its parameter that a cover has. */
export const shareOf = (parameter: Parameter, cover: Float64Array): number =>
  parameter.kind === 'CATEGORICAL'
    ? cover.reduce((sum, covered) => sum + covered, 0) / cover.length
    : ((cover[1] as number) - (cover[0] as number)) / (parameter.high - parameter.low);

/** The leaves of a tree that is grown on a sample of the rows. */
export function growTree(features: Features, rows: readonly number[], random: () => number): readonly Leaf[] {
  const leaves: Leaf[] = [];
  grow(features, Int32Array.from(rows), features.parameters.map(wholeOf), { depth: 0, leaves, random });
  return leaves;
}

interface Cut {
  readonly feature: number;
  /** Of a number: up to it goes left. Of a choice: the place that goes left. */
  readonly at: number;
  readonly gain: number;
}

interface Growth {
  readonly depth: number;
  readonly leaves: Leaf[];
  readonly random: () => number;
}

function grow(features: Features, rows: Int32Array, cover: readonly Float64Array[], growth: Growth): void {
  const { depth, leaves, random } = growth;
  const { target } = features;
  let sum = 0;
  for (const row of rows) sum += target[row] as number;
  const cut = depth < maxDepth ? bestCut(features, rows, sum, random) : null;
  if (cut === null) {
    leaves.push({ value: sum / rows.length, cover });
    return;
  }
  const column = features.columns[cut.feature] as Float64Array;
  const isChoice = features.parameters[cut.feature]?.kind === 'CATEGORICAL';
  const isLeft = (row: number): boolean => (isChoice ? column[row] === cut.at : (column[row] as number) <= cut.at);
  const before = cover[cut.feature] as Float64Array;
  const side = (left: boolean): readonly Float64Array[] =>
    cover.with(
      cut.feature,
      isChoice
        ? before.map((covered, place) => ((place === cut.at) === left ? covered : 0))
        : left
          ? Float64Array.of(before[0] as number, cut.at)
          : Float64Array.of(cut.at, before[1] as number),
    );
  const below = { ...growth, depth: depth + 1 };
  grow(features, rows.filter(isLeft), side(true), below);
  grow(
    features,
    rows.filter((row) => !isLeft(row)),
    side(false),
    below,
  );
}

/**
 * The cut after which the squares about the means are least; null: no value differs, or none of the parameters does. Parameters are looked at
 * in a random order, so that of equally good cuts each is as likely.
 */
function bestCut({ parameters, columns, target }: Features, rows: Int32Array, sum: number, random: () => number): Cut | null {
  const count = rows.length;
  if (count < 2) return null;
  const first = target[rows[0] as number];
  if (rows.every((row) => target[row] === first)) return null;
  let best: Cut | null = null;
  const base = (sum * sum) / count;
  for (const feature of shuffled(parameters.length, random)) {
    const parameter = parameters[feature] as Parameter;
    const column = columns[feature] as Float64Array;
    const consider = (leftCount: number, leftSum: number, at: number): void => {
      const gain = (leftSum * leftSum) / leftCount + (sum - leftSum) ** 2 / (count - leftCount) - base;
      if (gain > (best === null ? 1e-14 : best.gain * (1 + 1e-10))) best = { feature, at, gain };
    };
    if (parameter.kind === 'CATEGORICAL') {
      const counts = new Float64Array(parameter.choices.length);
      const sums = new Float64Array(parameter.choices.length);
      for (const row of rows) {
        const place = column[row] as number;
        (counts[place] as number) += 1;
        (sums[place] as number) += target[row] as number;
      }
      for (const [place, own] of counts.entries()) if (own > 0 && own < count) consider(own, sums[place] as number, place);
      continue;
    }
    const order = rows.toSorted((one, other) => (column[one] as number) - (column[other] as number));
    let leftSum = 0;
    for (let place = 0; place + 1 < count; place += 1) {
      leftSum += target[order[place] as number] as number;
      const [here, there] = [column[order[place] as number] as number, column[order[place + 1] as number] as number];
      if (here < there) consider(place + 1, leftSum, here + (there - here) / 2);
    }
  }
  return best;
}

function shuffled(count: number, random: () => number): readonly number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [places[place], places[other]] = [places[other] as number, places[place] as number];
  }
  return places;
}
