import { Problem } from '../../platform/ingest/rejection.ts';
import { readTime, shown, type Fields } from '../../platform/ingest/values.ts';
import type { Attributes } from '../../domains/traces/types.ts';

/** Reads of one field of an event's body. Each returns the value, null where it is absent, or the problem. */

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A text; numbers and truth values are texts too. What is too long or cannot be stored is seen to by the capture
 * (domains/traces/record/check.ts).
 */
export function readWord(body: Fields, field: string): string | null | Problem {
  const value = body[field];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : new Problem(field, `is ${shown(value)}; a text is taken`);
}

/** When something happened: ISO 8601, to the microsecond; integer microseconds since the epoch. */
export function readInstantUs(body: Fields, field: string, now: Date): number | null | Problem {
  const instant = readTime(body, field, now);
  if (instant === null || instant instanceof Problem) return instant;
  const beyondMs = /[.,]\d{3}(\d{1,3})/.exec(String(body[field]))?.[1] ?? '';
  return instant.getTime() * 1_000 + Number(beyondMs.padEnd(3, '0'));
}

export function readMap(body: Fields, field: string): Attributes | null | Problem {
  const value = body[field];
  if (value === undefined || value === null) return null;
  return isFields(value) ? (value as Attributes) : new Problem(field, `is ${shown(value)}; an object is taken`);
}

/** Metadata may be any JSON value; what is no object is kept as one of a single key. */
export function readMetadata(body: Fields): Attributes | null {
  const value = body['metadata'];
  if (value === undefined || value === null) return null;
  return (isFields(value) ? value : { metadata: value }) as Attributes;
}

export function readTags(body: Fields): readonly string[] | Problem {
  const tags = body['tags'];
  if (tags === undefined || tags === null) return [];
  if (!Array.isArray(tags) || tags.some((tag) => typeof tag !== 'string')) return new Problem('tags', 'is no list of texts');
  return tags as string[];
}

/** The deepest value that an event may hold: everything that walks it does so call by call. */
const maxDepth = 256;

export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === maxDepth) return true;
  for (const key in value) if (isTooDeep((value as Record<string, unknown>)[key], depth + 1)) return true;
  return false;
}
