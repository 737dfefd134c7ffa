import { expect, test } from 'vitest';
import { csvCell } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1+1', "'＝1+1"],
  ['  =1+1', "'  =1+1"],
  ['\u00a0\u200b@SUM(A1)', "'\u00a0\u200b@SUM(A1)"],
  [' \n-1', `"' \n-1"`],
  [' a =1', ' a =1'],
  ['a=1', 'a=1'],
  ['it is \u202Eright', 'it is \u202Eright'],
  ['👩‍🚀', '👩‍🚀'],
  ['', ''],
])('%j becomes the cell %j', (text, expected) => {
  expect(csvCell(text)).toBe(expected);
});

test.each([
  ['a,b', 'a,b'],
  ['a;b', '"a;b"'],
  ['=1;2', `"'=1;2"`],
  ['say "x"', '"say ""x"""'],
])('%j becomes the cell %j between semicolons', (text, expected) => {
  expect(csvCell(text, ';')).toBe(expected);
});
