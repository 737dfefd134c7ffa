import { expect, test } from 'vitest';
import { namesWith, nextIndex } from './finding.ts';
import { spanRows } from './span-rows.ts';
import { columnsOf } from './testing.ts';

const rows = spanRows(
  columnsOf([
    { id: 'a', parent: -1, name: 'Handle request', kind: 'AGENT', start: 0, duration: 9 },
    { id: 'b', parent: 0, name: 'chat', kind: 'LLM', start: 1, duration: 2, model: 'gpt-4o' },
    { id: 'c', parent: 0, name: 'book', kind: 'TOOL', start: 4, duration: 2, error: 'TimeoutError' },
    { id: 'd', parent: 0, name: 'Zürich Straße İstanbul', kind: 'TOOL', start: 7, duration: 1 },
  ]),
);

test.each([
  ['request', ['a']],
  ['GPT', ['b']],
  ['timeout', ['c']],
  ['o', ['b', 'c']],
  ['ZU\u0308RICH STRASSE', ['d']],
  ['istanbul', ['d']],
  ['  ', []],
  ['nothing', []],
])('%j is found in names, models and errors', (text, ids) => {
  expect([...namesWith(rows, text)]).toEqual(ids);
});

test.each([
  [[2, 5, 9], 5, 1, 9],
  [[2, 5, 9], 9, 1, 2],
  [[2, 5, 9], -1, 1, 2],
  [[2, 5, 9], 5, -1, 2],
  [[2, 5, 9], 2, -1, 9],
  [[2, 5, 9], 4, -1, 2],
  [[7], 7, 1, 7],
  [[], 3, 1, null],
] as const)('in %j, from %d by %d, is %s', (indexes, from, step, next) => expect(nextIndex(indexes, from, step)).toBe(next));
