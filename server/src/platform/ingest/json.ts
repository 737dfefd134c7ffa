import { maxTextBytes, unstorable } from './text.ts';

/** How deeply a JSON value may be nested; as the JSON scalar of the API. */
export const maxJsonDepth = 64;

/** Why a value cannot be kept as JSON, or null. Walks the whole value: PostgreSQL refuses what `unstorable` names anywhere in it. */
export function badJson(value: unknown): string | null {
  return badPart(value, 0);
}

/** JSON text of a value that `badJson` has passed, or why it is too large. */
export function jsonText(value: unknown): { text: string } | { problem: string } {
  const text = JSON.stringify(value);
  const byteCount = text.length * 3 > maxTextBytes ? Buffer.byteLength(text) : 0;
  return byteCount > maxTextBytes ? { problem: `is ${byteCount} bytes of JSON; at most ${maxTextBytes} are taken` } : { text };
}

/**
 * Whether the JSON text of a value surely has at most so many characters: without making it, for values that come often. False where it
 * might have more. Not for a value deeper than `badJson` lets through.
 */
export const isShortJson = (value: unknown, maxLength: number): boolean => leftOf(value, maxLength) >= 0;

/** A character of a text may be escaped with six, a number has at most 25. */
const [perCharacter, perValue] = [6, 25];

/** What is left of `room` after a value, by its longest form; below 0: it may not fit. */
function leftOf(value: unknown, room: number): number {
  if (typeof value === 'string') return room - 3 - perCharacter * value.length;
  if (typeof value !== 'object' || value === null) return room - perValue;
  let left = room - 3;
  for (const key in value) {
    if (left < 0) return left;
    left = leftOf((value as Record<string, unknown>)[key], left - 3 - perCharacter * key.length);
  }
  return left;
}

function badPart(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return unstorable(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'contains a number that is too large';
  if (typeof value !== 'object' || value === null) return null;
  if (depth === maxJsonDepth) return `is nested deeper than ${maxJsonDepth} levels`;
  if (Array.isArray(value)) {
    for (const item of value) {
      const problem = badPart(item, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  }
  for (const key in value) {
    const problem = unstorable(key) ?? badPart((value as Record<string, unknown>)[key], depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}
