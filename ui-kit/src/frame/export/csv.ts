import { NO_DATA } from '../../format/number.ts';
import type { TwinCell, TwinTable } from '../table-twin.tsx';

/** Stands before a file's text so that Excel reads it as UTF-8. Not part of what `csvOf` gives. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A table as CSV by RFC 4180: all rows, bare numbers with a point, CRLF. No data is an empty field. */
export function csvOf(table: TwinTable): string {
  return fieldsOf(table)
    .map((row) => `${row.map(quoted).join(',')}\r\n`)
    .join('');
}

/** The same with tabs, as spreadsheets take it from the clipboard. */
export function tabTextOf(table: TwinTable): string {
  return fieldsOf(table)
    .map((row) => row.map((field) => field.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

function fieldsOf(table: TwinTable): string[][] {
  const head = table.columns.map((column) => harmless(column.label));
  return [head, ...Array.from({ length: table.rowCount }, (_, index) => table.row(index).map(fieldOf))];
}

function fieldOf(cell: TwinCell): string {
  const value = typeof cell === 'string' ? cell : cell.value;
  if (value === null || value === NO_DATA) return '';
  return typeof value === 'number' ? String(value) : harmless(value);
}

/** Text that a spreadsheet would run as a formula gets an apostrophe, which it shows as text (OWASP, "CSV injection"). */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
