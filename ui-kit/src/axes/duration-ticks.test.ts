import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationTicks } from './duration-ticks.ts';

const labels = (from: number, to: number, most: number) =>
  durationTicks([from, to], most).map(({ label }) => label.replaceAll('\u00a0', ' '));
const HOUR = 3_600_000;

describe('durationTicks', () => {
  test.each([
    { from: 0, to: 2 * HOUR, most: 5, shown: ['0', '30 m', '1 h', '1 h 30 m', '2 h'] },
    { from: 0, to: 100_000, most: 4, shown: ['0', '30 s', '1 m', '1 m 30 s'] },
    { from: 23 * HOUR, to: 51 * HOUR, most: 3, shown: ['1 d', '1 d 12 h', '2 d'] },
    { from: -HOUR, to: HOUR, most: 2, shown: ['−1 h', '0', '1 h'] },
  ])('from $from to $to ms at most $most: $shown', ({ from, to, most, shown }) => expect(labels(from, to, most)).toEqual(shown));

  test('are inside the domain, evenly apart, and no two read the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 60_000, max: 1e11 }),
        fc.integer({ min: 2, max: 12 }),
        (from, span, most) => {
          const ticks = durationTicks([from, from + span], most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const { value } of ticks) expect(value >= from && value <= from + span).toBe(true);
          const apart = ticks.slice(1).map(({ value }, place) => value - (ticks[place]?.value ?? 0));
          expect(new Set(apart).size).toBeLessThanOrEqual(1);
          expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
        },
      ),
    );
  });
});
