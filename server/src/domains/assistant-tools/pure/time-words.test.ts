import { expect, test } from 'vitest';
import { readTimeWords } from './time-words.ts';

// A Wednesday.
const now = new Date('2026-03-18T15:30:00.000Z');
const utc = { now, timeZone: 'UTC', weekStart: 0 };
const range = (text: string, clock = utc): string => {
  const read = readTimeWords(text, clock);
  if (read === null) return 'none';
  return `${read.from?.toISOString() ?? '…'} ${read.to?.toISOString() ?? '…'}`.replaceAll(':00.000Z', '').replaceAll('T00:00', '');
};

test.each([
  ['messages yesterday', '2026-03-17 2026-03-18'],
  ['today', '2026-03-18 2026-03-19'],
  ['the day before yesterday', '2026-03-16 2026-03-17'],
  ['this week', '2026-03-16 2026-03-23'],
  ['last week', '2026-03-09 2026-03-16'],
  ['this month', '2026-03-01 2026-04-01'],
  ['last month?', '2026-02-01 2026-03-01'],
  ['this quarter', '2026-01-01 2026-04-01'],
  ['last year', '2025-01-01 2026-01-01'],
  ['in the last 7 days', '2026-03-11T15:30 2026-03-18T15:30'],
  ['over the past two weeks', '2026-03-04T15:30 2026-03-18T15:30'],
  ['last 24 hours', '2026-03-17T15:30 2026-03-18T15:30'],
  ['in the last hour', '2026-03-18T14:30 2026-03-18T15:30'],
  ['last 3 months', '2025-12-18T15:30 2026-03-18T15:30'],
  ['3 days ago', '2026-03-15 2026-03-16'],
  ['in March', '2026-03-01 2026-04-01'],
  ['in April', '2025-04-01 2025-05-01'],
  ['in April 2024', '2024-04-01 2024-05-01'],
  ['February 2026', '2026-02-01 2026-03-01'],
  ['on March 5', '2026-03-05 2026-03-06'],
  ['on the 5th of March 2025', '2025-03-05 2025-03-06'],
  ['on 2026-03-05', '2026-03-05 2026-03-06'],
  ['from 2026-03-01 to 2026-03-07', '2026-03-01 2026-03-08'],
  ['between January and February', '2026-01-01 2026-03-01'],
  ['since 2026-03-01', '2026-03-01 …'],
  ['before 2026-03-01', '… 2026-03-01'],
  ['since yesterday', '2026-03-17 2026-03-18T15:30'],
  ['on Monday', '2026-03-16 2026-03-17'],
  ['last friday', '2026-03-13 2026-03-14'],
  ['Q4', '2025-10-01 2026-01-01'],
  ['q1 2026', '2026-01-01 2026-04-01'],
  ['in 2025', '2025-01-01 2026-01-01'],
  ['all time', '… …'],
  ['on 2026-02-30', 'none'],
  ['on February 30', 'none'],
  ['the latest messages', 'none'],
  ['gpt-4-march-2024-preview', 'none'],
  ['last-week-experiment', 'none'],
])('%s is %s', (text, expected) => {
  expect(range(text)).toBe(expected);
});

test('days are those of the zone, 23 hours long where clocks are set forward', () => {
  const clock = { now: new Date('2026-03-29T20:00:00.000Z'), timeZone: 'Europe/Berlin', weekStart: 0 };
  expect(range('today', clock)).toBe('2026-03-28T23:00 2026-03-29T22:00');
  expect(range('yesterday', clock)).toBe('2026-03-27T23:00 2026-03-28T23:00');
  const late = { now: new Date('2026-03-18T02:00:00.000Z'), timeZone: 'America/New_York', weekStart: 0 };
  expect(range('today', late)).toBe('2026-03-17T04:00 2026-03-18T04:00');
});

test('weeks begin with the day of the workspace', () => {
  expect(range('this week', { ...utc, weekStart: 6 })).toBe('2026-03-15 2026-03-22');
});
