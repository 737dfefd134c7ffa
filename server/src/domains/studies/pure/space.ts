import type { NumberParameter, Parameter, ParameterValue, SearchSpace } from '../types.ts';

/* Points of a search space: a number as it is, a choice by its place, NaN where the parameter is not active. */

/** Digits that a value with a step keeps: 0.1 + 0.2 is 0.3. */
const keptDigits = 14;

export const isActive = (space: SearchSpace, place: number, point: ArrayLike<number>, offset = 0): boolean => {
  const { when } = space[place] as Parameter;
  if (when === null) return true;
  const parentPlace = space.findIndex(({ name }) => name === when.parameter);
  const parent = space[parentPlace];
  const at = point[offset + parentPlace];
  if (parent === undefined || at === undefined || Number.isNaN(at)) return false;
  return when.values.some((value) => value === valueAt(parent, at));
};

/** The value that a parameter has at a place of the point. */
export const valueAt = (parameter: Parameter, at: number): ParameterValue =>
  parameter.kind === 'CATEGORICAL' ? (parameter.choices[at] as ParameterValue) : at;

/** Values by name, of the parameters that are active. */
export function valuesOf(space: SearchSpace, points: ArrayLike<number>, offset = 0): Readonly<Record<string, ParameterValue>> {
  const values: Record<string, ParameterValue> = {};
  for (const [place, parameter] of space.entries()) {
    const at = points[offset + place] as number;
    if (!Number.isNaN(at)) values[parameter.name] = valueAt(parameter, at);
  }
  return values;
}

/** The whole range that a number is drawn from: with a step, half a step more on either side, so that all values count the same. */
export function rangeOf({ low, high, step, isLog }: NumberParameter): readonly [number, number] {
  const half = step === null ? 0 : step / 2;
  return isLog ? [Math.log(low - half), Math.log(high + half)] : [low - half, high + half];
}

export const isFixed = (parameter: Parameter): boolean =>
  parameter.kind === 'CATEGORICAL' ? parameter.choices.length === 1 : parameter.low === parameter.high;

/** A number of the scale that is drawn from, brought back to a value of the parameter. */
export function numberOf({ low, high, step, isLog }: NumberParameter, scaled: number): number {
  const value = isLog ? Math.exp(scaled) : scaled;
  if (step === null) return Math.min(high, Math.max(low, value));
  const stepped = low + Math.round((value - low) / step) * step;
  const last = low + Math.floor((high - low) / step + 1e-9) * step;
  return Number(Math.min(last, Math.max(low, stepped)).toPrecision(keptDigits));
}

/** How many different values a parameter has; null: uncountably many. */
export function countOf(parameter: Parameter): number | null {
  if (parameter.kind === 'CATEGORICAL') return parameter.choices.length;
  if (parameter.low === parameter.high) return 1;
  return parameter.step === null ? null : Math.floor((parameter.high - parameter.low) / parameter.step + 1e-9) + 1;
}

/** One value, each as likely as any other of its scale. */
export function randomValue(parameter: Parameter, random: () => number): number {
  if (isFixed(parameter)) return parameter.kind === 'CATEGORICAL' ? 0 : parameter.low;
  if (parameter.kind === 'CATEGORICAL') return Math.floor(random() * parameter.choices.length);
  const [from, to] = rangeOf(parameter);
  return numberOf(parameter, from + random() * (to - from));
}

/** A point whose active parameters are drawn by `draw`, in their order. */
export function pointBy(space: SearchSpace, draw: (parameter: Parameter, place: number, point: Float64Array) => number): Float64Array {
  const point = new Float64Array(space.length).fill(NaN);
  for (const [place, parameter] of space.entries()) if (isActive(space, place, point)) point[place] = draw(parameter, place, point);
  return point;
}

export const randomPoint = (space: SearchSpace, random: () => number): Float64Array =>
  pointBy(space, (parameter) => randomValue(parameter, random));

/** Place of a number from 0 (low) to 1 (high) on its scale; of a choice, its place. */
export function unitOf(parameter: Parameter, at: number): number {
  if (parameter.kind === 'CATEGORICAL') return at;
  const [from, to] = rangeOf(parameter);
  return to === from ? 0.5 : ((parameter.isLog ? Math.log(at) : at) - from) / (to - from);
}

export function fromUnit(parameter: NumberParameter, unit: number): number {
  const [from, to] = rangeOf(parameter);
  return numberOf(parameter, from + Math.min(1, Math.max(0, unit)) * (to - from));
}
