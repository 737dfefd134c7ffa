import { expect, test } from 'vitest';
import { addTime, calendarDays, clockChange, instantOf, zonedTime, zoneOf } from './calendar.ts';

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', 'set forward'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'comes twice'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z', null],
  ['2026-03-29T14:30Z', 'Europe/Berlin', '2026-03-29T14:30:00.000Z', null],
  ['2026-03-29T14:30+05:30', 'UTC', '2026-03-29T09:00:00.000Z', null],
  ['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z', null],
  ['2026-01-31 12:00:30.5', 'UTC', '2026-01-31T12:00:30.500Z', null],
])('%s in %s is %s', (text, zone, expected, note) => {
  const instant = instantOf(text, zone, 'time');
  expect(instant.toISOString()).toBe(expected);
  const change = clockChange(text, instant, zone);
  if (note === null) expect(change).toBeNull();
  else expect(change).toContain(note);
});

test.each([
  ['2026-02-30', 'a date such as'],
  ['2026-13-01', 'a date such as'],
  ['tomorrow', 'a date such as'],
  ['2026-01-01T25:00', 'a date such as'],
])('refuses %s', (text, words) => {
  expect(() => instantOf(text, 'UTC', 'time')).toThrow(words);
});

test('a zone that is spelled wrong is named', () => {
  expect(zoneOf('Europe/Berlin', 'zone')).toBe('Europe/Berlin');
  expect(() => zoneOf('Europe/Berlni', 'zone')).toThrow(expect.objectContaining({ near: expect.arrayContaining(['Europe/Berlin']) }));
  expect(() => zoneOf('New York', 'zone')).toThrow(expect.objectContaining({ near: expect.arrayContaining(['America/New_York']) }));
});

test.each([
  ['2026-01-01T00:00:00Z', 'UTC', { weekday: 'Thursday', week: 1, dayOfYear: 1, hoursOfDay: 24, offset: '+00:00' }],
  ['2027-01-01T12:00:00Z', 'UTC', { weekday: 'Friday', week: 53, dayOfYear: 1 }],
  ['2024-12-30T12:00:00Z', 'UTC', { weekday: 'Monday', week: 1, dayOfYear: 365 }],
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', { hoursOfDay: 23, offset: '+02:00', clock: '2026-03-29 14:00:00', week: 13 }],
  ['2026-10-25T12:00:00Z', 'Europe/Berlin', { hoursOfDay: 25, offset: '+01:00' }],
  ['2026-11-30T23:30:00Z', 'Asia/Kolkata', { clock: '2026-12-01 05:00:00', weekday: 'Tuesday', offset: '+05:30' }],
])('%s in %s', (instant, zone, expected) => {
  expect(zonedTime(new Date(instant), zone)).toMatchObject(expected);
});

test.each([
  ['2026-03-28T11:00:00Z', 1, 'days', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
  ['2026-03-28T11:00:00Z', 24, 'hours', 'Europe/Berlin', '2026-03-29T11:00:00.000Z'],
  ['2026-01-31T10:00:00Z', 1, 'months', 'UTC', '2026-02-28T10:00:00.000Z'],
  ['2024-02-29T10:00:00Z', 1, 'years', 'UTC', '2025-02-28T10:00:00.000Z'],
  ['2026-03-18T10:00:00Z', -2, 'weeks', 'UTC', '2026-03-04T10:00:00.000Z'],
  ['2026-03-18T10:00:00Z', 90, 'minutes', 'UTC', '2026-03-18T11:30:00.000Z'],
] as const)('%s and %d %s in %s is %s', (from, amount, unit, zone, expected) => {
  expect(addTime(new Date(from), amount, unit, zone).toISOString()).toBe(expected);
});

test('days between are those of the calendar', () => {
  expect(calendarDays(new Date('2026-03-28T23:30:00Z'), new Date('2026-03-29T22:30:00Z'), 'Europe/Berlin')).toBe(1);
  expect(calendarDays(new Date('2026-03-28T22:30:00Z'), new Date('2026-03-28T23:30:00Z'), 'UTC')).toBe(0);
});
