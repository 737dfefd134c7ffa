import { parseInstant } from '../../../platform/graphql/scalars.ts';
import type { PropertyValue, Scalar } from '../types.ts';

/** A value in the forms in which conditions read it. */
export interface StoredValue {
  /** JSON texts of the value, or of the elements of the list. */
  readonly items: readonly string[];
  readonly isList: 0 | 1;
  /** null: the value is no text. */
  readonly text: string | null;
  /** null: the value is no number. */
  readonly number: number | null;
  /** null: the value is no date. */
  readonly moment: Date | null;
}

const isoDate = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2}))?$/;
const [first, last] = [Date.UTC(1900, 0, 1), Date.UTC(2299, 0, 1)];

/** When a text says; a day is its start in UTC. null: it is no date in ISO 8601, or one beyond 1900 to 2298. */
export function momentOf(text: string): Date | null {
  if (!isoDate.test(text)) return null;
  try {
    const moment = parseInstant(text);
    return moment.getTime() >= first && moment.getTime() < last ? moment : null;
  } catch {
    return null;
  }
}

/** A value as JSON writes it: 3 and 3.0 are one, 3 and "3" are two. */
export const itemOf = (value: Scalar): string => JSON.stringify(value);

export function storedValue(value: PropertyValue): StoredValue {
  if (typeof value === 'object') return { items: value.map(itemOf), isList: 1, text: null, number: null, moment: null };
  const text = typeof value === 'string' ? value : null;
  return {
    items: [itemOf(value)],
    isList: 0,
    text,
    number: typeof value === 'number' ? value : null,
    moment: text === null ? null : momentOf(text),
  };
}

/** The value that was stored. */
export function valueOf(items: readonly string[], isList: boolean): PropertyValue {
  const values = items.map((item) => JSON.parse(item) as Scalar);
  return isList ? values : (values[0] as Scalar);
}
