import { describe, expect, test } from 'vitest';
import { calendarOf, dayAfter, dayAfterKey } from './calendar-model.ts';

const of = (day: string, severity: 'low' | 'medium' | 'high' = 'low') => ({ day, severity });

describe('calendarOf', () => {
  test('weeks begin on the day of the week that is asked for; days outside of the range are no cells', () => {
    // 4 Nov 2026 is a Wednesday.
    const monday = calendarOf([], '2026-11-04', '2026-11-10', 'monday');
    expect(monday.weeks.map((week) => week.map((day) => day?.day.slice(8) ?? '-').join(' '))).toEqual([
      '- - 04 05 06 07 08',
      '09 10 - - - - -',
    ]);
    const sunday = calendarOf([], '2026-11-04', '2026-11-10', 'sunday');
    expect(sunday.weeks.map((week) => week.map((day) => day?.day.slice(8) ?? '-').join(' '))).toEqual([
      '- - - 04 05 06 07',
      '08 09 10 - - - -',
    ]);
  });

  test('a day has its number, and the worst of what happened', () => {
    const events = [of('2026-11-05'), of('2026-11-05', 'high'), of('2026-11-05', 'medium'), of('2026-11-06'), of('2026-12-01', 'high')];
    const { days, total } = calendarOf(events, '2026-11-05', '2026-11-07', 'monday');
    expect(total).toBe(4);
    expect(days.map(({ count, worst }) => [count, worst])).toEqual([
      [3, 'high'],
      [1, 'low'],
      [0, null],
    ]);
    expect(days[0]?.counts).toEqual({ low: 1, medium: 1, high: 1 });
  });

  test('no days, one day, and the days around a clock change', () => {
    expect(calendarOf([], '2026-11-05', '2026-11-04', 'monday')).toEqual({ weeks: [], days: [], total: 0 });
    expect(calendarOf([], '2026-11-05', '2026-11-05', 'monday').weeks).toHaveLength(1);
    expect(calendarOf([], '2026-10-24', '2026-10-26', 'monday').days.map(({ day }) => day)).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ]);
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  });
});

test.each([
  ['ArrowDown', 3, 4],
  ['ArrowUp', 3, 2],
  ['ArrowRight', 3, 10],
  ['ArrowLeft', 10, 3],
  ['ArrowLeft', 3, 3],
  ['ArrowDown', 19, 19],
  ['Home', 8, 0],
  ['End', 8, 19],
  ['a', 8, null],
])('%s at day %d of 20 leads to %s', (key, place, next) => expect(dayAfterKey(key, place, 20)).toBe(next));
