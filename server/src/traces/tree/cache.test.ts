import { expect, test } from 'vitest';
import { TreeCache } from './cache.ts';
import type { TraceTree } from './tree.ts';

const treeOf = (spanCount: number): TraceTree => ({ spanCount }) as TraceTree;
const stamp = { rowCount: 1, version: 1 };

test('a tree is built once, also for those who ask while it is built', async () => {
  const cache = new TreeCache(100);
  let builds = 0;
  const build = async (): Promise<TraceTree> => {
    builds += 1;
    return treeOf(10);
  };
  await Promise.all([cache.get('a', stamp, build), cache.get('a', stamp, build)]);
  await cache.get('a', stamp, build);
  expect(builds).toBe(1);
  await cache.get('a', { rowCount: 2, version: 1 }, build);
  await cache.get('a', { rowCount: 2, version: 2 }, build);
  expect(builds).toBe(3);
  expect(cache.spanCount).toBe(10);
});

test('what was not asked for longest makes room; a tree that alone is too large is not kept', async () => {
  const cache = new TreeCache(100);
  const built: string[] = [];
  const ask = (key: string, spanCount: number) =>
    cache.get(key, stamp, async () => {
      built.push(key);
      return treeOf(spanCount);
    });
  await ask('a', 40);
  await ask('b', 40);
  await ask('a', 40);
  await ask('c', 40); // b goes
  await ask('a', 40);
  await ask('b', 40); // c goes
  expect(built).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.spanCount).toBe(80);
  await ask('huge', 500);
  expect(cache.spanCount).toBe(0);
});

test('a failure is not kept', async () => {
  const cache = new TreeCache(100);
  await expect(cache.get('a', stamp, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect((await cache.get('a', stamp, async () => treeOf(1)))?.spanCount).toBe(1);
});
