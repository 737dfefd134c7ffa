import { expect, test } from 'vitest';
import { isWithin } from './schedule.ts';

const office = { timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 8 * 60, to: 18 * 60 };
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const early = { timeZone: 'Europe/Berlin', days: everyDay, from: 2 * 60 + 30, to: 4 * 60 };
const berlinNight = { timeZone: 'Europe/Berlin', days: everyDay, from: 22 * 60, to: 6 * 60 };
const santiago = { timeZone: 'America/Santiago', days: everyDay, from: 0, to: 2 * 60 };
const night = { timeZone: 'UTC', days: [5], from: 22 * 60, to: 6 * 60 };

test.each([
  ['Monday at 8 in Berlin', office, '2026-03-02T07:00:00Z', true],
  ['a minute before', office, '2026-03-02T06:59:59Z', false],
  ['its end', office, '2026-03-02T17:00:00Z', false],
  ['Saturday', office, '2026-03-07T12:00:00Z', false],
  ['8 on the Monday after clocks were set forward', office, '2026-03-30T06:00:00Z', true],
  // Clocks go from 2 to 3 on 29 March 2026, and from 3 to 2 on 25 October, in Berlin.
  ['before hours that begin when no clock shows it', early, '2026-03-29T01:29:59Z', false],
  ['hours that begin when no clock shows it, as much later as clocks are set', early, '2026-03-29T01:30:00Z', true],
  ['their end, which clocks show', early, '2026-03-29T02:00:00Z', false],
  ['a time of the day after that', early, '2026-03-30T00:30:00Z', true],
  ['a time that comes twice, the first', early, '2026-10-25T00:30:00Z', true],
  ['the same, an hour later', early, '2026-10-25T01:30:00Z', true],
  ['the end of a day with an hour twice', early, '2026-10-25T03:00:00Z', false],
  ['a night with an hour less: its first minute', berlinNight, '2026-03-28T21:00:00Z', true],
  ['its last minute, seven hours later', berlinNight, '2026-03-29T03:59:59Z', true],
  ['its end', berlinNight, '2026-03-29T04:00:00Z', false],
  ['a night with an hour more: its last minute, nine hours later', berlinNight, '2026-10-25T04:59:59Z', true],
  ['the end of that', berlinNight, '2026-10-25T05:00:00Z', false],
  // Santiago's clocks go from 24 to 1 on 6 September 2026.
  ['a day without a midnight, from its first minute on', santiago, '2026-09-06T04:00:00Z', true],
  ['the end of these hours', santiago, '2026-09-06T05:00:00Z', false],
  ['hours that the day leaves out up to their end', { ...santiago, to: 60 }, '2026-09-06T04:00:00Z', false],
  ['Friday night', night, '2026-03-06T23:00:00Z', true],
  ['the morning after, which belongs to Friday', night, '2026-03-07T05:59:00Z', true],
  ['the end of that night', night, '2026-03-07T06:00:00Z', false],
  ['Friday morning, which belongs to Thursday', night, '2026-03-06T05:00:00Z', false],
])('%s', (_name, schedule, at, isIn) => {
  expect(isWithin(schedule, new Date(at))).toBe(isIn);
});
