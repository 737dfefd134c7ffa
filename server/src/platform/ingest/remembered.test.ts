import { expect, test } from 'vitest';
import type { Postgres } from '../store/postgres/postgres.ts';
import { defineMemory, forgetRows, RecentMap } from './remembered.ts';

const database = (): Postgres => ({}) as Postgres;

test('two memories of one database, two workspaces and two databases are apart', () => {
  const [ours, theirs] = [database(), database()];
  const [ids, providers] = [defineMemory<string>({ generationSize: 10 }), defineMemory<boolean>({ generationSize: 10 })];
  ids.in(ours).learn('w', [['gpt', '7']]);
  providers.in(ours).learn('w', [['gpt', true]]);
  expect([ids.in(ours).get('w', 'gpt'), providers.in(ours).get('w', 'gpt')]).toEqual(['7', true]);
  expect([ids.in(ours).get('v', 'gpt'), ids.in(theirs).get('w', 'gpt')]).toEqual([undefined, undefined]);
});

test('deleted rows empty every memory of their database, also one that a caller holds, and of no other', () => {
  const [ours, theirs] = [database(), database()];
  const [ids, providers] = [defineMemory<string>({ generationSize: 10 }), defineMemory<boolean>({ generationSize: 10 })];
  const held = ids.in(ours);
  for (const rows of [held, ids.in(theirs)]) rows.learn('w', [['gpt', '7']]);
  providers.in(ours).learn('w', [['gpt', true]]);
  forgetRows(ours);
  expect([held.get('w', 'gpt'), providers.in(ours).get('w', 'gpt'), ids.in(theirs).get('w', 'gpt')]).toEqual([undefined, undefined, '7']);
  held.learn('w', [['gpt', '8']]);
  expect(ids.in(ours).get('w', 'gpt')).toBe('8');
});

test('a memory holds at most two generations, and keeps what is used', () => {
  const recent = new RecentMap<number>(10);
  for (let key = 0; key < 1_000; key += 1) {
    recent.set(`k${key}`, key);
    recent.get('k0');
  }
  const held = Array.from({ length: 1_000 }, (_, key) => `k${key}`).filter((key) => recent.get(key) !== undefined);
  expect(held.length).toBeLessThanOrEqual(20);
  expect(held).toEqual(expect.arrayContaining(['k0', 'k999']));
});
