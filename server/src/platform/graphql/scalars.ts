import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

// date, or date and time; seconds and offset may be left out
const isoInstant = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The instant that an ISO 8601 text names, to the millisecond; a text without an offset is in UTC.
 * Throws where it names none ("2026-02-30" is none: it is not rolled over to March).
 */
export function parseInstant(text: string): Date {
  const parts = isoInstant.exec(text);
  if (parts === null) throw new GraphQLError(`DateTime expects ISO 8601 such as "2026-01-31T12:00:00Z", not ${JSON.stringify(text.slice(0, 40))}.`);
  const [, year, month, day, hour, , , offset] = parts;
  const isDateOnly = hour === undefined;
  const normal = text.replace(' ', 'T').replace(',', '.');
  const instant = new Date(isDateOnly || offset !== undefined ? normal : `${normal}Z`);
  if (Number.isNaN(instant.getTime()) || (Number(day) > 28 && Number(day) > daysIn(Number(year), Number(month)))) throw new GraphQLError(`${JSON.stringify(text)} is not a date that exists.`);
  return instant;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as ISO 8601 in UTC, to the millisecond: "2026-01-31T12:00:00.000Z". Taken without an offset, it is UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  coerceOutputValue: (value) => {
    const instant = value instanceof Date ? value : new Date(value as string | number);
    return instant.toISOString();
  },
  coerceInputValue: (value) => {
    if (typeof value === 'string') return parseInstant(value);
    if (value instanceof Date) return value;
    throw new GraphQLError('DateTime expects a string in ISO 8601.');
  },
  coerceInputLiteral: (node) => {
    if (node.kind === Kind.STRING) return parseInstant(node.value);
    throw new GraphQLError('DateTime expects a string in ISO 8601.');
  },
});

const maxJsonDepth = 64;

/** Rejects values nested so deeply that serializing them could exhaust the stack. */
function shallow(value: unknown): unknown {
  if (isDeeper(value, maxJsonDepth)) throw new GraphQLError(`JSON may be nested ${maxJsonDepth} levels deep.`);
  return value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (typeof inner === 'object' && isDeeper(inner, levels - 1)) return true;
  return false;
}

export const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: `Any JSON value, up to ${maxJsonDepth} levels deep.`,
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc8259',
  coerceOutputValue: (value) => value,
  coerceInputValue: shallow,
  coerceInputLiteral: (node) => shallow(valueFromASTUntyped(node)),
});

function wholeNumber(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'string' && /^-?\d{1,38}$/.test(value)) return BigInt(value);
  throw new GraphQLError('BigInt expects a whole number, or a string of digits where it is beyond 2^53.');
}

export const bigInt = new GraphQLScalarType<bigint, number | string>({
  name: 'BigInt',
  description: 'A whole number of any size: a JSON number up to 2^53 - 1, a string of digits beyond.',
  coerceOutputValue: (value) => {
    const whole = wholeNumber(value);
    const number = Number(whole);
    return Number.isSafeInteger(number) ? number : whole.toString();
  },
  coerceInputValue: wholeNumber,
  coerceInputLiteral: (node) => {
    if (node.kind === Kind.INT || node.kind === Kind.STRING) return wholeNumber(node.value);
    throw new GraphQLError('BigInt expects a whole number.');
  },
});
