import type { SearchSpace, StudyDirection, TrialColumns } from '../types.ts';
import { eigenOf } from './eigen.ts';
import { lossesOf, rowsIn } from './losses.ts';
import { normalOf } from './random.ts';
import { fromUnit, isFixed, pointBy, randomValue, unitOf } from './space.ts';

/*
 * CMA-ES (Hansen 2016, "The CMA evolution strategy: a tutorial", arXiv 1604.00772, with active update) over the numbers that every trial has,
 * each on its scale from 0 to 1. Choices, and parameters with a condition, are drawn at random.
 */

interface State {
  readonly mean: Float64Array;
  readonly width: number;
  readonly covariance: Float64Array;
  /** Evolution paths of the mean, by the covariance and by the width. */
  readonly path: Float64Array;
  readonly widthPath: Float64Array;
  readonly generation: number;
}

const startWidth = 1 / 6;

const populationOf = (dimensions: number): number => 4 + Math.floor(3 * Math.log(dimensions));

/** The next point, and the generation that it belongs to: the first one that lacks complete trials. */
export function suggestByCovariance(
  space: SearchSpace,
  direction: StudyDirection,
  columns: TrialColumns,
  random: () => number,
): { readonly point: Float64Array; readonly generation: number } {
  const places = space.flatMap((parameter, place) =>
    parameter.kind !== 'CATEGORICAL' && parameter.when === null && !isFixed(parameter) ? [place] : [],
  );
  if (places.length === 0) return { point: pointBy(space, (parameter) => randomValue(parameter, random)), generation: 0 };
  const state = replay(space, places, direction, columns);
  const drawn = draw(state, random);
  const point = pointBy(space, (parameter, place) => {
    const index = places.indexOf(place);
    return index < 0 || parameter.kind === 'CATEGORICAL' ? randomValue(parameter, random) : fromUnit(parameter, drawn[index] as number);
  });
  return { point, generation: state.generation };
}

/** What the strategy has learned from the generations that are whole. */
function replay(space: SearchSpace, places: readonly number[], direction: StudyDirection, columns: TrialColumns): State {
  const size = places.length;
  const population = populationOf(size);
  const losses = lossesOf(columns, [direction]);
  const isWhole = (row: number): boolean => places.every((place) => !Number.isNaN(columns.points[row * columns.width + place]));
  const complete = Map.groupBy(rowsIn(columns, 'COMPLETE').filter(isWhole), (row) => columns.generations[row] as number);
  let state = startOf(size);
  for (;;) {
    const rows = (complete.get(state.generation) ?? []).slice(0, population);
    if (rows.length < population) return state;
    const best = rows.toSorted((one, other) => (losses[one] as number) - (losses[other] as number));
    const units = best.map((row) =>
      Float64Array.from(places, (place) => unitOf(space[place]!, columns.points[row * columns.width + place] as number)),
    );
    state = next(state, units);
  }
}

function startOf(size: number): State {
  const covariance = new Float64Array(size * size);
  for (let place = 0; place < size; place += 1) covariance[place * size + place] = 1;
  const zero = new Float64Array(size);
  return { mean: new Float64Array(size).fill(0.5), width: startWidth, covariance, path: zero, widthPath: zero, generation: 0 };
}

/** A point of the present distribution; of those outside the range a few more are drawn, and then the nearest inside. */
function draw({ mean, width, covariance }: State, random: () => number): Float64Array {
  const size = mean.length;
  const { values, vectors } = eigenOf(covariance, size);
  let drawn = mean;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const z = Float64Array.from(values, (value) => Math.sqrt(Math.max(1e-20, value)) * normalOf(random));
    drawn = mean.map(
      (center, row) => center + width * z.reduce((sum, value, column) => sum + (vectors[row * size + column] as number) * value, 0),
    );
    if (drawn.every((value) => value >= 0 && value <= 1)) return drawn;
  }
  return drawn.map((value) => Math.min(1, Math.max(0, value)));
}

/** Rates of learning, by the number of dimensions (the tutorial's table 1). */
function ratesOf(size: number) {
  const population = populationOf(size);
  const raw = Array.from({ length: population }, (_, place) => Math.log((population + 1) / 2) - Math.log(place + 1));
  const positive = raw.filter((weight) => weight > 0);
  const sum = (weights: readonly number[]): number => weights.reduce((total, weight) => total + weight, 0);
  const effective = (weights: readonly number[]): number => sum(weights) ** 2 / sum(weights.map((weight) => weight * weight));
  const mass = effective(positive);
  const negativeMass = effective(raw.slice(positive.length));
  const ofPath = (4 + mass / size) / (size + 4 + (2 * mass) / size);
  const ofWidth = (mass + 2) / (size + mass + 5);
  const ofOne = 2 / ((size + 1.3) ** 2 + mass);
  const ofMany = Math.min(1 - ofOne - 1e-8, (2 * (mass - 2 + 1 / mass)) / ((size + 2) ** 2 + mass));
  const least = Math.min(1 + ofOne / ofMany, 1 + (2 * negativeMass) / (mass + 2), (1 - ofOne - ofMany) / (size * ofMany));
  const negative = Math.abs(sum(raw.filter((weight) => weight < 0)));
  const weights = raw.map((weight) => (weight >= 0 ? weight / sum(positive) : (weight * least) / negative));
  const damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (size + 1)) - 1) + ofWidth;
  const usualLength = Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size));
  return { weights, mass, ofPath, ofWidth, ofOne, ofMany, damping, usualLength };
}

function next({ mean, width, covariance, path, widthPath, generation }: State, units: readonly Float64Array[]): State {
  const size = mean.length;
  const rates = ratesOf(size);
  const steps = units.map((point) => point.map((value, place) => (value - (mean[place] as number)) / width));
  const move = new Float64Array(size);
  for (const [index, step] of steps.entries())
    for (let place = 0; place < size; place += 1)
      (move[place] as number) += Math.max(0, rates.weights[index] as number) * (step[place] as number);
  const { values, vectors } = eigenOf(covariance, size);
  const root = (inverse: Float64Array): Float64Array => {
    const along = Float64Array.from(
      values,
      (value, column) =>
        inverse.reduce((sum, part, row) => sum + (vectors[row * size + column] as number) * part, 0) / Math.sqrt(Math.max(1e-20, value)),
    );
    return Float64Array.from({ length: size }, (_, row) =>
      along.reduce((sum, part, column) => sum + (vectors[row * size + column] as number) * part, 0),
    );
  };
  const straight = root(move);
  const widthShare = Math.sqrt(rates.ofWidth * (2 - rates.ofWidth) * rates.mass);
  const nextWidthPath = widthPath.map((part, place) => (1 - rates.ofWidth) * part + widthShare * (straight[place] as number));
  const length = Math.hypot(...nextWidthPath);
  const expected = Math.sqrt(1 - (1 - rates.ofWidth) ** (2 * (generation + 1)));
  const isSteady = length / expected < (1.4 + 2 / (size + 1)) * rates.usualLength;
  const share = isSteady ? Math.sqrt(rates.ofPath * (2 - rates.ofPath) * rates.mass) : 0;
  const nextPath = path.map((part, place) => (1 - rates.ofPath) * part + share * (move[place] as number));
  const scaled = rates.weights.map((weight, index) => {
    if (weight >= 0) return weight;
    const straightened = root(steps[index] as Float64Array);
    return (weight * size) / (straightened.reduce((sum, part) => sum + part * part, 0) + 1e-8);
  });
  const kept =
    1 +
    (isSteady ? 0 : rates.ofOne * rates.ofPath * (2 - rates.ofPath)) -
    rates.ofOne -
    rates.ofMany * rates.weights.reduce((sum, weight) => sum + weight, 0);
  const nextCovariance = covariance.map((value, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    const ofSteps = steps.reduce(
      (sum, step, index) => sum + (scaled[index] as number) * (step[row] as number) * (step[column] as number),
      0,
    );
    return kept * value + rates.ofOne * (nextPath[row] as number) * (nextPath[column] as number) + rates.ofMany * ofSteps;
  });
  return {
    mean: mean.map((value, place) => value + width * (move[place] as number)),
    width: Math.min(1e4, width * Math.exp((rates.ofWidth / rates.damping) * (length / rates.usualLength - 1))),
    covariance: nextCovariance,
    path: nextPath,
    widthPath: nextWidthPath,
    generation: generation + 1,
  };
}
