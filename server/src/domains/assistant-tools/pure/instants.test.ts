import { expect, test } from 'vitest';
import { readInstants } from './instants.ts';

const time = { type: 'string', format: 'date-time' } as const;
const properties = {
  from: time,
  to: time,
  endDate: time,
  search: { type: 'string' },
  times: { type: 'array', items: time },
  filter: { type: 'object', properties: { from: time, until: time } },
} as const;
const clock = { now: new Date('2026-11-30T15:30:00Z'), timeZone: 'Europe/Berlin', weekStart: 0 };
const read = (args: Record<string, unknown>) => readInstants(args, properties, clock);

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [
    { from: 'yesterday', to: 'yesterday' },
    { from: '2026-11-28T23:00:00.000Z', to: '2026-11-29T23:00:00.000Z' },
  ],
  [
    { from: 'Last 7 days', to: ' now ' },
    { from: '2026-11-23T15:30:00.000Z', to: '2026-11-30T15:30:00.000Z' },
  ],
  [
    { from: 'since 2026-11-02', endDate: 'this month' },
    { from: '2026-11-01T23:00:00.000Z', endDate: '2026-11-30T23:00:00.000Z' },
  ],
  [
    { filter: { from: '2 days ago', until: 'last week' } },
    { filter: { from: '2026-11-27T23:00:00.000Z', until: '2026-11-29T23:00:00.000Z' } },
  ],
  [{ times: ['today', '2026-11-01'] }, { times: ['2026-11-29T23:00:00.000Z', '2026-11-01'] }],
  // What the scalar reads stays, in UTC as there; and words where no time is taken.
  [
    { from: '2026-11-01', to: '2026-11-01T10:00+02:00', search: 'yesterday' },
    { from: '2026-11-01', to: '2026-11-01T10:00+02:00', search: 'yesterday' },
  ],
])('%j is %j', (given, expected) => {
  expect(read(given).args).toEqual(expected);
});

test('it says as what words were read', () => {
  expect(read({ from: 'yesterday', to: '2026-11-30' }).notes).toEqual(['from "yesterday" was read as 2026-11-28T23:00:00.000Z.']);
});

test.each<[Record<string, unknown>, string, RegExp]>([
  [{ from: 'yesterdy' }, 'from', /^from is "yesterdy", which is no time; a time such as "yesterday", .* is taken\.$/],
  [{ to: 'yesterday or so' }, 'to', /^to is "yesterday or so", which is no time/],
  [{ from: '2026-02-30' }, 'from', /^from is "2026-02-30", which is no time/],
  [{ to: 'since 2026-11-02' }, 'to', /^to is "since 2026-11-02", which has no end; without to there is no limit\.$/],
  [{ from: 'all time' }, 'from', /has no beginning/],
  [{ filter: { until: 'soon' } }, 'filter', /^filter\.until is "soon"/],
])('%j is refused', (given, argument, message) => {
  expect(() => read(given)).toThrow(expect.objectContaining({ argument, message: expect.stringMatching(message) }));
});
