import type { ToolColumn, ToolFact, ValueType } from '../../../platform/tools/shape.ts';

const grouped = (value: number, places: number): string => value.toLocaleString('en-US', { maximumFractionDigits: places });

/** So many places after the point that three digits count. */
const placesOf = (value: number): number => (value === 0 ? 0 : Math.max(0, Math.min(8, 2 - Math.floor(Math.log10(Math.abs(value))))));

/** A number with its unit, as it is read: three digits that count, whole numbers whole. */
function numberText(value: number, unit: string | null, type: ValueType = 'number'): string {
  if (type === 'share') return `${grouped(100 * value, Math.abs(value) < 0.1 ? 2 : 1)} %`;
  const digits = Number.isInteger(value) ? grouped(value, 0) : grouped(value, placesOf(value));
  if (unit === 'usd') {
    const places = Math.abs(value) >= 1 ? 2 : placesOf(value);
    return `$${value.toLocaleString('en-US', { minimumFractionDigits: Math.min(2, places), maximumFractionDigits: Math.max(2, places) })}`;
  }
  return unit === null ? digits : `${digits} ${unit}`;
}

/** The text of a cell; "no data" for null. */
export function cellText(value: unknown, { unit, type }: Pick<ToolColumn, 'unit' | 'type'>): string {
  if (value === null || value === undefined) return 'no data';
  if (typeof value === 'number') return numberText(value, unit, type);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const factText = ({ value, unit }: ToolFact): string =>
  cellText(value, { unit: unit === 'share' ? null : unit, type: unit === 'share' ? 'share' : 'number' });
