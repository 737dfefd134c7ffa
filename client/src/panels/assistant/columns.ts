import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import type { SortValue } from 'ui-kit/data-table';
import type { ResultColumn, ResultTable } from './types.ts';
import type { CsvTable } from '../../primitives/csv.ts';

export type ResultRow = readonly unknown[];

/** A cell as it is sorted and drawn: numbers, instants and texts; anything else as JSON. */
export function cellValue(value: unknown, type: ResultColumn['type']): SortValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (type !== 'time') return value;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : at;
}

export const numberAt = (row: ResultRow, index: number): number | null => {
  const value = row[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** A name for a mark: the text of its cell, "(none)" where there is none. */
export const nameAt = (row: ResultRow, index: number): string => {
  const value = row[index];
  if (value === null || value === undefined || value === '') return '(none)';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** The rows as a file has them: titles with their units first. */
export const csvOf = ({ columns, rows }: ResultTable): CsvTable => [
  columns.map(({ title, unit }) => (unit === null ? title : `${title} (${unit})`)),
  ...rows.map((row) =>
    columns.map(({ type }, index) => {
      const value = row[index];
      if (value === null || value === undefined || typeof value === 'number') return value ?? null;
      return typeof value === 'string' && type !== 'boolean' ? value : JSON.stringify(value);
    }),
  ),
];

/** How many rows stand here of how many there are. */
export function rowWords({ rows, total, complete }: ResultTable, locale: Locale): string {
  const here = format(rows.length, 'count', locale);
  if (complete) return `${here} ${rows.length === 1 ? 'row' : 'rows'}`;
  return total > rows.length ? `${here} of ${format(total, 'count', locale)} rows` : `the first ${here} rows; there are more`;
}
