import { expect, test } from 'vitest';
import type { Stores } from '../../../platform/store/stores.ts';
import { atRevision } from './at-revision.ts';

const stores = {} as Stores;
const key = (studyId: string, revision: number) => ({ workspaceId: 'w', studyId, revision });

test('an answer is computed once for a revision, and again when the trials change', async () => {
  let count = 0;
  const ask = atRevision(async (_stores, { revision }: ReturnType<typeof key>) => `${revision}: ${(count += 1)}`);
  expect(await Promise.all([ask(stores, key('a', 1)), ask(stores, key('a', 1))])).toEqual(['1: 1', '1: 1']);
  expect(await ask(stores, key('a', 2))).toBe('2: 2');
  expect(await ask(stores, key('b', 2))).toBe('2: 3');
  expect(await ask({} as Stores, key('a', 2)), 'other stores').toBe('2: 4');
});

test('a failure is computed again, and the oldest of many studies is forgotten', async () => {
  let count = 0;
  const ask = atRevision(async (_stores, { studyId }: ReturnType<typeof key>) => {
    count += 1;
    if (studyId === 'bad' && count === 1) throw new Error('away');
    return count;
  });
  await expect(ask(stores, key('bad', 1))).rejects.toThrow('away');
  expect(await ask(stores, key('bad', 1))).toBe(2);
  for (let study = 0; study < 30; study += 1) await ask(stores, key(String(study), 1));
  expect(await ask(stores, key('bad', 1))).toBe(33);
  expect(await ask(stores, key('29', 1))).toBe(32);
});
