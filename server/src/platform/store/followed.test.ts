import { describe, expect, test } from 'vitest';
import { openLocalBus } from '../live/bus.ts';
import { defineFollowed, type FollowedOptions } from './followed.ts';

const workspaceId = '01920000-0000-7000-8000-000000000001';
const otherId = '01920000-0000-7000-8000-000000000002';
const source = () => ({ live: openLocalBus() });
type Source = ReturnType<typeof source>;

interface Options extends Partial<Omit<FollowedOptions<Source, string, string>, 'read'>> {
  readonly read?: (key: string, count: number, before: string | null) => Promise<string>;
}

/** A memory whose values name their key and the number of the reading, and how many readings there were. */
function memory({ read = async (key, count) => `${key}${count}`, ...options }: Options = {}) {
  let count = 0;
  let nowMs = 0;
  const of = defineFollowed<Source, string, string>(
    {
      follow: ({ live }, id, forget) => live.subscribe('experiments.changed', id, forget),
      read: (_source, _workspace, key, before) => read(key, (count += 1), before),
      keyOf: (key) => key,
      freshMs: 1_000,
      staleMs: 5_000,
      most: { count: 100, size: 1_000 },
      sizeOf: ({ length }) => length,
      ...options,
    },
    () => nowMs,
  );
  return { of, count: () => count, pass: (ms: number) => (nowMs += ms) };
}
const changed = ({ live }: Source, id = workspaceId): void => live.publish('experiments.changed', id, { keys: [] });

describe('a followed memory', () => {
  test('reads once for all who ask at once, and then gives the value without a promise', async () => {
    const { of, count } = memory();
    const from = source();
    expect(await Promise.all([of(from, workspaceId, 'a'), of(from, workspaceId, 'a')])).toEqual(['a1', 'a1']);
    expect(of(from, workspaceId, 'a')).toBe('a1');
    expect(await of(from, workspaceId, 'b')).toBe('b2');
    expect(count()).toBe(2);
  });

  test('forgets all values of a workspace at a notice, and those of no other', async () => {
    const { of } = memory();
    const from = source();
    for (const key of ['a', 'b']) await of(from, workspaceId, key);
    await of(from, otherId, 'a');
    changed(from);
    expect(of(from, otherId, 'a')).toBe('a3');
    expect([await of(from, workspaceId, 'a'), await of(from, workspaceId, 'b')]).toEqual(['a4', 'b5']);
  });

  test('does not keep a reading that began before a notice', async () => {
    let go = (): void => {};
    const { of } = memory({
      read: (key, count) => (count > 1 ? Promise.resolve(`${key}${count}`) : new Promise((done) => (go = () => done('old')))),
    });
    const from = source();
    const first = of(from, workspaceId, 'a');
    changed(from);
    const second = of(from, workspaceId, 'a');
    go();
    expect([await first, await second]).toEqual(['old', 'a2']);
    expect(of(from, workspaceId, 'a')).toBe('a2');
  });

  test('reads again behind callers from one age on, and before they are answered from another, to the edge', async () => {
    const { of, pass, count } = memory();
    const from = source();
    await of(from, workspaceId, 'a');
    pass(1_000);
    expect([of(from, workspaceId, 'a'), count()]).toEqual(['a1', 1]);
    pass(1_001);
    expect([of(from, workspaceId, 'a'), count()]).toEqual(['a1', 2]);
    await new Promise(setImmediate);
    expect(of(from, workspaceId, 'a')).toBe('a2');
    pass(5_001);
    expect(await of(from, workspaceId, 'a')).toBe('a3');
  });

  test('goes on with what it has while reading fails, tries every two seconds, and lets callers wait beyond the second age', async () => {
    const { of, pass, count } = memory({ read: async (key, nth) => (nth === 1 ? key : Promise.reject(new Error('away'))) });
    const from = source();
    await of(from, workspaceId, 'a');
    pass(2_000);
    for (let nth = 0; nth < 3; nth += 1) {
      expect(of(from, workspaceId, 'a')).toBe('a');
      await new Promise(setImmediate);
    }
    expect(count()).toBe(2);
    pass(2_000);
    expect([of(from, workspaceId, 'a'), count()]).toEqual(['a', 3]);
    await new Promise(setImmediate);
    pass(1_001);
    await expect(of(from, workspaceId, 'a')).rejects.toThrow('away');
  });

  test('a first reading that fails is not kept', async () => {
    const { of } = memory({ read: async (key, count) => (count === 1 ? Promise.reject(new Error('away')) : key) });
    const from = source();
    await expect(of(from, workspaceId, 'a')).rejects.toThrow('away');
    expect(await of(from, workspaceId, 'a')).toBe('a');
  });

  test('a reading knows the value in whose place it comes', async () => {
    const { of, pass } = memory({ read: async (key, _count, before) => before ?? `${key} first` });
    const from = source();
    await of(from, workspaceId, 'a');
    pass(5_001);
    expect(await of(from, workspaceId, 'a')).toBe('a first');
  });

  test('lets the value go that was asked for least recently, by number and by size, and follows no workspace without a value', async () => {
    const { of, pass } = memory({ most: { count: 2, size: 1_000 }, freshMs: Infinity, staleMs: Infinity });
    const from = source();
    for (const key of ['a', 'b', 'a', 'c']) {
      await of(from, workspaceId, key);
      pass(1_000);
    }
    expect(of(from, workspaceId, 'a')).toBe('a1');
    expect(await of(from, workspaceId, 'b')).toBe('b4');
    await of(from, otherId, 'x');
    pass(1_000);
    await of(from, otherId, 'y');
    expect([workspaceId, otherId].map((id) => from.live.hasListeners('experiments.changed', id))).toEqual([false, true]);

    const sized = memory({ most: { count: 100, size: 5 }, read: async (key) => key });
    await sized.of(from, workspaceId, 'four');
    sized.pass(1_000);
    expect(await sized.of(from, workspaceId, 'longer')).toBe('longer');
    expect(sized.of(from, workspaceId, 'longer')).toBe('longer');
    expect(await sized.of(from, workspaceId, 'four')).toBe('four');
    expect(sized.count()).toBe(3);
  });

  test('each live bus has values of its own', async () => {
    const { of } = memory();
    const [one, other] = [source(), source()];
    expect([await of(one, workspaceId, 'a'), await of(other, workspaceId, 'a')]).toEqual(['a1', 'a2']);
    changed(other);
    expect(of(one, workspaceId, 'a')).toBe('a1');
  });
});
