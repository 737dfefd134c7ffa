import { expect, test } from 'vitest';
import { daysBefore, nextRuns, type Times } from './next-runs.ts';

const daily = (minute: number, timeZone = 'Europe/Berlin'): Times => ({ every: 'DAILY', weekday: null, minute, timeZone });
const weekly = (weekday: number, minute: number, timeZone: string): Times => ({ every: 'WEEKLY', weekday, minute, timeZone });

test.each<[string, Times, string, string[]]>([
  ['an ordinary day', daily(8 * 60), '2026-06-10T05:00:00Z', ['2026-06-10T06:00:00Z', '2026-06-11T06:00:00Z', '2026-06-12T06:00:00Z']],
  ['at the very minute: the next day', daily(8 * 60), '2026-06-10T06:00:00Z', ['2026-06-11T06:00:00Z', '2026-06-12T06:00:00Z']],
  ['clocks set forward', daily(8 * 60), '2026-03-28T00:00:00Z', ['2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z', '2026-03-30T06:00:00Z']],
  [
    'a time that the day leaves out: as much later',
    daily(2 * 60 + 30),
    '2026-03-28T12:00:00Z',
    ['2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
  ],
  ['a time that comes twice: once', daily(2 * 60 + 30), '2026-10-24T12:00:00Z', ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
  ['between the two: not again', daily(2 * 60 + 30), '2026-10-25T00:45:00Z', ['2026-10-26T01:30:00Z']],
  ['midnight that clocks leave out', daily(0, 'Africa/Cairo'), '2026-04-23T12:00:00Z', ['2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z']],
  [
    'Mondays',
    weekly(1, 9 * 60, 'America/New_York'),
    '2026-10-28T00:00:00Z',
    ['2026-11-02T14:00:00Z', '2026-11-09T14:00:00Z', '2026-11-16T14:00:00Z'],
  ],
  ['Sundays, across the line of dates', weekly(7, 30, 'Pacific/Auckland'), '2026-11-29T00:00:00Z', ['2026-12-05T11:30:00Z']],
  ['half an hour of summer time', daily(2 * 60 + 15, 'Australia/Lord_Howe'), '2026-10-03T00:00:00Z', ['2026-10-03T15:45:00Z']],
])('%s', (_name, times, after, runs) => {
  expect(nextRuns(times, new Date(after), runs.length).map((run) => run.toISOString())).toEqual(
    runs.map((run) => new Date(run).toISOString()),
  );
});

test('the days before a run are whole days of the zone, also those of 23 hours', () => {
  expect(daysBefore('Europe/Berlin', new Date('2026-03-30T06:00:00Z'), 1)).toEqual({
    from: new Date('2026-03-28T23:00:00Z'),
    to: new Date('2026-03-29T22:00:00Z'),
  });
  expect(daysBefore('Europe/Berlin', new Date('2026-03-30T06:00:00Z'), 7).from).toEqual(new Date('2026-03-22T23:00:00Z'));
});
