import { describe, expect, test } from 'vitest';
import type { BucketFragment } from '../../graphql/generated/graphql.ts';
import { countOf, nextStart, partialFrom, partialUntil, read, trendOf, withSilence } from './buckets.ts';

const bucket = (startedAt: string, more: Partial<BucketFragment> = {}): BucketFragment =>
  ({ startedAt, isPartial: false, messageCount: 3, costUsd: 0.1, ...more }) as BucketFragment;

describe('withSilence', () => {
  test('puts silent hours in as 0 messages and no cost', () => {
    const points = withSilence([bucket('2026-11-01T00:00:00Z'), bucket('2026-11-01T03:00:00Z')], 'HOUR', 'UTC');
    expect(
      points.map((point) => [point.at.getUTCHours(), countOf(point, (one) => one.messageCount), read(point, (one) => one.costUsd)]),
    ).toEqual([
      [0, 3, 0.1],
      [1, 0, null],
      [2, 0, null],
      [3, 3, 0.1],
    ]);
  });

  test('goes by calendar months, whatever their length', () => {
    const points = withSilence([bucket('2026-01-01T00:00:00Z'), bucket('2026-04-01T00:00:00Z')], 'MONTH', 'UTC');
    expect(points.map((point) => point.at.toISOString().slice(0, 10))).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']);
  });

  test('leaves an empty series empty', () => expect(withSilence([], 'DAY', 'UTC')).toEqual([]));
});

test('the bucket that still fills is marked, and left out of trends', () => {
  const series = [bucket('2026-11-01T00:00:00Z'), bucket('2026-11-02T00:00:00Z', { isPartial: true, messageCount: 1 })];
  expect(partialFrom(series)).toEqual(new Date('2026-11-02T00:00:00Z'));
  expect(trendOf(series, (one) => one.messageCount)).toEqual([3]);
});

test('only the end of a series can still be filling; a first bucket that the window cuts is known by the start of the next', () => {
  const [cut, whole] = [bucket('2026-11-01T00:00:00Z', { isPartial: true }), bucket('2026-11-04T00:00:00Z')];
  expect(partialFrom([cut, whole])).toBeUndefined();
  expect(partialUntil([cut, whole], 'DAY', 'UTC')).toEqual(new Date('2026-11-02T00:00:00Z'));
  expect(partialUntil([whole, cut], 'DAY', 'UTC')).toBeUndefined();
  // The only bucket is the running one.
  expect(partialUntil([cut], 'DAY', 'UTC')).toBeUndefined();
});

test('a year ends in January', () =>
  expect(new Date(nextStart(Date.UTC(2026, 11, 1), 'MONTH', 'UTC')).toISOString()).toBe('2027-01-01T00:00:00.000Z'));

test.each([
  ['a day of 25 hours', 'DAY', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00.000Z'],
  ['a day of 23 hours', 'DAY', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00.000Z'],
  ['a week with 169 hours', 'WEEK', '2026-10-26T04:00:00Z', '2026-11-02T05:00:00.000Z'],
  ['a month', 'MONTH', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00.000Z'],
  ['an hour', 'HOUR', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00.000Z'],
] as const)('%s of New York is followed by the next', (_name, interval, start, next) =>
  expect(new Date(nextStart(Date.parse(start), interval, 'America/New_York')).toISOString()).toBe(next),
);
