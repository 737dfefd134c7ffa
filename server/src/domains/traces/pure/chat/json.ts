import { maxJsonDepth } from '../../../../platform/ingest/json.ts';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * The value that a text holds as JSON; undefined: it is not JSON, or a bare number or word, or nested deeper than JSON is taken
 * elsewhere (what reads it goes down with it).
 */
export function parseJson(text: string): unknown {
  let start = 0;
  while (start < text.length && text.charCodeAt(start) <= 0x20) start += 1;
  const first = text.charCodeAt(start);
  if (first !== 0x7b && first !== 0x5b && first !== 0x22) return undefined; // { [ "
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, maxJsonDepth) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeper(item, depth - 1)) return true;
  } else for (const name in value) if (isDeeper((value as Fields)[name], depth - 1)) return true;
  return false;
}

/** As JSON where it is JSON, else as it is: arguments and results of tools are sent either way. */
export function jsonOr(value: unknown): unknown {
  return typeof value === 'string' ? (parseJson(value) ?? value) : value;
}

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** A text that is not empty. */
export function named(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first of these fields that is there and not null. */
export function firstOf(fields: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields[name];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
