import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const utc = { locale: 'en-GB', timeZone: 'UTC' };
const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' };

describe('timeTicks', () => {
  test('names the month once, then days alone, until the month changes', () => {
    const labels = timeTicks([Date.UTC(2026, 9, 21), Date.UTC(2026, 10, 20)], 8, utc).map((tick) => tick.label);
    expect(labels).toEqual(['24 Oct', '29', '3 Nov', '8', '13', '18']);
  });

  test('names the day at midnight and the clock between', () => {
    const labels = timeTicks([Date.UTC(2026, 9, 21, 12), Date.UTC(2026, 9, 22, 12)], 5, utc).map((tick) => tick.label);
    expect(labels).toEqual(['12:00', '18:00', '22 Oct', '06:00', '12:00']);
  });

  test('begins days at the zone’s midnight on both sides of a clock change', () => {
    const ticks = timeTicks([Date.UTC(2026, 9, 23), Date.UTC(2026, 9, 28)], 6, berlin);
    const hours = ticks.map((tick) => new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(tick.value));
    expect(new Set(hours)).toEqual(new Set(['00']));
    const lengths = ticks.slice(1).map((tick, place) => (tick.value - (ticks[place]?.value ?? 0)) / HOUR);
    expect(lengths).toContain(25);
  });

  test('puts no ticks closer than the buckets are', () => {
    const ticks = timeTicks([Date.UTC(2026, 9, 21), Date.UTC(2026, 9, 23)], 12, utc, DAY);
    expect(ticks.map((tick) => tick.label)).toEqual(['21 Oct', '22', '23']);
  });

  test('stays inside the domain, ascends, and never exceeds the room by more than one, from seconds to decades', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 5000, max: 9e11 }),
        fc.integer({ min: 2, max: 14 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'),
        (from, span, most, timeZone) => {
          const ticks = timeTicks([from, from + span], most, { locale: 'en-GB', timeZone });
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const [place, tick] of ticks.entries()) {
            expect(tick.value).toBeGreaterThanOrEqual(from);
            expect(tick.value).toBeLessThanOrEqual(from + span);
            if (place > 0) expect(tick.value).toBeGreaterThan(ticks[place - 1]?.value ?? Infinity);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
