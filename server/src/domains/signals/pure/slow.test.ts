import { expect, test } from 'vitest';
import { dayMs } from '../../analytics/pure/interval.ts';
import { usualThresholds, type Thresholds } from './feedback.ts';
import { newSlow, slowly } from './slow.ts';

const bucketMs = dayMs / 4;
const from = Date.UTC(2026, 2, 2);

/** Six-hour buckets with so many trials, whose share is `shareOf` their day; what became of findings, with the day. */
function followed(days: number, shareOf: (day: number) => number, { of = 10, thresholds = usualThresholds as Thresholds } = {}) {
  const slow = newSlow();
  return Array.from({ length: days * 4 }, (_, place) => {
    const day = Math.floor(place / 4);
    const found = slowly(slow, { at: from + place * bucketMs, value: Math.round(shareOf(day) * of) / of, of }, bucketMs, thresholds);
    // The finding goes on to change: what it is now is copied.
    return found === null ? null : { change: found.change, day, finding: { ...found.finding } };
  }).filter((one) => one !== null);
}

test('a share that falls slowly is one drift, which is over when it is back', () => {
  const changes = followed(60, (day) => (day >= 30 && day < 38 ? 0.5 : 0.9));
  const [opened] = changes;
  expect(changes.filter(({ change }) => change === 'OPENED')).toHaveLength(1);
  expect(opened).toMatchObject({ change: 'OPENED', finding: { kind: 'DRIFT', direction: 'DOWN', endedAt: null } });
  expect(opened?.day).toBeGreaterThanOrEqual(30);
  expect(opened?.day).toBeLessThan(34);
  expect(opened?.finding.worst).toMatchObject({ spanMs: 5 * dayMs });
  expect(opened?.finding.worst.expected).toBeCloseTo(0.9, 2);
  const closed = changes.at(-1);
  expect(closed).toMatchObject({ change: 'CLOSED', finding: { end: 'RECOVERED' } });
  expect(closed?.finding.worst.value).toBeCloseTo(0.5, 1);
});

test('one that stays is a new level after two weeks, and is not found again', () => {
  const changes = followed(90, (day) => (day >= 30 ? 0.5 : 0.9));
  expect(changes.filter(({ change }) => change !== 'CHANGED').map(({ change }) => change)).toEqual(['OPENED', 'CLOSED']);
  const [opened, closed] = changes.filter(({ change }) => change !== 'CHANGED');
  expect(closed?.finding.end).toBe('NEW_LEVEL');
  expect((closed?.day ?? 0) - (opened?.day ?? 0)).toBe(14);
});

test.each<[string, () => unknown[]]>([
  ['before two weeks are known', () => followed(18, (day) => (day >= 14 ? 0.3 : 0.9))],
  ['with too few trials', () => followed(60, (day) => (day >= 30 ? 0.5 : 1), { of: 2 })],
  ['where the change is too small to matter', () => followed(60, (day) => (day >= 30 ? 0.86 : 0.9), { of: 50 })],
  ['where the threshold is higher', () => followed(60, (day) => (day >= 30 && day < 35 ? 0.7 : 0.9), { thresholds: { UP: 1, DOWN: 100 } })],
])('nothing is found %s', (_, of) => expect(of()).toEqual([]));

test('a share that varies from bucket to bucket must move further', () => {
  const wavy = (day: number, low: number): number => (day % 2 === 0 ? 1 : low);
  expect(followed(60, (day) => wavy(day, 0.2) - (day >= 30 ? 0.1 : 0))).toEqual([]);
});
