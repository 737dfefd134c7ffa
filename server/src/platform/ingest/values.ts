import { parseInstant } from '../graphql/scalars.ts';
import { badJson, jsonText } from './json.ts';
import { Problem } from './rejection.ts';
import { badLine, badName, badText, unstorable } from './text.ts';
import { badTime } from './time.ts';

/**
 * Readers of one field of an external item: they accept what the field's GraphQL type accepts. Absent and null are the
 * same. Each returns the value, null where there is none, or the problem.
 */
export type Fields = Readonly<Record<string, unknown>>;

const maxInt = 2_147_483_647;

/** An id or a name without the spaces around it; one that is empty counts as absent. */
export function readName(fields: Fields, field: string, path = field): string | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return new Problem(path, `is ${shown(value)}; a text is taken`);
  return nameOf(value, path);
}

/** An id or a name that must be there, without the spaces around it. */
export function readRequiredName(fields: Fields, field: string, path = field): string | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return new Problem(path, 'is missing');
  if (typeof value !== 'string') return new Problem(path, `is ${shown(value)}; a text is taken`);
  return nameOf(value, path);
}

/** Spans lose the spaces around their names, too (domains/traces/record/check.ts). */
function nameOf(sent: string, path: string): string | Problem {
  const name = sent.trim();
  const problem = badName(name);
  return problem === null ? name : new Problem(path, problem);
}

/** A short text that a person gives, without the spaces around it: 1 to `maxLength` characters. */
export function readShortText(fields: Fields, field: string, maxLength: number): string | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return new Problem(field, 'is missing');
  if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a text is taken`);
  const text = value.trim();
  if (text === '') return new Problem(field, `must not be empty; 1 to ${maxLength} characters are taken`);
  if (text.length > maxLength) return new Problem(field, `is ${text.length} characters long; at most ${maxLength} are taken`);
  const problem = unstorable(text);
  return problem === null ? text : new Problem(field, problem);
}

/** A name that people give and read in lists, mails and the audit trail: a short text of one line, with nothing in it that can't be seen. */
export function readLine(fields: Fields, field: string, maxLength: number): string | Problem {
  const text = readShortText(fields, field, maxLength);
  if (text instanceof Problem) return text;
  const problem = badLine(text);
  return problem === null ? text : new Problem(field, problem);
}

/** A text of any length up to the limit; one that is empty counts as absent. */
export function readText(fields: Fields, field: string, path = field): string | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return new Problem(path, `is ${shown(value)}; a text is taken`);
  const problem = badText(value);
  return problem === null ? value : new Problem(path, problem);
}

/** A count of tokens or milliseconds. */
export function readCount(fields: Fields, field: string, path = field): number | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') return new Problem(path, `is ${shown(value)}; a whole number is taken`);
  if (value < 0) return new Problem(path, `is ${value}; it must not be negative`);
  if (!Number.isInteger(value)) return new Problem(path, `is ${value}; it must be a whole number`);
  return value > maxInt ? new Problem(path, `is ${value}; at most ${maxInt} is taken`) : value;
}

export function readBoolean(fields: Fields, field: string, path = field): boolean | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null;
  return new Problem(path, `is ${shown(value)}; true or false is taken`);
}

/** One of the names of an enum. */
export function readEnum<Name extends string>(fields: Fields, field: string, names: readonly Name[], path = field): Name | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  return names.includes(value as Name) ? (value as Name) : new Problem(path, `is ${shown(value)}; one of ${names.join(', ')} is taken`);
}

/** When something happened: ISO 8601, or the instant where the schema's types have read it. */
export function readTime(fields: Fields, field: string, now: Date): Date | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  let instant: Date;
  if (value instanceof Date) instant = value;
  else if (typeof value !== 'string') return new Problem(field, `is ${shown(value)}; a date in ISO 8601 is taken`);
  else {
    try {
      instant = parseInstant(value);
    } catch (error) {
      return new Problem(field, `is no date: ${(error as Error).message}`);
    }
  }
  const problem = badTime(instant, now);
  return problem === null ? instant : new Problem(field, problem);
}

/** Any JSON value, as text. */
export function readJson(fields: Fields, field: string, path = field): string | null | Problem {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  const problem = badJson(value);
  if (problem !== null) return new Problem(path, problem);
  const result = jsonText(value);
  return 'text' in result ? result.text : new Problem(path, result.problem);
}

/** A list; GraphQL takes one item for a list of one. */
export function readList(fields: Fields, field: string): readonly unknown[] | null {
  const value = fields[field];
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value : [value];
}

/** The fields of an item, or the problem: it is no object, or has a field that the type does not know. */
export function readFields(item: unknown, known: ReadonlySet<string>, typeName: string, path = ''): Fields | Problem {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return new Problem(path, `is ${shown(item)}; an object of type ${typeName} is taken`);
  for (const name in item) {
    if (!known.has(name))
      return new Problem(
        path === '' ? name.slice(0, 100).toWellFormed() : `${path}.${name.slice(0, 100).toWellFormed()}`,
        `is not a field of ${typeName}`,
      );
  }
  return item as Fields;
}

/** A value in a reason: short, without half a surrogate pair at its end, and never walked into, however deep it is. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60).toWellFormed()) : String(value);
}
