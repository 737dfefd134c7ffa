import { expect, test } from 'vitest';
import { ownWeight, TreeCache, type TreeSource } from './cache.ts';
import type { TraceTree } from './tree.ts';

/** A source whose spans can come, and that says what was built of it. */
function sourceOf(spanCount: number, built: string[] = [], name = ''): TreeSource & { version: number } {
  return {
    version: 1,
    async stamp() {
      return { rowCount: spanCount, version: this.version };
    },
    async build() {
      built.push(name);
      const { version } = this;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { tree: spanCount === 0 ? null : ({ spanCount, version } as TraceTree), stamp: { rowCount: spanCount, version } };
    },
  };
}

test('a tree is built once, also for those who ask while it is built, until spans come', async () => {
  const cache = new TreeCache(1_000);
  const built: string[] = [];
  const source = sourceOf(10, built, 'a');
  await Promise.all([cache.get('a', source), cache.get('a', source)]);
  await cache.get('a', source);
  expect(built).toEqual(['a']);
  source.version = 2;
  expect((await cache.get('a', source))?.version).toBe(2);
  expect(built).toEqual(['a', 'a']);
  expect(cache.weight).toBe(10 + ownWeight);
});

test('who asks while a tree is built gets the spans that came meanwhile', async () => {
  const cache = new TreeCache(1_000);
  const source = sourceOf(10);
  const first = cache.get('a', source);
  source.version = 2;
  expect((await cache.get('a', source))?.version).toBe(2);
  expect((await first)?.version).toBe(1);
  expect(cache.weight).toBe(10 + ownWeight);
});

test('what was not asked for longest makes room; a tree that alone is too large is not kept', async () => {
  const cache = new TreeCache(2 * (40 + ownWeight));
  const built: string[] = [];
  const ask = (key: string, spanCount: number) => cache.get(key, sourceOf(spanCount, built, key));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key, 40); // c drops b, then b drops c
  expect(built).toEqual(['a', 'b', 'c', 'b']);
  expect(cache.weight).toBe(2 * (40 + ownWeight));
  await ask('huge', 500);
  expect(cache.weight).toBe(0);
});

test('neither a trace without spans nor a failure is kept', async () => {
  const cache = new TreeCache(1_000);
  expect(await cache.get('none', sourceOf(0))).toBeNull();
  await expect(cache.get('a', { ...sourceOf(1), build: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
  expect(cache.weight).toBe(0);
  expect((await cache.get('a', sourceOf(1)))?.spanCount).toBe(1);
});
