import { expect, test } from 'vitest';
import { datedPrecision, formatDated, formatTime } from './time.ts';

const locale = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const now = Date.UTC(2026, 10, 29);

test.each([
  [Date.UTC(2026, 2, 4, 10), 'second', '4 Mar 11:00:00'],
  [Date.UTC(2023, 2, 4, 10), 'second', '4 Mar 2023 11:00'],
  [Date.UTC(2023, 2, 4, 10), 'day', '4 Mar 2023'],
  // New Year in Berlin is an hour before that of UTC.
  [Date.UTC(2025, 11, 31, 23, 30), 'minute', '1 Jan 00:30'],
  [Date.UTC(2025, 11, 31, 22, 30), 'minute', '31 Dec 2025 23:30'],
] as const)('%i at the precision of a %s reads %s in 2026', (at, precision, text) => {
  expect(formatTime(at, datedPrecision(at, precision, now, locale), locale)).toBe(text);
});

test.each([
  [undefined, '4 Mar 11:00'],
  [2026, '4 Mar 2023 11:00'],
  [2023, '4 Mar 11:00'],
])('in a locale of the year %s an instant of 2023 reads %s', (year, text) => {
  expect(formatDated(Date.UTC(2023, 2, 4, 10), 'minute', { ...locale, year })).toBe(text);
});
