import { describe, expect, test } from 'vitest';
import { busyness, dayMs, hourMs, localClock, localHourOf } from './rhythm.ts';

const monday = Date.parse('2026-11-16T00:00:00Z');

describe('the rhythm', () => {
  test('is 1 on average over a week', () => {
    const hours = Array.from({ length: 7 * 24 }, (_, hour) => busyness(monday + hour * hourMs));
    expect(hours.reduce((sum, value) => sum + value, 0) / hours.length).toBeCloseTo(1, 6);
  });

  test('is busier by day than by night and on working days than at the weekend', () => {
    const at = (iso: string): number => busyness(Date.parse(iso));
    expect(at('2026-11-18T10:00:00Z')).toBeGreaterThan(10 * at('2026-11-18T03:00:00Z'));
    expect(at('2026-11-18T10:00:00Z')).toBeGreaterThan(1.4 * at('2026-11-22T10:00:00Z'));
  });

  test('follows the local clock through the change to winter time', () => {
    expect(localClock(Date.parse('2026-10-24T12:00:00Z'))).toEqual({ hour: 14, weekday: 5 });
    expect(localClock(Date.parse('2026-10-26T12:00:00Z'))).toEqual({ hour: 13, weekday: 0 });
    expect(localHourOf(Date.parse('2026-07-01T20:00:00Z'), 14)).toBe(Date.parse('2026-07-01T12:00:00Z'));
    expect(localHourOf(monday + dayMs / 2, 14)).toBe(Date.parse('2026-11-16T13:00:00Z'));
  });
});
