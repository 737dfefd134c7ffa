import { expect, test } from 'vitest';
import { LastSecond, Pace } from './pace.ts';

const burst = 3;
const everyMs = 200;

/** When work that is always ready takes its turns, in milliseconds. */
function turnsOf(pace: Pace, count: number, startMs = 0): number[] {
  let nowMs = startMs;
  return Array.from({ length: count }, () => {
    nowMs += pace.waitMs(nowMs);
    pace.take(nowMs);
    return nowMs;
  });
}

test('after a silence so many turns come at once, then one in each interval', () => {
  expect(turnsOf(new Pace({ burst, everyMs }), burst + 3)).toEqual([0, 0, 0, 200, 400, 600]);
});

test('a silence gives turns back, up to a burst', () => {
  const pace = new Pace({ burst, everyMs });
  turnsOf(pace, burst);
  expect(turnsOf(pace, 2, everyMs)).toEqual([200, 400]);
  expect(turnsOf(pace, burst + 1, 1_000_000)).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_200]);
});

test('a turn that was taken before it came puts off the next by no more than an interval', () => {
  const pace = new Pace({ burst, everyMs });
  for (let count = 0; count < 50; count += 1) pace.take(0);
  expect(pace.waitMs(0)).toBe(everyMs);
});

test('the last second holds what came in it, and nothing that is a second old', () => {
  const recent = new LastSecond();
  expect(recent.add(5, 0)).toBe(5);
  expect(recent.add(2, 999)).toBe(7);
  expect(recent.add(1, 1_000)).toBe(3);
  expect(recent.add(4, 10_000)).toBe(4);
});
