import { format } from 'ui-kit/format';
import type { Locale, Unit } from 'ui-kit/format';
import type { ResultColumn } from './types.ts';

const known: readonly string[] = ['count', 'tokens', 'usd', 'ms', 'share', 'rating', 'bytes'] satisfies readonly Unit[];

/** The kit's unit of a value, and the unit's own word where the kit has none for it. */
export function unitOf(unit: string | null, type: ResultColumn['type'] = 'number'): { readonly unit: Unit; readonly word: string | null } {
  if (type === 'share' || unit === 'share') return { unit: 'share', word: null };
  if (unit === null) return { unit: 'number', word: null };
  return known.includes(unit) ? { unit: unit as Unit, word: null } : { unit: 'number', word: unit };
}

/** A number with its unit, on one line. */
export function numberText(value: number, unit: string | null, locale: Locale, type?: ResultColumn['type']): string {
  const as = unitOf(unit, type);
  return as.word === null ? format(value, as.unit, locale) : `${format(value, as.unit, locale)} ${as.word}`;
}
