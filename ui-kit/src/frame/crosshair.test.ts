import { describe, expect, test } from 'vitest';
import { createCrosshair } from './crosshair.tsx';

describe('a crosshair between units', () => {
  const crosshair = createCrosshair({ Step: [0, 100, 200], time: [1000, 3000, 4000], Tokens: [0, 50_000, 90_000] });
  test.each([
    [100, 'Step', 'time', 3000],
    [50, 'Step', 'time', 2000],
    [3500, 'time', 'Step', 150],
    [200, 'Step', 'Tokens', 90_000],
    [0, 'Step', 'time', 1000],
    [7, 'Step', 'Step', 7],
  ] as const)('%d %s is in %s %d', (x, from, to, wanted) => expect(crosshair.convert(x, from, to)).toBe(wanted));
  test('knows nothing beyond the ends, nor of units that nothing joins', () => {
    expect(crosshair.convert(201, 'Step', 'time')).toBeNull();
    expect(crosshair.convert(-1, 'Step', 'time')).toBeNull();
    expect(crosshair.convert(10, 'Step', 'Epoch')).toBeNull();
  });
  test('places that repeat in one unit have an answer', () => {
    expect(createCrosshair({ Epoch: [1, 1, 1], Step: [10, 20, 30] }).convert(1, 'Epoch', 'Step')).toBe(10);
  });
});
