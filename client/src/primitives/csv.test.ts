import { expect, test } from 'vitest';
import { csvText } from './csv.ts';

test('quotes what has a comma, a quote or a line break, and leaves an absent value empty', () => {
  expect(
    csvText([
      ['name', 'n'],
      ['a,b', 1],
      ['say "x"', null],
      ['two\nlines', 0],
    ]),
  ).toBe('name,n\r\n"a,b",1\r\n"say ""x""",\r\n"two\nlines",0\r\n');
});

test('a text that a spreadsheet would run stays text; a negative number stays a number', () => {
  expect(csvText([['=1+1', -1]])).toBe("'=1+1,-1\r\n");
});
