import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingOf, encodingOfHead } from './encoding.ts';
import { fileOf } from './reading.testing.ts';
import { headerOf, rowsOf, separatorOf, type TableRow } from './table.ts';

async function rowsIn(text: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of rowsOf(fileOf('t.csv', text))) rows.push(row);
  return rows;
}
const cellsIn = async (text: string): Promise<(readonly string[])[]> =>
  (await rowsIn(text)).flatMap(({ cells }) => (cells === undefined ? [] : [cells]));
const problemLines = async (text: string): Promise<number[]> =>
  (await rowsIn(text)).flatMap(({ problem, line }) => (problem === undefined ? [] : [line]));

describe('the separator', () => {
  test.each([
    ['a,b;c,d\n1,2;3,4', ','],
    ['a;b\n1,5;2', ';'],
    ['a\tb\n"x, y, z"\t2', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['sep=;\r\na;b', ';'],
    ['"sep=\t"\na\tb', '\t'],
    ['text\nhello, world', ','],
    ['a;b;c\n"x;y",z', ';'],
  ])('of %j is %j', (text, separator) => expect(separatorOf(text)).toBe(separator));

  test('the header is below sep=', () => expect(headerOf('sep=;\r\n"A b";c')).toEqual(['A b', 'c']));
});

describe('a broken row', () => {
  const header = 'a,b,c\n';
  test.each([
    ['a quote within a cell', `${header}1,2,3\n4,x "y" z,6\n7,8,9`, [3], 2],
    ['a quote that is never closed', `${header}1,2,3\n4,"x,6\n7,8,9\n10,11,12`, [3], 3],
    ['one in the last row', `${header}1,2,3\n4,"x,6`, [3], 1],
    ['one that the next quote closes', `${header}1,"x,3\n4,"y",6\n7,8,9`, [2], 2],
    ['something behind a quote', `${header}1,"x"y,3\n4,5,6`, [2], 1],
    ['a cell of several lines that is cut off', `${header}1,2,3\n4,5,"x\ny\nz`, [3], 1],
    ['a row of several lines with a cell too few', `${header}1,"x\ny"\n4,"5\n5",6`, [2], 1],
    ['a cell too few', `${header}1,2\n4,5,6`, [2], 1],
    ['a cell too many', `${header}1,2,3,4\n4,5,6`, [2], 1],
    ['two of them, one after the other', `${header}1,"x,3\n4,"y,6\n7,8,9`, [2, 3], 1],
  ])('%s costs no other', async (_name, text, lines, goodCount) => {
    expect(await problemLines(text)).toEqual(lines);
    expect(await cellsIn(text)).toHaveLength(1 + goodCount);
  });

  test.each([
    ['cells of several lines', `${header}1,"x\r\ny",3\r\n4,5,6\r\n`, ['1', 'x\r\ny', '3']],
    ['a space before a quote', `${header}1, "x, y",3`, ['1', 'x, y', '3']],
    ['empty cells beyond the header', `${header}1,2,3,,`, ['1', '2', '3']],
    ['tabs between quotes that are letters', 'a\tb\tc\n1\tx "y" z\t3', ['1', 'x "y" z', '3']],
  ])('is none of %s', async (_name, text, cells) => {
    expect(await problemLines(text)).toEqual([]);
    expect((await cellsIn(text))[1]).toEqual(cells);
  });

  test('is named at any place among many, whatever the pieces of the file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_200 }), fc.constantFrom('x "y" z', '"never', 'a"b', '"a"b'), async (at, cell) => {
        const rows = Array.from(
          { length: 1_201 },
          (_, index) =>
            `${index},${index === at ? cell : index % 3 === 0 ? `"q, ""${index}"""` : index % 3 === 1 ? `"two\nlines"` : 'p'},c`,
        );
        const text = header + rows.join('\n');
        const line = 1 + text.slice(0, text.indexOf(`\n${at},`)).split('\n').length;
        expect(await problemLines(text)).toEqual([line]);
        expect(await cellsIn(text)).toHaveLength(1 + 1_200);
      }),
      { numRuns: 15 },
    );
  });
});

test('any cells are read as they were written', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', ' ', 'ü', '\t'), maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const written = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect((await cellsIn(`"a","b","c"\n${written}`)).slice(1)).toEqual(rows);
    }),
    { numRuns: 100 },
  );
});

describe('the encoding', () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
  test.each([
    ['plain letters', bytes('a,b'), 'utf-8'],
    ['UTF-8', bytes('grün'), 'utf-8'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'grün'), 'utf-8'],
    ['UTF-8 of which a few bytes are damaged', bytes('grüße, für, möglich', [0xc3], ' x'), 'utf-8'],
    ['Windows-1252', bytes('gr', [0xfc], 'n ', [0x80]), 'windows-1252'],
    ['UTF-16 with a mark', Buffer.from('\ufeffgrün', 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from('name;role\r\ngrün;x\r\n', 'utf16le'), 'utf-16le'],
    ['UTF-16, big-endian', Buffer.from('\ufeffname', 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16, big-endian, without a mark', Buffer.from('name;role\r\n', 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252 whose first letter comes late', bytes('a'.repeat(600_000), [0xe9]), 'windows-1252'],
  ])('of %s', async (_name, content, label) => {
    const file = fileOf('t.csv', content, 100_000);
    expect((await encodingOf(() => file.bytes())).label).toBe(label);
    if (content.length < 1_000) expect(encodingOfHead(content).label).toBe(_name.includes('damaged') ? 'windows-1252' : label);
  });
});
