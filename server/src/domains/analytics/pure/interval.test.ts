import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join, raw, sql, utc } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { openTestStores } from '../../../platform/store/testing.ts';
import {
  automaticInterval,
  bucketBorders,
  bucketEnd,
  bucketStart,
  checkInterval,
  comfortableBucketCount,
  dayMs,
  hourMs,
  intervals,
  maxBucketCount,
} from './interval.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { isTimeZone } from './zone.ts';
import type { WeekStart } from '../../settings/types.ts';
import { bucketKey } from './dimensions.ts';
import { isPartialBucket, periodOf, previousPeriod } from '../period.ts';

const from = new Date('2026-03-04T05:06:07.008Z');
const lasting = (ms: number) => ({ from, to: new Date(from.getTime() + ms) });

describe('automaticInterval', () => {
  test.each([
    ['HOUR', 0],
    ['HOUR', comfortableBucketCount * hourMs],
    ['DAY', comfortableBucketCount * hourMs + 1],
    ['DAY', comfortableBucketCount * dayMs],
    ['WEEK', comfortableBucketCount * dayMs + 1],
    ['WEEK', comfortableBucketCount * 7 * dayMs],
    ['MONTH', comfortableBucketCount * 7 * dayMs + 1],
    ['MONTH', 100 * 365 * dayMs],
  ])('is %s for %d ms', (interval, ms) => expect(automaticInterval(lasting(ms))).toBe(interval));
});

test('more than 5,000 buckets are refused, in words that say what is possible', () => {
  expect(() => unwrap(checkInterval(lasting(maxBucketCount * hourMs), 'HOUR'))).not.toThrow();
  expect(() => unwrap(checkInterval(lasting(maxBucketCount * hourMs + 1), 'HOUR'))).toThrow(
    'interval: HOUR cuts this time range into 5001 buckets, more than 5000; use DAY or WEEK or MONTH.',
  );
  expect(() => unwrap(checkInterval(lasting(maxBucketCount * hourMs + 1), 'DAY'))).not.toThrow();
});

describe('buckets', () => {
  test.each([
    ['HOUR', '2026-03-04T05:00:00.000Z', '2026-03-04T06:00:00.000Z'],
    ['DAY', '2026-03-04T00:00:00.000Z', '2026-03-05T00:00:00.000Z'],
    ['WEEK', '2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z'],
    ['MONTH', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
  ] as const)('a %s is in UTC, weeks from Monday', (interval, start, end) => {
    expect(bucketStart(from, interval).toISOString()).toBe(start);
    expect(bucketEnd(new Date(start), interval).toISOString()).toBe(end);
    expect(bucketStart(new Date(start), interval).toISOString()).toBe(start);
    expect(bucketStart(new Date(new Date(end).getTime() - 1), interval).toISOString()).toBe(start);
    expect(bucketStart(new Date(end), interval).toISOString()).toBe(end);
  });

  test('a month ends where the next begins, over a leap day and a year’s end', () => {
    expect(bucketEnd(new Date('2028-02-01T00:00:00Z'), 'MONTH').toISOString()).toBe('2028-03-01T00:00:00.000Z');
    expect(bucketEnd(new Date('2026-12-01T00:00:00Z'), 'MONTH').toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });

  describe('in ClickHouse', () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await openTestStores();
    });
    afterAll(() => stores.close());

    const zones = ['UTC', 'America/New_York', 'Asia/Kolkata'];
    // Days on which clocks change in Europe and America, week and year borders, leap days.
    const instants = [
      '2026-03-29T00:59:59.999Z',
      '2026-03-29T01:00:00.000Z',
      '2026-11-01T06:30:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2025-12-31T23:59:59.999Z',
      '2028-02-29T12:00:00.000Z',
      '2026-03-01T23:59:59.999Z',
      '2026-03-02T00:00:00.000Z',
      '2000-01-01T00:00:00.000Z',
      '2099-12-31T23:00:00.000Z',
    ];

    test.each(zones.flatMap((zone) => intervals.map((interval) => [interval, zone] as const)))(
      '%s of %s starts at the same instants',
      async (interval, zone) => {
        const range = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };
        const columns = instants.map((text, index) => {
          const near = { from: new Date(new Date(text).getTime() - 40 * dayMs), to: new Date(new Date(text).getTime() + 40 * dayMs) };
          const key = bucketKey(interval, zone, interval === 'MONTH' ? range : near);
          return sql`toUInt32(${key.of(sql`${utc(new Date(text))}`)}) AS ${raw(`i${index}`)}`;
        });
        const [row] = (await stores.clickhouse.query('test.buckets', sql`SELECT ${join(columns, ', ')}`, { timeoutMs: 5_000 })) as Record<
          string,
          number
        >[];
        instants.forEach((text, index) =>
          expect(new Date((row?.[`i${index}`] ?? 0) * 1_000), text).toEqual(bucketStart(new Date(text), interval, zone)),
        );
      },
    );
  });

  test.each<[WeekStart, string]>([
    ['SUNDAY', '2026-03-01T00:00:00.000Z'],
    ['SATURDAY', '2026-02-28T00:00:00.000Z'],
    ['MONDAY', '2026-02-23T00:00:00.000Z'],
  ])('weeks from %s start at the same instants', async (weekStart, start) => {
    const at = new Date('2026-03-01T23:59:59.999Z'); // a Sunday
    expect(bucketStart(at, 'WEEK', 'UTC', weekStart).toISOString()).toBe(start);
    expect(bucketStart(at, 'WEEK', 'Etc/UTC', weekStart).toISOString()).toBe(start);
    const key = bucketKey('WEEK', 'UTC', { from: at, to: at }, weekStart);
    const rows = await stores.clickhouse.query('test.weeks', sql`SELECT toUInt32(${key.of(sql`${utc(at)}`)}) AS start`, {
      timeoutMs: 5_000,
    });
    expect(rows).toEqual([{ start: Date.parse(start) / 1_000 }]);
  });

  const hours = (from: string, zone: string): number => {
    const start = bucketStart(new Date(from), 'DAY', zone);
    return (bucketEnd(start, 'DAY', zone).getTime() - start.getTime()) / hourMs;
  };
  test.each([
    ['a day in spring', 'America/New_York', '2026-03-08T17:00:00Z', '2026-03-08T05:00:00Z', 23],
    ['a day in autumn', 'America/New_York', '2026-11-01T17:00:00Z', '2026-11-01T04:00:00Z', 25],
    ['any other day', 'America/New_York', '2026-11-28T02:30:00Z', '2026-11-27T05:00:00Z', 24],
    ['a day that begins at 1:00', 'Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-23T22:00:00Z', 23],
    ['a day with two midnights', 'America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00Z', 25],
    ['a zone off by half an hour', 'Asia/Kolkata', '2026-11-28T18:29:59Z', '2026-11-27T18:30:00Z', 24],
    ['a change of half an hour', 'Australia/Lord_Howe', '2026-04-05T00:00:00Z', '2026-04-04T13:00:00Z', 24.5],
    ['the far side', 'Pacific/Kiritimati', '2026-11-28T09:59:59Z', '2026-11-27T10:00:00Z', 24],
  ])('%s of %s', (_name, zone, instant, start, length) => {
    expect(bucketStart(new Date(instant), 'DAY', zone).toISOString()).toBe(new Date(start).toISOString());
    expect(hours(instant, zone)).toBe(length);
  });

  test('a week and a month of a zone begin with its days', () => {
    const at = new Date('2026-11-02T03:00:00Z'); // Sunday evening in New York
    expect(bucketStart(at, 'WEEK', 'America/New_York').toISOString()).toBe('2026-10-26T04:00:00.000Z');
    expect(bucketEnd(new Date('2026-10-26T04:00:00Z'), 'WEEK', 'America/New_York').toISOString()).toBe('2026-11-02T05:00:00.000Z');
    expect(bucketStart(new Date('2026-11-01T03:00:00Z'), 'MONTH', 'America/New_York').toISOString()).toBe('2026-10-01T04:00:00.000Z');
    expect(bucketEnd(new Date('2026-10-01T04:00:00Z'), 'MONTH', 'America/New_York').toISOString()).toBe('2026-11-01T04:00:00.000Z');
  });

  test('the days of any zone follow each other without a gap, also where one was left out', () => {
    for (const zone of ['Pacific/Apia', 'America/Sao_Paulo', 'Asia/Beirut', 'Europe/Berlin']) {
      const range = { from: new Date('2011-11-01T00:00:00Z'), to: new Date('2012-12-31T00:00:00Z') };
      const borders = bucketBorders(range, 'DAY', zone);
      for (const [index, border] of borders.entries()) {
        expect(bucketStart(border, 'DAY', zone)).toEqual(border);
        const next = borders[index + 1];
        if (next !== undefined) expect(bucketStart(new Date(next.getTime() - 1), 'DAY', zone), zone).toEqual(border);
      }
    }
  });

  test.each(['Mars/Olympus', '+05:30', '', 'UTC; DROP TABLE', 'GMT+1 '])('%j is no time zone', (name) =>
    expect(isTimeZone(name)).toBe(false),
  );
  test.each(['UTC', 'Etc/UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3', 'US/Eastern'])('%s is one', (name) =>
    expect(isTimeZone(name)).toBe(true),
  );
});

describe('periods', () => {
  const to = new Date('2026-03-06T05:06:07.008Z');
  const extent = { firstAt: new Date('2026-01-05T06:00:00Z'), lastAt: new Date('2026-03-05T23:59:59.999Z') };

  test('the period before has the same length and ends where this begins', () => {
    expect(previousPeriod({ from, to })?.range).toEqual({ from: new Date('2026-03-02T05:06:07.008Z'), to: from });
    expect(previousPeriod({ from, to: null })).toBeNull();
    expect(previousPeriod({ from: null, to })).toBeNull();
  });

  test('open ends take in everything there is', () => {
    expect(periodOf(null, null, extent).range).toEqual({ from: new Date('2026-01-05T00:00:00Z'), to: new Date('2026-03-06T00:00:00Z') });
    expect(periodOf(from, null, extent).range).toEqual({ from, to: new Date('2026-03-06T00:00:00Z') });
    expect(periodOf(null, to, extent).range).toEqual({ from: new Date('2026-01-05T00:00:00Z'), to });
  });

  test('without messages, or after the last, an open period is empty', () => {
    expect(periodOf(null, to, null).range.from.getTime()).toBeLessThanOrEqual(to.getTime());
    const later = periodOf(new Date('2027-01-01T00:00:00Z'), null, extent).range;
    expect(later.from).toEqual(later.to);
  });

  const day = new Date('2026-03-04T00:00:00Z');
  const longAfter = new Date('2027-01-01T00:00:00Z');
  test.each([
    ['inside the period', { from: day, to: new Date('2026-03-05T00:00:00Z') }, longAfter, false],
    ['that begins before the period', { from: new Date('2026-03-04T00:00:00.001Z'), to: null }, longAfter, true],
    ['that ends after the period', { from: null, to: new Date('2026-03-04T23:59:59.999Z') }, longAfter, true],
    ['of a period without ends', { from: null, to: null }, longAfter, false],
    ['that has just ended', { from: null, to: null }, new Date('2026-03-05T00:00:00Z'), false],
    ['that is still running', { from: null, to: null }, new Date('2026-03-04T23:59:59.999Z'), true],
  ])('a bucket %s is partial or not', (_name, period, now, expected) => expect(isPartialBucket(day, 'DAY', period, now)).toBe(expected));
});
