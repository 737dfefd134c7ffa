import { expect, test } from 'vitest';
import { noneLately, noveltiesOf } from './lately.ts';
import { noiseOf } from './watched.testing.ts';

const names = ['value', 'mean of 16', 'mean of 64', 'spread of 16', 'spread of 48', 'lowest of 16', 'highest of 16'] as const;
type Novelties = Record<(typeof names)[number], number | null>;

/** How new each measure is after all of these values. */
function after(values: readonly number[]): Novelties {
  const lately = noneLately();
  let last: (number | null)[] = [];
  for (const value of values) last = noveltiesOf(lately, value);
  return Object.fromEntries(names.map((name, place) => [name, last[place] ?? null])) as Novelties;
}

const noise = noiseOf(1);
const usual = Array.from({ length: 400 }, () => 100 + 5 * noise());

test('a measure is known when there are enough values and a piece before that does not overlap', () => {
  expect(after(usual.slice(0, 1))).toMatchObject({ value: null, 'mean of 16': null });
  expect(after(usual.slice(0, 31))['mean of 16']).toBeNull();
  expect(after(usual.slice(0, 32))['mean of 16']).toBeGreaterThanOrEqual(0);
  expect(after(usual.slice(0, 127))['mean of 64']).toBeNull();
  expect(after(usual.slice(0, 128))['mean of 64']).toBeGreaterThanOrEqual(0);
});

test('a calm is new in the spread and in no value, another level in the means and the lowest', () => {
  const before = after(usual);
  const calm = after([...usual, ...Array.from({ length: 16 }, () => 100)]);
  expect(calm['spread of 16']).toBeGreaterThan(5);
  expect(calm.value).toBeLessThan(0.5);
  const higher = after([...usual, ...usual.slice(0, 16).map((value) => value + 40)]);
  expect(higher['mean of 16']).toBeGreaterThan(20);
  expect(higher['lowest of 16']).toBeGreaterThan(20);
  expect(before['mean of 16']).toBeLessThan(3);
});

test('what has been before is not new', () => {
  const piece = usual.slice(100, 164);
  expect(after([...usual, ...piece])).toMatchObject({ value: 0, 'lowest of 16': 0, 'highest of 16': 0 });
  expect(after([...usual, ...piece])['mean of 64']).toBeCloseTo(0, 9);
});
