import { Problem } from '../../../platform/ingest/rejection.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import { maxListed, maxNameLength } from '../types.ts';

type Given<Value> = Value | null | undefined;

/** A name of something: 1 to so many characters. */
export function readText(value: Given<string>, field: string, maxLength = maxNameLength): string | Problem {
  if (value === undefined || value === null) return new Problem(field, 'is missing');
  const text = value.trim();
  if (text === '') return new Problem(field, 'must not be empty');
  if (text.length > maxLength) return new Problem(field, `is ${text.length} characters long; at most ${maxLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text : new Problem(field, problem);
}

/** A list of names; empty or absent: undefined. */
export function readTexts(values: Given<readonly string[]>, field: string, most = maxListed): readonly string[] | undefined | Problem {
  if (values === undefined || values === null || values.length === 0) return undefined;
  if (values.length > most) return new Problem(field, `has ${values.length} entries; at most ${most} are taken`);
  const texts = values.map((value, place) => readText(value, `${field}[${place}]`, 512));
  return texts.find((text) => text instanceof Problem) ?? [...new Set(texts as string[])];
}

/** A number in a range. */
export function readNumber(
  value: Given<number>,
  field: string,
  [least, most]: readonly [number, number] = [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
): number | Problem {
  if (value === undefined || value === null) return new Problem(field, 'is missing');
  return Number.isFinite(value) && value >= least && value <= most
    ? value
    : new Problem(field, `is ${value}; a number from ${least} to ${most} is taken`);
}

/** A whole number in a range. */
export function readWhole(value: Given<number>, field: string, range: readonly [number, number]): number | Problem {
  const number = readNumber(value, field, range);
  if (number instanceof Problem || Number.isInteger(number)) return number;
  return new Problem(field, `is ${number}; a whole number is taken`);
}
