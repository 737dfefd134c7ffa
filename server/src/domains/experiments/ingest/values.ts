import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import type { FlagValueType, Json } from '../types.ts';
import { badSize } from './condition.ts';

const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value);

const fits: Readonly<Record<FlagValueType, { readonly is: (value: Json) => boolean; readonly what: string }>> = {
  BOOLEAN: { is: (value) => typeof value === 'boolean', what: 'true or false' },
  STRING: { is: (value) => typeof value === 'string', what: 'a text' },
  INTEGER: { is: isWhole, what: 'a whole number between -2^53 and 2^53' },
  FLOAT: { is: (value) => typeof value === 'number' && Number.isFinite(value), what: 'a number' },
  JSON: { is: (value) => typeof value === 'object' && value !== null, what: 'a JSON object or list' },
};

/** The type that values have, where none was named. */
export function typeOfValues(values: readonly Json[]): FlagValueType {
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return 'STRING';
  const found = (['BOOLEAN', 'STRING', 'INTEGER', 'FLOAT'] as const).find((type) => given.every(fits[type].is));
  return found ?? 'JSON';
}

/** A value of a type; null: none. */
export function readValue(value: unknown, type: FlagValueType, field: string): Json | Problem {
  if (value === undefined || value === null) return null;
  const size = badSize(value, field);
  if (size !== null) return size;
  const { is, what } = fits[type];
  return is(value as Json) ? (value as Json) : new Problem(field, `is ${shown(value)}; the flag is of type ${type}, which takes ${what}`);
}

/** A number from `least` to `most`. */
export function readNumber(
  value: number | null | undefined,
  field: string,
  [least, most]: readonly [number, number],
): number | null | Problem {
  if (value === undefined || value === null) return null;
  return Number.isFinite(value) && value >= least && value <= most
    ? value
    : new Problem(field, `is ${value}; a number from ${least} to ${most} is taken`);
}
