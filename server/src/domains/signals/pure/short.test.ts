import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../analytics/random-facts.testing.ts';
import { hourMs } from '../../analytics/pure/interval.ts';
import type { MessageMetric } from '../types.ts';
import { newFinder, observed } from './detect/findings.ts';
import { usualThresholds } from './feedback.ts';
import { baselineOf, baselineText, shortOf, shortText } from './kept.ts';
import { measuredKind, type MeasuredBucket } from './measure.ts';
import type { FindingChange } from './run.ts';
import { newShort, shortHistoryMs, shortMsOf, shortRunOf } from './short.ts';

const begin = Date.UTC(2026, 0, 5);
const bucketMs = 300_000;
const anHour = 12;
const days = 20;

/** 60 events in a short bucket on average, more at noon; `change` of what is expected of a bucket, by its place. */
function counts(change: (place: number) => number, seed = 3): MeasuredBucket[] {
  const random = randomNumbers(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: days * 24 * anHour }, (_, place) => {
    const mean = 60 * (1 + 0.5 * Math.sin((((place / anHour) % 24) / 24) * 2 * Math.PI)) * change(place);
    const value = Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    return { at: begin + place * bucketMs, value, of: value };
  });
}

/** Judges short buckets beside the hours that they make up, from the tenth day on, all at once or one by one through their kept texts. */
function changesOf(
  buckets: readonly MeasuredBucket[],
  { metric = 'MESSAGE_COUNT' as MessageMetric, isKept = false } = {},
): FindingChange[] {
  const hours = { kind: measuredKind(metric), bucketMs: hourMs, timeZone: 'UTC' };
  const short = { ...hours, bucketMs };
  const finder = newFinder(hours);
  let state = newShort();
  const changes: FindingChange[] = [];
  for (let hour = 0; hour < days * 24; hour += 1) {
    const own = buckets.slice(hour * anHour, (hour + 1) * anHour);
    if (hour >= 10 * 24) {
      const baseline = isKept ? baselineOf(baselineText(finder), hours) : finder.watch.baseline;
      if (baseline === null) throw new Error('The text of a baseline was not read.');
      const { season } = finder.watch;
      const asked = { thresholds: usualThresholds, isOpenByHour: false };
      changes.push(...shortRunOf(state, { metric, bucketMs, baseline, season }, own, asked).changes);
      if (isKept) state = shortOf(shortText(state, short), short) ?? newShort();
    }
    const of = own.reduce((sum, one) => sum + one.of, 0);
    observed(finder, { at: begin + hour * hourMs, value: own.reduce((sum, one) => sum + (one.value ?? 0), 0), of });
  }
  return changes;
}

const at = (day: number, hour: number, nth: number): number => (day * 24 + hour) * anHour + nth;
const from = at(17, 9, 4);

describe('short buckets', () => {
  test('are as short as 30 measurements in each allow', () => {
    expect([10, 359, 360, 1_799, 1_800, 90_000].map(shortMsOf)).toEqual([null, null, 300_000, 300_000, 60_000, 60_000]);
    expect([300_000, 60_000].map((length) => shortHistoryMs(length) / length)).toEqual([2_016, 2_016]);
  });

  test('nothing is found where nothing happens, through days and nights and a batch at each full hour', () => {
    expect(changesOf(counts(() => 1))).toEqual([]);
    expect(changesOf(counts((place) => (place % anHour === 0 ? 1.4 : 1), 5))).toEqual([]);
  });

  test('a quarter of an hour that is out opens with its first bucket, ends with its last, and has numbers by the hour', () => {
    const changes = changesOf(counts((place) => (place >= from && place < from + 3 ? 3 : 1)));
    const [first, last] = [changes[0], changes.at(-1)];
    expect(first).toMatchObject({ at: begin + from * bucketMs, change: 'OPENED', finding: { direction: 'UP', kind: 'SPIKE' } });
    expect(last).toMatchObject({
      change: 'CLOSED',
      finding: { beganAt: begin + from * bucketMs, endedAt: begin + (from + 3) * bucketMs, end: 'RECOVERED', buckets: 3 },
    });
    expect(changes.filter(({ change }) => change === 'OPENED')).toHaveLength(1);
    const { value, expected, low, high, spanMs } = last?.finding.worst as FindingChange['finding']['worst'];
    // About 90 events in five minutes at that time of day; three times as many came.
    expect(value / expected).toBeGreaterThan(2.4);
    expect(expected).toBeGreaterThan(900);
    expect(expected).toBeLessThan(1_300);
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(high).toBeLessThan(value);
    expect(spanMs).toBe(bucketMs);
  });

  test('what comes bucket by bucket through its texts is judged as at once', () => {
    const buckets = counts((place) => (place >= from && place < from + 4 ? 0.2 : 1));
    const shown = (changes: readonly FindingChange[]) =>
      changes.map(({ at: when, change, finding: { beganAt, endedAt, direction, strength } }) => [
        when,
        change,
        beganAt,
        endedAt,
        direction,
        Number(strength.toPrecision(4)),
      ]);
    const [atOnce, kept] = [changesOf(buckets), changesOf(buckets, { isKept: true })];
    expect(atOnce.length).toBeGreaterThan(2);
    expect(shown(kept)).toEqual(shown(atOnce));
  });

  test('while its hours have an open finding nothing opens, and what was open is theirs', () => {
    const buckets = counts((place) => (place >= from && place < from + 30 ? 4 : 1));
    const hours = { kind: 'COUNT', bucketMs: hourMs, timeZone: 'UTC' } as const;
    const finder = newFinder(hours);
    const state = newShort();
    const { season, baseline } = finder.watch;
    const run = (hour: number, isOpenByHour: boolean) =>
      shortRunOf(state, { metric: 'MESSAGE_COUNT', bucketMs, baseline, season }, buckets.slice(hour * anHour, (hour + 1) * anHour), {
        thresholds: usualThresholds,
        isOpenByHour,
      }).changes;
    for (let hour = 0; hour <= 17 * 24 + 9; hour += 1) {
      run(hour, false);
      const own = buckets.slice(hour * anHour, (hour + 1) * anHour);
      observed(finder, { at: begin + hour * hourMs, value: own.reduce((sum, one) => sum + (one.value ?? 0), 0) });
    }
    expect(state.open).not.toBeNull();
    expect(run(17 * 24 + 10, true)).toEqual([]);
    expect(state.open).toBeNull();
  });

  test('without a value for an hour a finding is over by silence', () => {
    const buckets = counts((place) => (place >= from ? 3 : 1)).map((one, place) =>
      place >= from + 2 ? { ...one, value: null, of: 0 } : one,
    );
    const last = changesOf(buckets).at(-1);
    expect(last).toMatchObject({ change: 'CLOSED', finding: { end: 'SILENCE' } });
  });
});
