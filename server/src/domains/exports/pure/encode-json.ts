import { instantText } from '../../analytics/pure/instant-text.ts';
import { nothing, type Encoder } from './encoder.ts';
import { usdText, type Column, type ColumnKind, type Row, type Value } from './table.ts';

/** JSON of a value. Integers that a reader of JSON could not hold exactly are texts, as in the API. */
const writers: Readonly<Record<ColumnKind, (value: NonNullable<Value>) => string>> = {
  text: (value) => JSON.stringify(value),
  json: String,
  integer: (value) => (Number.isSafeInteger(Number(value)) ? String(value) : JSON.stringify(String(value))),
  float: (value) => JSON.stringify(value),
  boolean: String,
  instant: (value) => `"${instantText(Number(value))}"`,
  usd: (value) => usdText(value as number | bigint),
};

function objectOf(columns: readonly Column[]): (row: Row) => string {
  const names = columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const values = columns.map(({ kind }) => writers[kind]);
  return (row) => {
    let text = '';
    for (let index = 0; index < names.length; index += 1) {
      const value = row[index] as Value;
      text += names[index] as string;
      text += value === null ? 'null' : (values[index] as (value: NonNullable<Value>) => string)(value);
    }
    return `${text}}`;
  };
}

/** One object a line. */
export function jsonLinesEncoder(columns: readonly Column[]): Encoder {
  const object = objectOf(columns);
  return {
    head: () => nothing,
    rows: (rows) => {
      let text = '';
      for (const row of rows) text += `${object(row)}\n`;
      return Buffer.from(text);
    },
    end: () => nothing,
  };
}

/** One object: the rows, and what was asked for and counted. */
export function jsonEncoder(columns: readonly Column[]): Encoder {
  const object = objectOf(columns);
  let before = '\n';
  return {
    head: () => Buffer.from('{"rows":['),
    rows: (rows) => {
      let text = '';
      for (const row of rows) {
        text += before + object(row);
        before = ',\n';
      }
      return Buffer.from(text);
    },
    end: (manifest) => Buffer.from(`\n],"manifest":${JSON.stringify(manifest)}}\n`),
  };
}
