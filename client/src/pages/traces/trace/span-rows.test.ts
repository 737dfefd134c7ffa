import { expect, test } from 'vitest';
import { modelCallsBefore, spanRows } from './span-rows.ts';
import { columnsOf } from './testing.ts';
import { unpricedModels } from './unpriced.ts';

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
    ['ffff', 'a', 'a span that was not sent', ''],
    ['e', 'ffff', 'late', ''],
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

const way = { correctsClocks: false, showsEnvelope: false };
const span = (id: string, parent: number, start: number, more: object = {}) => ({
  id,
  parent,
  name: id,
  kind: 'SPAN',
  start,
  duration: 10,
  ...more,
});

test('spans that name one parent that was not sent stand under one placeholder, under the only root, with their time and their sums', () => {
  const rows = spanRows(
    columnsOf([
      span('root', -1, 0, { duration: 100 }),
      span('one', -1, 10, { isOrphan: true, lostParentId: 'lost', cost: 0.01, tokens: 5 }),
      span('inside', 1, 12, { cost: 0.02, tokens: 7 }),
      span('other', -1, 20, { isOrphan: true, lostParentId: 'else' }),
      span('two', -1, 40, { isOrphan: true, lostParentId: 'lost' }),
    ]),
    way,
  );
  expect(rows.map(({ id, parentId }) => [id, parentId])).toEqual([
    ['root', null],
    ['lost', 'root'],
    ['one', 'lost'],
    ['inside', 'one'],
    ['two', 'lost'],
    ['else', 'root'],
    ['other', 'else'],
  ]);
  expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(rows[1]).toMatchObject({ isPlaceholder: true, startMs: 10, durationMs: 40, subtreeCostUsd: 0.03, subtreeTokens: 12 });
  expect(rows[0]).toMatchObject({ subtreeCostUsd: 0.03, subtreeTokens: 12 });
});

test('without a root, or with several, a placeholder is a root itself', () => {
  const orphan = span('one', -1, 10, { isOrphan: true, lostParentId: 'lost' });
  expect(spanRows(columnsOf([orphan]), way).map(({ id, parentId }) => [id, parentId])).toEqual([
    ['lost', null],
    ['one', 'lost'],
  ]);
  expect(spanRows(columnsOf([span('a', -1, 0), span('b', -1, 1), orphan]), way)[2]).toMatchObject({ id: 'lost', parentId: null });
});

test('the span that only stands for a trace of Langfuse is folded, and shown when it is asked for', () => {
  const made = columnsOf([span('envelope', -1, 0), span('run', 0, 0), span('call', 1, 2)], true);
  expect(spanRows(made, way).map(({ id, parentId, index }) => [id, parentId, index])).toEqual([
    ['run', null, 0],
    ['call', 'run', 1],
  ]);
  expect(spanRows(made, { ...way, showsEnvelope: true })).toHaveLength(3);
});

test('a service whose clock disagrees is marked where it begins, and moved when clocks are corrected', () => {
  const made = columnsOf([span('call', -1, 120), span('server', 0, 0, { shift: 122 }), span('within', 1, 1, { shift: 122 })]);
  expect(spanRows(made, way).map(({ startMs, shiftMs }) => [startMs, shiftMs])).toEqual([
    [120, 0],
    [0, 122],
    [1, 0],
  ]);
  expect(spanRows(made, { ...way, correctsClocks: true }).map(({ startMs }) => startMs)).toEqual([0, 2, 3]);
});

test('models of calls with tokens and without a cost have no price, each named once', () => {
  const rows = spanRows(
    columnsOf([
      span('root', -1, 0, { tokens: 9 }),
      span('priced', 0, 1, { kind: 'LLM', model: 'gpt-4o', tokens: 5, cost: 0.01 }),
      span('one', 0, 2, { kind: 'LLM', model: 'acme-1', tokens: 5 }),
      span('two', 0, 3, { kind: 'LLM', model: 'acme-1', tokens: 7 }),
      span('silent', 0, 4, { kind: 'LLM', model: 'acme-2' }),
    ]),
  );
  expect(unpricedModels(rows)).toEqual(['acme-1']);
});
