import { afterEach, expect, test } from 'vitest';
import { openLocalBus } from './bus.ts';
import { latestBy } from './latest-by.ts';

interface Said {
  readonly name: string;
  readonly count: number;
}
const bus = openLocalBus();
const topic = 'task.changed' as never;
const say = (name: string, count: number): void => bus.publish(topic, 'key' as never, { name, count } as never);
const opened: AsyncIterableIterator<unknown, undefined>[] = [];
const open = (everyMs = 5): AsyncIterableIterator<readonly Said[], undefined> => {
  const values = latestBy(
    bus,
    topic,
    'key' as never,
    { everyMs, nameOf: ({ name }: Said) => name } as never,
  ) as unknown as AsyncIterableIterator<readonly Said[], undefined>;
  opened.push(values);
  return values;
};
afterEach(async () => {
  for (const values of opened.splice(0)) await values.return?.();
});

test('the first value comes at once, empty; then what has come, of each thing the latest alone', async () => {
  const values = open();
  expect(await values.next()).toEqual({ done: false, value: [] });
  for (let count = 1; count <= 1_000; count += 1) say('a', count);
  say('b', 1);
  expect((await values.next()).value).toEqual([
    { name: 'a', count: 1_000 },
    { name: 'b', count: 1 },
  ]);
  say('b', 2);
  expect((await values.next()).value).toEqual([{ name: 'b', count: 2 }]);
});

test('what comes before the first value is in it', async () => {
  const values = open();
  say('a', 1);
  expect((await values.next()).value).toEqual([{ name: 'a', count: 1 }]);
});

test('it ends at once while a reader waits, and listens no more', async () => {
  const values = open();
  await values.next();
  const waiting = values.next();
  await values.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(bus.hasListeners(topic, 'key')).toBe(false);
  expect(await values.next()).toEqual({ done: true, value: undefined });
});
