import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { numberCell, timeCell } from '../table-twin.tsx';
import type { TwinCell, TwinTable } from '../table-twin.tsx';
import { csvOf, tabTextOf } from './csv.ts';
import { fileName } from './save-chart.ts';

/** A second reading of RFC 4180, character by character. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place] as string;
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[place + 1] === '"') {
        field += '"';
        place += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(field);
      field = '';
    } else if (character === '\r' && text[place + 1] === '\n') {
      rows.push([...row, field]);
      [row, field] = [[], ''];
      place += 1;
    } else field += character;
  }
  return rows;
}

function tableOf(labels: readonly string[], rows: readonly (readonly TwinCell[])[]): TwinTable {
  return { columns: labels.map((label) => ({ label, isNumeric: false })), rowCount: rows.length, row: (index) => rows[index] ?? [] };
}

describe('csvOf', () => {
  test('gives every text back as it was, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !/^[=+\-@\t\r]/.test(one) && one !== '–');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (rows) => {
        expect(parsed(csvOf(tableOf(['a', 'b, "c"'], rows)))).toEqual([['a', 'b, "c"'], ...rows]);
      }),
    );
  });

  test('gives every number back exactly, with a point and ungrouped, whatever the locale shows', () => {
    const german = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const field = parsed(csvOf(tableOf(['n'], [[numberCell(value, 'usd', german)]])))[1]?.[0];
        expect(Number(field)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test('writes instants in ISO 8601 and no data as an empty field', () => {
    const at = Date.UTC(2026, 9, 25, 0, 30);
    expect(
      csvOf(
        tableOf(
          ['at', 'a', 'b', 'c'],
          [[timeCell('25 Oct 02:30', at), numberCell(null, 'ms', defaultLocale), numberCell(Number.NaN, 'ms', defaultLocale), '–']],
        ),
      ),
    ).toBe('at,a,b,c\r\n2026-10-25T00:30:00.000Z,,,\r\n');
  });

  test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])('keeps a spreadsheet from running %j, in cells and in heads', (text) => {
    const [head, row] = parsed(csvOf(tableOf([text], [[text]])));
    expect(head?.[0]).toBe(`'${text}`);
    expect(row?.[0]).toBe(`'${text}`);
  });

  test('leaves a negative number a number', () => {
    expect(csvOf(tableOf(['n'], [[numberCell(-2.5, 'number', defaultLocale)]]))).toBe('n\r\n-2.5\r\n');
  });

  test('writes all rows, not only those that the table shows', () => {
    const rows = Array.from({ length: 12_345 }, (_, place) => [numberCell(place, 'count', defaultLocale)]);
    expect(parsed(csvOf(tableOf(['n'], rows)))).toHaveLength(12_346);
  });
});

test('the clipboard gets tabs, and no break inside a cell', () => {
  expect(tabTextOf(tableOf(['a', 'b'], [['one\ttwo\nthree', numberCell(1.5, 'number', defaultLocale)]]))).toBe('a\tb\none two three\t1.5');
});

test.each([
  ['Success rate, 95 %', 'success-rate-95'],
  ['../../etc/passwd', 'etc-passwd'],
  ['Kosten für Ärzte', 'kosten-für-ärzte'],
  ['الكلفة اليومية', 'الكلفة-اليومية'],
  ['???', 'chart'],
  ['', 'chart'],
])('a chart named %j is saved as %s', (title, name) => expect(fileName(title)).toBe(name));
