import { expect, test } from 'vitest';
import { isWithin } from './schedule.ts';

const office = { timeZone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 8 * 60, to: 18 * 60 };
const night = { timeZone: 'UTC', days: [5], from: 22 * 60, to: 6 * 60 };

test.each([
  ['Monday at 8 in Berlin', office, '2026-03-02T07:00:00Z', true],
  ['a minute before', office, '2026-03-02T06:59:59Z', false],
  ['its end', office, '2026-03-02T17:00:00Z', false],
  ['Saturday', office, '2026-03-07T12:00:00Z', false],
  ['8 on the Monday after clocks were set forward', office, '2026-03-30T06:00:00Z', true],
  ['Friday night', night, '2026-03-06T23:00:00Z', true],
  ['the morning after, which belongs to Friday', night, '2026-03-07T05:59:00Z', true],
  ['the end of that night', night, '2026-03-07T06:00:00Z', false],
  ['Friday morning, which belongs to Thursday', night, '2026-03-06T05:00:00Z', false],
])('%s', (_name, schedule, at, isIn) => {
  expect(isWithin(schedule, new Date(at))).toBe(isIn);
});
