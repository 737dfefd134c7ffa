import { expect, test } from 'vitest';
import type { Finding } from './detect/findings.ts';
import { eventsOf, shortEventsOf } from './events.ts';
import type { StoredFinding } from './incidents.ts';
import type { FindingChange } from './run.ts';

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 0, 5, 12);
const worst = { at: noon, spanMs: hourMs, value: 0.3, expected: 0.01, low: 0, high: 0.03, deviation: 9 };
const finding = (of: Partial<Finding> = {}): Finding => ({
  kind: 'SPIKE',
  direction: 'UP',
  beganAt: noon,
  openedAt: noon,
  endedAt: null,
  end: null,
  worst,
  strength: 2,
  buckets: 1,
  ...of,
});
const series = {
  id: 's',
  metric: 'ERROR_SHARE',
  dimension: 'MODEL',
  value: 'a',
  reportFrom: new Date(0),
  mutedUntil: null,
  isAnew: false,
  stored: [] as StoredFinding[],
} as const;
const stored = (of: Partial<StoredFinding> = {}): StoredFinding => {
  const { buckets: _buckets, ...rest } = finding();
  return { ...rest, id: 'known', seriesId: 's', metric: 'ERROR_SHARE', dimension: 'MODEL', value: 'a', telling: 0.4, ...of };
};
const opened = (of: Partial<Finding> = {}): FindingChange => ({ at: noon, change: 'OPENED', finding: finding(of) });
const closed = (of: Partial<Finding> = {}): FindingChange => ({
  at: noon + hourMs,
  change: 'CLOSED',
  finding: finding({ endedAt: noon + hourMs, end: 'RECOVERED', ...of }),
});
const newIds = (): (() => string) => {
  let count = 0;
  return () => `new ${(count += 1)}`;
};
const of = (changes: readonly FindingChange[], change: Partial<Parameters<typeof eventsOf>[0]> = {}) =>
  eventsOf({ ...series, ...change }, changes, noon + 2 * hourMs, newIds());

test('a finding has one id from its opening to its end', () => {
  expect(of([opened(), closed()]).map(({ change, finding: one }) => [change, one.id, one.seriesId, one.endedAt])).toEqual([
    ['OPENED', 'new 1', 's', null],
    ['CLOSED', 'new 1', 's', noon + hourMs],
  ]);
});

test('one that goes on is what is stored, with the beginning that it had', () => {
  const [event] = of([{ ...closed(), change: 'CHANGED' }], { stored: [stored({ beganAt: noon - hourMs, openedAt: noon - hourMs })] });
  expect(event?.finding).toMatchObject({ id: 'known', telling: 0.4, beganAt: noon - hourMs, openedAt: noon - hourMs });
});

test.each<[string, readonly FindingChange[], Partial<Parameters<typeof eventsOf>[0]>]>([
  ['what opens while the series is muted', [opened(), closed()], { mutedUntil: new Date(noon + 1) }],
  ['what opened in buckets that were judged once', [opened(), closed()], { reportFrom: new Date(noon + 1) }],
  ['drifts of what drifts by nature', [opened({ kind: 'DRIFT' }), closed({ kind: 'DRIFT' })], { metric: 'COST' }],
  ['what is better for less than a day', [opened({ direction: 'DOWN' }), closed({ direction: 'DOWN' })], {}],
  ['a change of what was held back', [{ ...closed(), change: 'CHANGED' }], {}],
])('%s is held back', (_, changes, change) => expect(of(changes, change)).toEqual([]));

test('what is better is reported once it is a new level', () => {
  const shift = { direction: 'DOWN', kind: 'LEVEL_SHIFT' } as const;
  const events = of([opened({ direction: 'DOWN' }), { at: noon + 24 * hourMs, change: 'CHANGED', finding: finding(shift) }]);
  expect(events.map(({ change, finding: { id, kind } }) => [change, id, kind])).toEqual([['OPENED', 'new 1', 'LEVEL_SHIFT']]);
});

test('learned again, what is found as before keeps its id, and what is not found any more is over', () => {
  const near = of([opened({ beganAt: noon + 6 * hourMs })], { isAnew: true, stored: [stored()] });
  expect(near.map(({ change, finding: { id, beganAt } }) => [change, id, beganAt])).toEqual([['OPENED', 'known', noon + 6 * hourMs]]);
  const gone = of([], { isAnew: true, stored: [stored()] });
  expect(gone.map(({ change, finding: { id, end, endedAt } }) => [change, id, end, endedAt])).toEqual([
    ['CLOSED', 'known', 'RECOVERED', noon + 2 * hourMs],
  ]);
  const other = of([opened({ direction: 'DOWN', kind: 'LEVEL_SHIFT' })], {
    isAnew: true,
    stored: [stored({ endedAt: noon, end: 'RECOVERED' })],
  });
  expect(other.map(({ finding: { id } }) => id)).toEqual(['new 1']);
});

const minutes = { ...worst, spanMs: 300_000 };
test('an hour goes on with what short buckets have shown, and does not report again what was over in them', () => {
  const [event] = of([opened()], { stored: [stored({ worst: minutes, beganAt: noon + 600_000 })] });
  expect(event?.finding).toMatchObject({ id: 'known', beganAt: noon + 600_000 });
  expect(of([opened()], { stored: [stored({ worst: minutes, endedAt: noon + 900_000, end: 'RECOVERED' })] })).toEqual([]);
});

test('short buckets have findings of their own', () => {
  const events = shortEventsOf(series, [opened({ worst: minutes }), closed({ worst: minutes })], newIds());
  expect(events.map(({ change, finding: { id } }) => [change, id])).toEqual([
    ['OPENED', 'new 1'],
    ['CLOSED', 'new 1'],
  ]);
  // The finding of an hour is not theirs.
  expect(shortEventsOf({ ...series, stored: [stored()] }, [closed({ worst: minutes })], newIds())).toEqual([]);
  expect(shortEventsOf({ ...series, mutedUntil: new Date(noon + 1) }, [opened({ worst: minutes })], newIds())).toEqual([]);
});
