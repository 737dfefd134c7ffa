import type { DeclaredParameter, ParameterType, ParameterValue } from '../types.ts';

const isOfType: Readonly<Record<ParameterType, (value: ParameterValue) => boolean>> = {
  FLOAT: (value) => typeof value === 'number' && Number.isFinite(value),
  INT: (value) => Number.isSafeInteger(value),
  BOOLEAN: (value) => typeof value === 'boolean',
  STRING: (value) => typeof value === 'string',
};

/** Whether a value is of the type of a parameter. */
export const fitsType = (type: ParameterType, value: ParameterValue): boolean => isOfType[type](value);

/** Why a parameter cannot be given a value while its job runs; null: it can. To be read after the parameter's name. */
export function objectionTo({ type, applies, minimum, maximum }: DeclaredParameter, value: ParameterValue): string | null {
  if (applies === 'IMPOSSIBLE') return 'cannot be changed while the job runs';
  if (applies === 'NEEDS_RESTART') return 'can be changed only by a restart from a checkpoint';
  if (!fitsType(type, value)) return `is ${JSON.stringify(value)}; a value of type ${type} is taken`;
  if (typeof value !== 'number') return null;
  if (minimum !== null && value < minimum) return `is ${value}; at least ${minimum} is taken`;
  return maximum !== null && value > maximum ? `is ${value}; at most ${maximum} is taken` : null;
}
