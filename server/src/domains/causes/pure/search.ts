import { codesOf, cuboidsOf, keyOf, sumsAt, type Cell, type Cuboid } from './cuboids.ts';
import { addLeaf, noSums, type Leaves, type Sums } from './leaves.ts';
import { clamp, liftOf, movedShare, type Effect, type View } from './views.ts';

/** A group of messages that a change may come from. */
export interface FoundCause extends Cell {
  readonly effect: Effect;
  /** In parts, in the direction of the change. */
  readonly excess: number;
  /** Higher is more likely; comparable within one search only. */
  readonly score: number;
}

export interface Found {
  /** Most likely first. */
  readonly causes: readonly FoundCause[];
  /** By the number of conditions, from 1: how many groups are so large that a change of them could be distinguished from chance. */
  readonly testedCounts: readonly number[];
}

/** What a search weighs (docs/causes.md, decision 73). Chosen on one half of the incidents of `bench meaning --robustspot`. */
const weights = { traffic: 1, specific: 0.5, whole: 0.25, condition: 0.02 } as const;
/** Groups that are looked at closely, of each view: those with the most of the change for their traffic. */
const closelyCount = 80;
/** Groups below this share of what the group with the most has, and their parts, are no causes. */
const leastShare = 0.05;

/**
 * The groups, of up to `most` conditions, that explain a change best, most likely first.
 *
 * A cause has much of the change and little of the traffic; next to it (one condition given up) nothing has moved; and all within it has moved
 * alike, whatever other dimension one looks at. Groups of up to three conditions are all looked at; those that come first by the first of the
 * three are weighed by all.
 *
 * `views`: what kinds of change are looked for. A cell that holds the same messages as a simpler one is left out.
 */
export function searchCauses(leaves: Leaves, views: readonly View[], most: number): Found {
  const total = noSums();
  for (let leaf = 0; leaf < leaves.currentOf.length; leaf++) addLeaf(total, leaves, leaf);
  const supportOf = (view: View, sums: Sums): number => {
    const [observed, expected] = view.pairOf(sums);
    return view.effect === 'MIX' ? Number.POSITIVE_INFINITY : view.directionOf(sums) > 0 ? observed : expected;
  };
  const singles = cuboidsOf(leaves, 1, () => false);
  // The largest excess of one condition is a lower bound of the largest of all.
  const bounds = views.map((view) => leastShare * largestExcess(singles, view));
  const isSmall = (sums: Sums): boolean => views.every((view, place) => supportOf(view, sums) < (bounds[place] as number));
  const cuboids = most > 1 ? cuboidsOf(leaves, most, isSmall) : singles;
  const largest = Math.max(...views.map((view) => largestExcess(cuboids, view)));
  const testedCounts = testedIn(cuboids, views);
  if (!(largest > 0)) return { causes: [], testedCounts };
  const isSaidSimpler = simplerIn(leaves, cuboids);
  const causes = views
    .flatMap((view) =>
      candidatesOf(leaves, cuboids, view, largest)
        .filter((cell) => !isSaidSimpler(cell))
        .toSorted((one, other) => other.first - one.first)
        .slice(0, closelyCount)
        .map(({ first: _, ...cell }) => ({ ...cell, effect: view.effect, score: scoreOf(leaves, view, cell, cell.excess / largest) })),
    )
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
    .toSorted((one, other) => other.score - one.score || one.dimensions.length - other.dimensions.length);
  return { causes, testedCounts };
}

function testedIn(cuboids: readonly Cuboid[], views: readonly View[]): number[] {
  const scratch = noSums();
  const counts: number[] = [];
  for (const cuboid of cuboids) {
    const size = cuboid.dimensions.length;
    for (let place = 0; place < cuboid.keys.length; place++) {
      const sums = sumsAt(cuboid, place, scratch);
      for (const view of views) {
        const [observed, expected] = view.pairOf(sums);
        if (Math.max(observed, expected) >= view.fewEvents) counts[size - 1] = (counts[size - 1] ?? 0) + 1;
      }
    }
  }
  return counts;
}

function largestExcess(cuboids: readonly Cuboid[], view: View): number {
  const scratch = noSums();
  let largest = 0;
  for (const cuboid of cuboids)
    for (let place = 0; place < cuboid.keys.length; place++) largest = Math.max(largest, view.excessOf(sumsAt(cuboid, place, scratch)));
  return largest;
}

interface Candidate extends Cell {
  readonly excess: number;
  readonly first: number;
}

function candidatesOf(leaves: Leaves, cuboids: readonly Cuboid[], view: View, largest: number): Candidate[] {
  const scratch = noSums();
  const found: Candidate[] = [];
  for (const cuboid of cuboids)
    for (let place = 0; place < cuboid.keys.length; place++) {
      const sums = sumsAt(cuboid, place, scratch);
      const excess = view.excessOf(sums);
      if (excess < leastShare * largest) continue;
      const { dimensions } = cuboid;
      const codes = codesOf(leaves, dimensions, cuboid.keys[place] as number);
      found.push({ dimensions, codes, sums: { ...sums }, excess, first: excess / largest - view.trafficOf(sums) });
    }
  return found;
}

/** Whether a cell with one condition less holds exactly the same messages. */
function simplerIn(leaves: Leaves, cuboids: readonly Cuboid[]): (cell: Cell) => boolean {
  const byName = new Map(cuboids.map((cuboid) => [cuboid.dimensions.join(), cuboid]));
  const placesOf = new Map<string, Map<number, number>>();
  const scratch = noSums();
  return ({ dimensions, codes, sums }) =>
    dimensions.length > 1 &&
    dimensions.some((_, left) => {
      const kept = dimensions.filter((_none, place) => place !== left);
      const name = kept.join();
      const wider = byName.get(name) as Cuboid;
      const places = placesOf.get(name) ?? new Map(Array.from(wider.keys, (key, place) => [key, place]));
      placesOf.set(name, places);
      const keptCodes = codes.filter((_none, place) => place !== left);
      const { currentOf, baselineOf } = sumsAt(wider, places.get(keyOf(leaves, kept, keptCodes)) as number, scratch);
      // Scaled sums differ by rounding.
      return currentOf + baselineOf - sums.currentOf - sums.baselineOf <= 1e-9 * (currentOf + baselineOf);
    });
}

/** `share`: its excess beside the largest of all groups. */
function scoreOf(leaves: Leaves, view: View, cell: Cell, share: number): number {
  const direction = view.directionOf(cell.sums);
  const [observed, expected] = view.pairOf(cell.sums);
  const lift = liftOf(view, direction, observed, expected);
  if (lift <= 0) return Number.NEGATIVE_INFINITY;
  const { inside, beside } = partsOf(leaves, cell);
  const moved = (sums: Sums): number => movedShare(view, direction, lift, sums);
  const meanMoved = (parts: readonly Sums[], none: number): number => {
    const weight = parts.reduce((sum, part) => sum + part.currentOf, 0);
    return weight === 0 ? none : parts.reduce((sum, part) => sum + part.currentOf * moved(part), 0) / weight;
  };
  // Beside it, one condition given up: as one group, and value by value, so that a second cause there does not count for all.
  const stayed = beside.map((parts) => {
    const [besideObserved, besideExpected] = view.pairOf(sumOf(parts));
    return 1 - clamp(liftOf(view, direction, besideObserved, besideExpected) / lift);
  });
  const stayedEach = beside.map((parts) => 1 - meanMoved(parts, 0));
  const specific = (Math.min(...stayed) + Math.min(...stayedEach)) / 2;
  const alike = inside.map((parts) => meanMoved(parts, 1));
  const whole = alike.length === 0 ? 1 : alike.reduce((sum, one) => sum + one, 0) / alike.length;
  return (
    (share + Math.sqrt(share)) / 2 -
    weights.traffic * view.trafficOf(cell.sums) +
    weights.specific * specific +
    weights.whole * whole +
    weights.condition * cell.dimensions.length
  );
}

interface Parts {
  /** Of each other dimension, the parts of the cell by its values. */
  readonly inside: readonly (readonly Sums[])[];
  /** Of each condition, what satisfies all others, by its values. */
  readonly beside: readonly (readonly Sums[])[];
}

function partsOf(leaves: Leaves, { dimensions, codes }: Cell): Parts {
  const byCode = leaves.dimensions.map(() => new Map<number, Sums>());
  const columns = dimensions.map((dimension) => leaves.codes[dimension] as Int32Array);
  const others = leaves.dimensions.map((_, dimension) => dimension).filter((dimension) => !dimensions.includes(dimension));
  const add = (dimension: number, leaf: number): void => {
    const code = leaves.codes[dimension]?.[leaf] as number;
    const groups = byCode[dimension] as Map<number, Sums>;
    let sums = groups.get(code);
    if (sums === undefined) {
      sums = noSums();
      groups.set(code, sums);
    }
    addLeaf(sums, leaves, leaf);
  };
  for (let leaf = 0; leaf < leaves.currentOf.length; leaf++) {
    let unmet = -1;
    let unmetCount = 0;
    for (let place = 0; place < columns.length && unmetCount < 2; place++)
      if (columns[place]?.[leaf] !== codes[place]) {
        unmet = place;
        unmetCount++;
      }
    if (unmetCount === 0) for (const dimension of others) add(dimension, leaf);
    else if (unmetCount === 1) add(dimensions[unmet] as number, leaf);
  }
  const listed = (dimension: number): Sums[] => [...(byCode[dimension] as Map<number, Sums>).values()];
  return { inside: others.map(listed), beside: dimensions.map(listed) };
}

function sumOf(parts: readonly Sums[]): Sums {
  const sum = noSums();
  for (const part of parts) {
    sum.currentPart += part.currentPart;
    sum.currentOf += part.currentOf;
    sum.baselinePart += part.baselinePart;
    sum.baselineOf += part.baselineOf;
  }
  return sum;
}
