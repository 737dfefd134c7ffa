import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { isActive } from '../pure/space.ts';
import type { Parameter, ParameterValue, SearchSpace } from '../types.ts';

/**
 * A point from values by name, each of which is possible and of a parameter whose condition holds. One that is absent was not chosen in the
 * trial, as studies whose space is defined while they run have it.
 */
export function pointOf(space: SearchSpace, values: unknown, path: string): Float64Array | Problem {
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return new Problem(path, `is ${shown(values)}; an object of values by name is taken`);
  const given = values as Readonly<Record<string, unknown>>;
  const point = new Float64Array(space.length).fill(NaN);
  for (const [place, parameter] of space.entries()) {
    const value = given[parameter.name];
    if (!isActive(space, place, point)) {
      if (value !== undefined && value !== null)
        return new Problem(`${path}.${parameter.name}`, `is given, and its condition (${parameter.when?.parameter}) does not hold`);
      continue;
    }
    if (value === undefined || value === null) continue;
    const at = placeOf(parameter, value);
    if (typeof at === 'string') return new Problem(`${path}.${parameter.name}`, at);
    point[place] = at;
  }
  const unknown = Object.keys(given).find((name) => !space.some((parameter) => parameter.name === name));
  return unknown === undefined ? point : new Problem(path, `names ${shown(unknown)}, which is no parameter of the study`);
}

function placeOf(parameter: Parameter, value: unknown): number | string {
  if (parameter.kind === 'CATEGORICAL') {
    const place = parameter.choices.indexOf(value as ParameterValue);
    return place >= 0 ? place : `is ${shown(value)}, which is none of its choices`;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return `is ${shown(value)}; a number is taken`;
  if (value < parameter.low || value > parameter.high) return `is ${value}; ${parameter.low} to ${parameter.high} is taken`;
  return parameter.kind === 'INT' && !Number.isInteger(value) ? `is ${value}; a whole number is taken` : value;
}

/** Values of the objectives as they were sent: NaN where one is no number (JSON has none for it, so null stands for it). */
export function readObjectiveValues(value: unknown, objectiveCount: number, path: string): Float64Array | Problem {
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  if (values.length !== objectiveCount)
    return new Problem(
      path,
      `has ${values.length} values; the study has ${objectiveCount === 1 ? '1 objective' : `${objectiveCount} objectives`}`,
    );
  return Float64Array.from(values, (one) => (typeof one === 'number' && Number.isFinite(one) ? one : NaN));
}
