import { csvCell, type CsvSeparator } from '../../../platform/csv.ts';
import { instantText } from '../../analytics/pure/instant-text.ts';
import { nothing, type Encoder } from './encoder.ts';
import { usdText, type Column, type ColumnKind, type Row, type Value } from './table.ts';

/** Without it, programs for tables read UTF-8 as the machine's own encoding. */
const byteOrderMark = '\ufeff';

/** Numbers are none of what a program for tables would compute: only texts are guarded. */
const writersOf = (separator: CsvSeparator): Readonly<Record<ColumnKind, (value: NonNullable<Value>) => string>> => ({
  text: (value) => csvCell(String(value), separator),
  json: (value) => csvCell(String(value), separator),
  integer: String,
  float: (value) => plainNumber(Number(value)),
  boolean: String,
  instant: (value) => instantText(Number(value)),
  usd: (value) => usdText(value as number | bigint),
});

/**
 * RFC 4180 in UTF-8, with a byte order mark and a line of names; an absent value is an empty cell. `separator`: a semicolon where the comma is a
 * decimal mark, since programs for tables read files so there.
 */
export function csvEncoder(columns: readonly Column[], separator: CsvSeparator = ','): Encoder {
  const writers = writersOf(separator);
  const cells = columns.map(({ kind }) => writers[kind]);
  // Joined, a page is one text; added up piece by piece it would be as many small objects as it has cells.
  const line = (row: Row): string => {
    const texts: string[] = [];
    for (let index = 0; index < cells.length; index += 1) {
      const value = row[index] as Value;
      texts.push(value === null ? '' : (cells[index] as (value: NonNullable<Value>) => string)(value));
    }
    return texts.join(separator);
  };
  return {
    head: () => Buffer.from(`${byteOrderMark}${columns.map(({ name }) => csvCell(name, separator)).join(separator)}\r\n`),
    rows: (rows) => (rows.length === 0 ? nothing : Buffer.from(`${rows.map(line).join('\r\n')}\r\n`)),
    end: () => nothing,
  };
}

/** Without an exponent, which some programs take for a text. */
const plainNumber = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
};
