import { expect, test } from 'vitest';
import { Abandoned, type Asker } from './asker.ts';
import { EqualQueries } from './equal-queries.ts';
import { Turns } from './turns.ts';

const asker = (viewer: string, options: { isLive?: boolean; signal?: AbortSignal } = {}): Asker => ({
  places: () => [{ viewer, socket: 'requests' }],
  isLive: options.isLive ?? false,
  signal: options.signal ?? null,
});

/** Queries that are sent one at a time, each when the test lets the one before it end. */
function door() {
  const turns = new Turns(1);
  const questions = new EqualQueries((place, who) => turns.alsoAt(place, who));
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  return {
    asked,
    turns,
    ask: (text: string, who: Asker) =>
      questions.ask(text, who, (all, begun) =>
        turns.take(all, async () => {
          begun();
          asked.push(text);
          await new Promise<void>((resolve) => ends.push(resolve));
          return `${text} ${asked.length}`;
        }),
      ),
    async drain(): Promise<void> {
      for (let idle = 0; idle < 3; idle += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (ends.length > 0) idle = 0;
        for (const end of ends.splice(0)) end();
      }
    },
  };
}

test('those that wait are asked once, and where the turn of one of them comes first', async () => {
  const { ask, asked, drain } = door();
  const before = ask('before', asker('a'));
  const others = ['x', 'y', 'z'].map((text) => ask(text, asker('a')));
  const [first, second] = [ask('same', asker('a')), ask('same', asker('b'))];
  await drain();
  await Promise.all([before, ...others]);
  expect(asked).toEqual(['before', 'x', 'same', 'y', 'z']);
  expect(await Promise.all([first, second])).toEqual(['same 3', 'same 3']);
});

test('one that has begun is not joined, nor is a live one by a new request', async () => {
  const { ask, asked, drain } = door();
  const begun = ask('same', asker('a'));
  await new Promise((resolve) => setImmediate(resolve));
  const later = [ask('same', asker('b')), ask('same', asker('b', { isLive: true })), ask('same', asker('c', { isLive: true }))];
  await drain();
  expect(await begun).toBe('same 1');
  expect(await Promise.all(later)).toEqual(['same 2', 'same 3', 'same 3']);
  expect(asked).toHaveLength(3);
});

test('it is given up when the last one who waits has left, and not before', async () => {
  const { ask, asked, turns, drain } = door();
  const running = ask('running', asker('a'));
  await new Promise((resolve) => setImmediate(resolve));
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [ask('same', asker('a', { signal: one.signal })), ask('same', asker('b', { signal: two.signal }))];
  await new Promise((resolve) => setImmediate(resolve));
  one.abort();
  await expect(waiting[0]).rejects.toBeInstanceOf(Abandoned);
  expect(turns.waitingCount).toBe(1);
  two.abort();
  await expect(waiting[1]).rejects.toBeInstanceOf(Abandoned);
  expect(turns.waitingCount).toBe(0);
  const again = ask('same', asker('a'));
  await drain();
  expect(await running).toBe('running 1');
  expect(await again).toBe('same 2');
  expect(asked).toEqual(['running', 'same']);
});

test('a caller that has left already is rejected at once', async () => {
  const { ask, asked } = door();
  await expect(ask('same', asker('a', { signal: AbortSignal.abort() }))).rejects.toBeInstanceOf(Abandoned);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([]);
});
