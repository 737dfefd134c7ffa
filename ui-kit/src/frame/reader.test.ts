import { describe, expect, test, vi } from 'vitest';
import { createCrosshair } from './crosshair.tsx';
import { createReader, stopAfterKey } from './reader.ts';

describe('stopAfterKey', () => {
  test.each([
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 99, 99],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['PageDown', 50, 60],
    ['PageUp', 5, 0],
  ] as const)('%s goes from stop %d to %d of a hundred', (key, from, to) => expect(stopAfterKey(key, from, 100)).toBe(to));
  test('leaves other keys, and an empty chart, alone', () => {
    expect(stopAfterKey('a', 4, 100)).toBeNull();
    expect(stopAfterKey('ArrowRight', -1, 0)).toBeNull();
  });
});

test('a reader tells its listeners only when the stop or the mode changes', () => {
  const reader = createReader();
  const listener = vi.fn();
  reader.subscribe(listener);
  reader.set({ mode: 'points', x: 5 });
  reader.set({ mode: 'points', x: 5 });
  expect(listener).toHaveBeenCalledTimes(1);
  reader.set({ mode: 'pinned', x: 5 });
  expect(listener).toHaveBeenCalledTimes(2);
});

test('a crosshair reaches every chart until it unsubscribes', () => {
  const crosshair = createCrosshair();
  const [one, other] = [vi.fn(), vi.fn()];
  const leave = crosshair.subscribe(one);
  crosshair.subscribe(other);
  crosshair.move({ x: 1, unit: 'time', source: 'a' });
  leave();
  crosshair.move(null);
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 2]);
  expect(crosshair.read()).toBeNull();
});
