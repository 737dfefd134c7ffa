import { z975 } from '../../../../platform/statistics/wilson.ts';
import type { Parameter, SearchSpace } from '../../types.ts';
import { logExpectedGain, logNormalBelow, normalBelow } from '../gauss.ts';
import { countOf, fromUnit, isActive, isFixed, randomValue, unitOf } from '../space.ts';
import { minimise } from './minimise.ts';
import { unitsOf, type Expectation, type Model } from './model.ts';
import { posteriorAt, type Process } from './process.ts';

/* The next point of a Gaussian process: where the expected improvement is greatest. */

const candidateCount = 1_024;
const localCount = 6;
/** Choices, and whole numbers, of which each is tried. */
const mostTried = 24;

/** log of the expected improvement at a point, in standard deviations. */
export function logImprovementAt(process: Process, best: number, units: Float64Array): number {
  const { mean, variance } = posteriorAt(process, units);
  const deviation = Math.sqrt(variance);
  return logExpectedGain((best - mean) / deviation) + Math.log(deviation);
}

/** What a process expects at a point of a study. */
export function expectationAt({ process, mean, deviation, best, sign }: Model, space: SearchSpace, point: ArrayLike<number>): Expectation {
  const units = unitsOf(space, point);
  const at = posteriorAt(process, units);
  const spread = Math.sqrt(at.variance);
  const logImprovement = logExpectedGain((best - at.mean) / spread) + Math.log(spread) + Math.log(deviation);
  const ends = [at.mean - z975 * spread, at.mean + z975 * spread].map((loss) => sign * (loss * deviation + mean));
  return {
    mean: sign * (at.mean * deviation + mean),
    low: Math.min(...ends),
    high: Math.max(...ends),
    expectedImprovement: Math.exp(logImprovement),
    logExpectedImprovement: logImprovement,
    probabilityOfImprovement: normalBelow((best - at.mean) / spread),
  };
}

/** A point where the expected improvement is greatest, as far as 1,024 spread points and climbs from the best of them find it. */
export function bestPoint(
  { process, best }: Model,
  space: SearchSpace,
  seeds: readonly Float64Array[],
  random: () => number,
): Float64Array {
  const shift = space.map(() => random());
  const candidates = Array.from({ length: candidateCount }, (_, index) => spreadPoint(space, index, shift, random));
  const known = [...seeds, ...candidates].map((point) => ({ point, gain: logImprovementAt(process, best, unitsOf(space, point)) }));
  known.sort((one, other) => other.gain - one.gain);
  const started = [
    ...known.slice(0, localCount),
    ...seeds.slice(0, 1).map((point) => ({ point, gain: logImprovementAt(process, best, unitsOf(space, point)) })),
  ];
  const climbed = started.map(({ point }) => climb(process, best, space, point));
  return climbed.reduce((one, other) => (other.gain > one.gain ? other : one)).point;
}

/** Points that lie evenly, by a Kronecker sequence of the roots of x^(d+1) = x + 1, moved by a random shift. */
function spreadPoint(space: SearchSpace, index: number, shift: readonly number[], random: () => number): Float64Array {
  const root = rootOfDimensions(space.length);
  const point = new Float64Array(space.length).fill(NaN);
  for (const [place, parameter] of space.entries()) {
    if (!isActive(space, place, point)) continue;
    const unit = ((shift[place] as number) + (index + 1) * root ** -(place + 1)) % 1;
    if (isFixed(parameter)) point[place] = randomValue(parameter, random);
    else if (parameter.kind === 'CATEGORICAL')
      point[place] = Math.min(parameter.choices.length - 1, Math.floor(unit * parameter.choices.length));
    else point[place] = fromUnit(parameter, unit);
  }
  return point;
}

const roots = new Map<number, number>();
function rootOfDimensions(count: number): number {
  let root = roots.get(count) ?? 1.5;
  if (!roots.has(count)) {
    for (let step = 0; step < 60; step += 1) root = (1 + root) ** (1 / (count + 1));
    roots.set(count, root);
  }
  return root;
}

interface Climbed {
  readonly point: Float64Array;
  readonly gain: number;
}

/** Climbs by slopes in numbers without a step, and value by value in all others, in turns, until neither gains. */
function climb(process: Process, best: number, space: SearchSpace, from: Float64Array): Climbed {
  let now: Climbed = { point: from, gain: logImprovementAt(process, best, unitsOf(space, from)) };
  for (let turn = 0; turn < 6; turn += 1) {
    const before = now.gain;
    now = climbSlopes(process, best, space, now);
    for (const [place, parameter] of space.entries())
      if (!Number.isNaN(now.point[place]) && countOf(parameter) !== null && !isFixed(parameter))
        now = climbValues(process, best, space, place, now);
    if (now.gain < before + 1e-4) break;
  }
  return now;
}

function climbSlopes(process: Process, best: number, space: SearchSpace, from: Climbed): Climbed {
  const places = space.flatMap((parameter, place) => (countOf(parameter) === null && !Number.isNaN(from.point[place]) ? [place] : []));
  if (places.length === 0) return from;
  const units = unitsOf(space, from.point);
  const fill = (x: Float64Array): Float64Array => {
    const filled = units.slice();
    for (const [index, place] of places.entries()) filled[place] = x[index] as number;
    return filled;
  };
  const found = minimise(
    (x) => {
      const { mean, variance, meanSlopes, varianceSlopes } = posteriorAt(process, fill(x), true);
      const deviation = Math.sqrt(variance);
      const z = (best - mean) / deviation;
      const gain = logExpectedGain(z);
      const steep = Math.exp(logNormalBelow(z) - gain);
      const gradient = Float64Array.from(places, (place) => {
        const spread = (varianceSlopes[place] as number) / (2 * deviation);
        const rise = -(meanSlopes[place] as number) / deviation - (z * spread) / deviation;
        return -(spread / deviation + steep * rise);
      });
      return { value: -(gain + Math.log(deviation)), gradient };
    },
    Float64Array.from(places, (place) => units[place] as number),
    { steps: 30, tolerance: 1e-4, low: 0, high: 1 },
  );
  const point = from.point.slice();
  for (const [index, place] of places.entries()) {
    const parameter = space[place] as Parameter;
    if (parameter.kind !== 'CATEGORICAL') point[place] = fromUnit(parameter, found.x[index] as number);
  }
  const gain = logImprovementAt(process, best, unitsOf(space, point));
  return gain > from.gain ? { point, gain } : from;
}

/** The best value of one parameter: of few each is tried, of many those around the present one, near and far. */
function climbValues(process: Process, best: number, space: SearchSpace, place: number, from: Climbed): Climbed {
  const parameter = space[place] as Parameter;
  const count = countOf(parameter) as number;
  const at = from.point[place] as number;
  let found = from;
  for (const value of triedValues(parameter, count, at)) {
    if (value === at) continue;
    const point = withValue(space, from.point, place, value);
    const gain = logImprovementAt(process, best, unitsOf(space, point));
    if (gain > found.gain) found = { point, gain };
  }
  return found;
}

function triedValues(parameter: Parameter, count: number, at: number): readonly number[] {
  if (parameter.kind === 'CATEGORICAL') return parameter.choices.map((_, place) => place);
  const step = parameter.step ?? 1;
  if (count <= mostTried)
    return Array.from({ length: count }, (_, index) => fromUnit(parameter, unitOf(parameter, parameter.low + index * step)));
  const unit = unitOf(parameter, at);
  const near = [-2, -1, 1, 2].map((steps) => Math.min(parameter.high, Math.max(parameter.low, at + steps * step)));
  const far = [-0.2, -0.1, -0.05, -0.02, 0.02, 0.05, 0.1, 0.2].map((apart) => fromUnit(parameter, unit + apart));
  return [...near, ...far];
}

/** The point with another value; parameters whose conditions begin to hold take the middle of their range, the others end. */
function withValue(space: SearchSpace, point: Float64Array, changed: number, value: number): Float64Array {
  const next = new Float64Array(space.length).fill(NaN);
  for (const [place, parameter] of space.entries()) {
    if (!isActive(space, place, next)) continue;
    const before = point[place] as number;
    const middle = parameter.kind === 'CATEGORICAL' ? 0 : fromUnit(parameter, 0.5);
    next[place] = place === changed ? value : Number.isNaN(before) ? middle : before;
  }
  return next;
}
