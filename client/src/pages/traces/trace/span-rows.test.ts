import { expect, test } from 'vitest';
import { modelCallsBefore, spanRows } from './span-rows.ts';
import { columnsOf } from './testing.ts';

const columns = columnsOf([
  { id: 'a', parent: -1, name: 'request', kind: 'AGENT', start: 0, duration: 100 },
  { id: 'b', parent: 0, name: 'chat', kind: 'LLM', start: 5, duration: 20, model: 'gpt-4o', cost: 0.01, tokens: 120 },
  { id: 'c', parent: 0, name: 'tool', kind: 'TOOL', start: 30, duration: 10, error: '409' },
  { id: 'd', parent: 0, name: 'chat', kind: 'LLM', start: 45, duration: null, model: 'gpt-4o' },
  { id: 'e', parent: -1, name: 'late', kind: 'SPAN', start: 50, duration: 1, isOrphan: true },
]);

test('a row has what stands at its index in the columns', () => {
  const rows = spanRows(columns);
  expect(rows.map(({ id, parentId, name, model }) => [id, parentId, name, model])).toEqual([
    ['a', null, 'request', ''],
    ['b', 'a', 'chat', 'gpt-4o'],
    ['c', 'a', 'tool', ''],
    ['d', 'a', 'chat', 'gpt-4o'],
    ['e', null, 'late', ''],
  ]);
  expect(rows[1]).toMatchObject({ costUsd: 0.01, subtreeCostUsd: 0.01, subtreeTokens: 120, durationMs: 20, startMs: 5, error: '' });
  expect(rows[2]?.error).toBe('409');
  expect(rows[3]?.durationMs).toBeNull();
  expect(rows.filter(({ isOrphan }) => isOrphan).map(({ id }) => id)).toEqual(['e']);
});

test('roll-ups are those of the whole subtree, as the server summed them', () => {
  expect(spanRows(columns)[0]).toMatchObject({ costUsd: null, subtreeCostUsd: 0.01, subtreeTokens: 120 });
});

test('model calls before a span are those that began earlier, the last one first', () => {
  const rows = spanRows(columns);
  expect(modelCallsBefore(rows, 'd').map(({ id }) => id)).toEqual(['b']);
  expect(modelCallsBefore(rows, 'b')).toEqual([]);
  expect(modelCallsBefore(rows, 'nobody')).toEqual([]);
});
