import { expect, test } from 'vitest';
import { embeddingsDraftOf, readEmbeddings } from './embeddings-form.ts';

const draft = { embeddings: 'ENDPOINT', connectionId: 'C1', model: ' small ', dailyCapUsd: '' } as const;

test.each([
  [{}, { embeddings: 'ENDPOINT', connectionId: 'C1', model: 'small' }],
  [{ dailyCapUsd: '0.5' }, { embeddings: 'ENDPOINT', connectionId: 'C1', model: 'small', dailyCapUsd: 0.5 }],
  [{ embeddings: 'OFF' }, { embeddings: 'OFF' }],
] as const)('%j is read as %j', (change, value) => {
  expect(readEmbeddings({ ...draft, ...change })).toEqual({ ok: true, value });
});

test.each([
  [{ connectionId: '' }, 'connectionId'],
  [{ model: ' ' }, 'model'],
  [{ dailyCapUsd: '0' }, 'dailyCapUsd'],
  [{ dailyCapUsd: 'much' }, 'dailyCapUsd'],
] as const)('%j is marked', (change, field) => {
  const read = readEmbeddings({ ...draft, ...change });
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});

test('a draft of stored settings asks for the same', () => {
  const stored = {
    embeddings: 'ENDPOINT',
    connection: { id: 'C1', name: 'open' },
    model: 'small',
    dailyCapUsd: 2,
    spentTodayUsd: 0,
    pendingCount: 0,
    problem: null,
  } as never;
  expect(readEmbeddings(embeddingsDraftOf(stored))).toEqual({
    ok: true,
    value: { embeddings: 'ENDPOINT', connectionId: 'C1', model: 'small', dailyCapUsd: 2 },
  });
});
