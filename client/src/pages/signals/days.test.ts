import { expect, test } from 'vitest';
import { dayAfter, endsOfDay, selectedDay } from './days.ts';

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2026-10-25', 7, '2026-11-01'],
])('%s and %d days are %s', (day, days, expected) => expect(dayAfter(day, days)).toBe(expected));

test.each([
  ['UTC', '2026-11-20', 24],
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['America/New_York', '2026-11-01', 25],
  ['Asia/Kolkata', '2026-11-20', 24],
])('in %s %s has %d hours, and is read from the address again', (timeZone, day, hours) => {
  const { from = '', to = '' } = endsOfDay(day, timeZone);
  expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(hours);
  expect(selectedDay(from, to, timeZone)).toBe(day);
});

test('another length, an open range and a day of another zone are no day', () => {
  const { from = '', to = '' } = endsOfDay('2026-11-20', 'Europe/Berlin');
  expect(selectedDay(from, undefined, 'Europe/Berlin')).toBe(undefined);
  expect(selectedDay(from, to, 'UTC')).toBe(undefined);
  expect(selectedDay('2026-11-20T00:00:00.000Z', '2026-11-22T00:00:00.000Z', 'UTC')).toBe(undefined);
});
