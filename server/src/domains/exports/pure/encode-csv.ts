import { csvCell } from '../../../platform/csv.ts';
import { nothing, type Encoder } from './encoder.ts';
import { usdText, type Column, type ColumnKind, type Row, type Value } from './table.ts';

/** Without it, programs for tables read UTF-8 as the machine's own encoding. */
const byteOrderMark = '\ufeff';

/** Numbers are none of what a program for tables would compute: only texts are guarded. */
const writers: Readonly<Record<ColumnKind, (value: NonNullable<Value>) => string>> = {
  text: (value) => csvCell(String(value)),
  json: (value) => csvCell(String(value)),
  integer: String,
  float: (value) => plainNumber(Number(value)),
  boolean: String,
  instant: (value) => new Date(Number(value)).toISOString(),
  usd: (value) => usdText(value as number | bigint),
};

/** RFC 4180 in UTF-8, with a byte order mark and a line of names; an absent value is an empty cell. */
export function csvEncoder(columns: readonly Column[]): Encoder {
  const cells = columns.map(({ kind }) => writers[kind]);
  const line = (row: Row): string => {
    let text = '';
    for (let index = 0; index < cells.length; index += 1) {
      const value = row[index] as Value;
      if (index > 0) text += ',';
      if (value !== null) text += (cells[index] as (value: NonNullable<Value>) => string)(value);
    }
    return `${text}\r\n`;
  };
  return {
    head: () => Buffer.from(`${byteOrderMark}${columns.map(({ name }) => csvCell(name)).join(',')}\r\n`),
    rows: (rows) => {
      let text = '';
      for (const row of rows) text += line(row);
      return Buffer.from(text);
    },
    end: () => nothing,
  };
}

/** Without an exponent, which some programs take for a text. */
const plainNumber = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
};
