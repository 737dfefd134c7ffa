/** Numbers, durations and instants as trainers write them. */

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const words: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** A number, or a text that is one (`NaN` and the infinities included); null for anything else. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (decimal.test(text)) return Number(text);
  const word = words[text.replace(/^[+-]/, '').toLowerCase()];
  return word === undefined ? null : text.startsWith('-') ? -word : word;
}

/** A whole number from 0 that a double holds exactly; null for anything else. */
export function stepOf(value: unknown): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

export const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

/** `1:02:03`, `3 days, 17:51:32` or a number of seconds, in seconds; null for anything else. */
export function durationSecondsOf(value: unknown): number | null {
  const seconds = numberOf(value);
  if (seconds !== null) return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  const parts = typeof value === 'string' ? /^(?:(\d+) days?, )?(\d+):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(value.trim()) : null;
  if (parts === null) return null;
  const [days = 0, hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}

/** Unix times of this size are in seconds; a thousand times as large in milliseconds, and so on. */
const leastUnixSeconds = 1e8;
const beyondUnixSeconds = 1e11;

/**
 * An instant: a Unix time in seconds, milliseconds, microseconds or nanoseconds, or a date; without a zone it is UTC. Null for anything
 * else.
 */
export function instantOf(value: unknown): Date | null {
  let number = numberOf(value);
  if (number !== null) {
    if (!(number >= leastUnixSeconds)) return null;
    while (number >= beyondUnixSeconds) number /= 1_000;
    return new Date(number * 1_000);
  }
  if (typeof value !== 'string') return null;
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(value.trim());
  if (parts === null) return null;
  const [, day, time = '00:00', fraction = '0', zone = 'Z'] = parts;
  const date = new Date(
    `${day}T${time.length === 5 ? `${time}:00` : time}.${fraction.slice(0, 3)}${zone.toUpperCase() === 'UTC' ? 'Z' : zone}`,
  );
  return Number.isNaN(date.getTime()) ? null : date;
}

/**
 * JSON as Python writes it: a bare NaN, Infinity or -Infinity is read as what `read` writes for it, by default the text of that name.
 * Errors: SyntaxError.
 */
export function parsePythonJson(text: string, read = (name: string) => `"${name}"`): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(
      text.replaceAll(/"[^"\\]*(?:\\[^][^"\\]*)*(?:"|$)|-?\b(?:NaN|Infinity)\b/g, (token) => (token.startsWith('"') ? token : read(token))),
    );
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
