import type { RawBatch } from '../../platform/ingest/batches.ts';
import { Problem, type Rejection } from '../../platform/ingest/rejection.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import { readFields, readRequiredName, readTime, shown } from '../../platform/ingest/values.ts';
import {
  maxListItems,
  maxProperties,
  maxPropertyNameLength,
  maxTextLength,
  type CheckedUser,
  type PropertyValue,
  type Scalar,
} from './types.ts';

const known: ReadonlySet<string> = new Set(['userId', 'properties', 'at']);

/** What stands in for a batch while the schema's types read the variables. */
export const userBatch = (batch: RawBatch): object => ({ userId: '', at: batch });

/** The users of a batch that can be stored, and why the others cannot. */
export function checkUsers(items: readonly unknown[], now: Date): { users: CheckedUser[]; rejected: Rejection[] } {
  const users: CheckedUser[] = [];
  const rejected: Rejection[] = [];
  for (const [index, item] of items.entries()) {
    const read = checkUser(item, now);
    if (read instanceof Problem) rejected.push({ index, field: read.field, reason: read.reason });
    else users.push(read);
  }
  return { users, rejected };
}

function checkUser(item: unknown, now: Date): CheckedUser | Problem {
  const fields = readFields(item, known, 'UserInput');
  if (fields instanceof Problem) return fields;
  const userId = readRequiredName(fields, 'userId');
  if (userId instanceof Problem) return userId;
  const at = readTime(fields, 'at', now);
  if (at instanceof Problem) return at;
  const properties = readProperties(fields['properties']);
  if (properties instanceof Problem) return properties;
  return { userId, at: at ?? now, isDated: at !== null, properties };
}

function readProperties(given: unknown): ReadonlyMap<string, PropertyValue | null> | Problem {
  if (given === undefined || given === null) return new Map();
  if (typeof given !== 'object' || Array.isArray(given)) return new Problem('properties', `is ${shown(given)}; an object is taken`);
  const entries = Object.entries(given);
  if (entries.length > maxProperties)
    return new Problem('properties', `has ${entries.length} properties; at most ${maxProperties} are taken in one call`);
  const properties = new Map<string, PropertyValue | null>();
  for (const [sent, value] of entries) {
    const name = sent.trim();
    const path = `properties.${sent.slice(0, 100).toWellFormed()}`;
    const problem = badPropertyName(name);
    if (problem !== null) return new Problem(path, problem);
    if (properties.has(name)) return new Problem(path, 'is named twice, except the spaces around it');
    const read = value === null ? null : readValue(value, path);
    if (read instanceof Problem) return read;
    properties.set(name, read);
  }
  return properties;
}

/** Why a property cannot have this name, or null. */
function badPropertyName(name: string): string | null {
  if (name === '') return 'has no name; 1 to 200 characters are taken';
  if (name.length > maxPropertyNameLength) return `has a name of ${name.length} characters; at most ${maxPropertyNameLength} are taken`;
  return unstorable(name);
}

function readValue(value: unknown, path: string): PropertyValue | Problem {
  if (!Array.isArray(value)) return readScalar(value, path);
  if (value.length > maxListItems) return new Problem(path, `has ${value.length} elements; at most ${maxListItems} are taken`);
  const items: Scalar[] = [];
  for (const [place, element] of value.entries()) {
    const read = readScalar(element, `${path}[${place}]`);
    if (read instanceof Problem) return read;
    items.push(read);
  }
  return items;
}

/** A text, a number, true or false. */
function readScalar(value: unknown, path: string): Scalar | Problem {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? (value === 0 ? 0 : value) : new Problem(path, `is ${String(value)}; a finite number is taken`);
  if (typeof value !== 'string')
    return new Problem(
      path,
      `is ${shown(value)}; a text, a number, true, false or a list of these is taken, and null removes the property`,
    );
  if (value.length > maxTextLength) return new Problem(path, `is ${value.length} characters long; at most ${maxTextLength} are taken`);
  const problem = unstorable(value);
  return problem === null ? value : new Problem(path, problem);
}
