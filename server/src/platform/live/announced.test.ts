import { afterEach, expect, test, vi } from 'vitest';
import { Announced } from './announced.ts';

afterEach(() => void vi.useRealTimers());

/** A count that is announced and stored, with what happened in its order. */
function counted(save: (count: number) => Promise<void> = async () => {}) {
  vi.useFakeTimers();
  const happened: string[] = [];
  const now = { count: 0 };
  const announced = new Announced<number>({
    read: () => now.count,
    publish: (count) => void happened.push(`published ${count}`),
    save: async (count) => {
      await save(count);
      happened.push(`stored ${count}`);
    },
    everyMs: 40,
  });
  const add = (): void => {
    now.count += 1;
    announced.changed();
  };
  return { announced, happened, now, add };
}

test('the first change after a silence is announced at once, those that follow together, with the latest', async () => {
  const { happened, add } = counted();
  add();
  expect(happened).toEqual(['published 1']);
  for (let more = 0; more < 100; more += 1) add();
  expect(happened).toEqual(['published 1']);
  await vi.advanceTimersByTimeAsync(40);
  expect(happened).toEqual(['published 1', 'published 101']);
  await vi.advanceTimersByTimeAsync(100);
  add();
  expect(happened).toEqual(['published 1', 'published 101', 'published 102']);
});

test('a second after a change it is stored, and announced once more for one who has read what was stored before', async () => {
  const { happened, add } = counted();
  add();
  await vi.advanceTimersByTimeAsync(999);
  expect(happened).toEqual(['published 1']);
  await vi.advanceTimersByTimeAsync(1);
  expect(happened).toEqual(['published 1', 'stored 1', 'published 1']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(happened).toHaveLength(3);
});

test('a store that is away for a moment ends nothing: the next write has it', async () => {
  let isAway = true;
  const { announced, happened, add } = counted(async () => {
    if (isAway) throw new Error('away');
  });
  add();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(happened).toEqual(['published 1']);
  await expect(announced.store()).rejects.toThrow('away');
  isAway = false;
  add();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(happened.slice(-2)).toEqual(['stored 2', 'published 2']);
});

test('the end is stored after the writes before it, then announced; nothing comes after it', async () => {
  let free = (): void => {};
  const held = new Promise<void>((resolve) => (free = resolve));
  const { announced, happened, now, add } = counted((count) => (count === 1 ? held : Promise.resolve()));
  add();
  const first = announced.store();
  add();
  now.count = 9;
  const ended = announced.end(9);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(happened).toEqual(['published 1']);
  free();
  await Promise.all([first, ended]);
  expect(happened).toEqual(['published 1', 'stored 1', 'stored 9', 'published 9']);
  add();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(happened).toHaveLength(4);
});

test('an end that could not be stored is not announced, and may be tried again', async () => {
  let isAway = true;
  const { announced, happened } = counted(async () => {
    if (isAway) throw new Error('away');
  });
  await expect(announced.end(1)).rejects.toThrow('away');
  expect(happened).toEqual([]);
  isAway = false;
  await announced.end(2);
  expect(happened).toEqual(['stored 2', 'published 2']);
});

test('notices of a busy server come less often, up to the most', async () => {
  vi.useFakeTimers();
  const published: number[] = [];
  const announced = new Announced<null>({
    read: () => null,
    publish: () => void published.push(performance.now()),
    save: async () => {},
    everyMs: 40,
    mostEveryMs: 400,
    storeAfterMs: 1_000_000,
  });
  announced.changed();
  announced.changed();
  // The timer fires 200 ms late.
  vi.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 240);
  await vi.advanceTimersByTimeAsync(40);
  expect(published).toHaveLength(2);
  announced.changed();
  await vi.advanceTimersByTimeAsync(300);
  expect(published).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(101);
  expect(published).toHaveLength(3);
});
