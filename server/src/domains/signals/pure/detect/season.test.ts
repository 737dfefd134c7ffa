import { expect, test } from 'vitest';
import { seasonOf } from './season.ts';

const hourMs = 3_600_000;
/** A Monday at midnight, in UTC. */
const monday = Date.UTC(2026, 0, 5);

test.each([hourMs, hourMs / 2, hourMs / 12, 6 * hourMs])(
  'each bucket of %i ms of a week has a slot of its own, in their order',
  (bucketMs) => {
    const season = seasonOf(bucketMs, 'UTC');
    const [inDay, inWeek] = [(24 * hourMs) / bucketMs, (168 * hourMs) / bucketMs];
    expect([season.daySlots, season.weekSlots]).toEqual([inDay, inWeek]);
    for (let place = 0; place < inWeek; place += 1)
      expect(season.slotsOf(monday + place * bucketMs)).toEqual({ day: place % inDay, week: place });
  },
);

test('before 1970 and in other zones slots are those of the local clock, through daylight saving', () => {
  expect(seasonOf(hourMs, 'UTC').slotsOf(Date.UTC(1969, 11, 31, 23))).toEqual({ day: 23, week: 2 * 24 + 23 });
  const berlin = seasonOf(hourMs, 'Europe/Berlin');
  // 01:30 UTC of the Sunday on which clocks go forward is 03:30 there; the hour before it is 01:30.
  expect(berlin.slotsOf(Date.UTC(2026, 2, 29, 1, 30)).day).toBe(3);
  expect(berlin.slotsOf(Date.UTC(2026, 2, 29, 0, 30)).day).toBe(1);
  expect(seasonOf(hourMs, 'Asia/Kolkata').slotsOf(Date.UTC(2026, 0, 4, 18, 30))).toEqual({ day: 0, week: 0 });
});

test('buckets too short to be seen often share a slot, and a zone that is none is refused', () => {
  const season = seasonOf(60_000, 'UTC');
  expect([season.daySlots, season.weekSlots]).toEqual([288, 2_016]);
  expect(season.slotsOf(monday + 299_999)).toEqual({ day: 0, week: 0 });
  expect(season.slotsOf(monday + 300_000)).toEqual({ day: 1, week: 1 });
  expect(() => seasonOf(hourMs, 'Mars/Olympus')).toThrow(RangeError);
});
