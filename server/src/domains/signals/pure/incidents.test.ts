import { expect, test } from 'vitest';
import {
  beganAtOf,
  byTelling,
  endedAtOf,
  groupInto,
  shownBeganAt,
  type FindingEvent,
  type Incident,
  type StoredFinding,
} from './incidents.ts';

const hourMs = 3_600_000;
const noon = Date.UTC(2026, 0, 5, 12);
let next = 0;
const finding = (of: Partial<StoredFinding> = {}): StoredFinding => {
  const id = of.id ?? `f${(next += 1)}`;
  return {
    id,
    seriesId: `${of.metric ?? 'ERROR_SHARE'} ${of.value ?? ''}`,
    metric: 'ERROR_SHARE',
    dimension: 'WORKSPACE',
    value: '',
    kind: 'SPIKE',
    direction: 'UP',
    beganAt: noon,
    openedAt: noon,
    endedAt: null,
    end: null,
    worst: { at: noon, spanMs: hourMs, value: 0.3, expected: 0.01, low: 0, high: 0.03, deviation: 9 },
    strength: 2,
    telling: 0,
    ...of,
  };
};
const opened = (one: StoredFinding): FindingEvent => ({ at: one.openedAt, change: 'OPENED', finding: one });
const grouped = (...findings: readonly StoredFinding[]): Incident[] => {
  const incidents: Incident[] = [];
  let count = 0;
  groupInto(incidents, findings.map(opened), () => `i${(count += 1)}`);
  return incidents;
};
const after = (hours: number): { beganAt: number; openedAt: number } => ({
  beganAt: noon + hours * hourMs,
  openedAt: noon + hours * hourMs,
});
const over = { endedAt: noon + hourMs, end: 'RECOVERED' } as const;

test.each<[string, StoredFinding, StoredFinding, number]>([
  ['another metric six hours later', finding(), finding({ metric: 'LATENCY_P50', ...after(6) }), 1],
  ['another metric seven hours later', finding(over), finding({ metric: 'LATENCY_P50', ...after(7) }), 2],
  ['the same metric of a model within a day of the end', finding(over), finding({ dimension: 'MODEL', value: 'a', ...after(25) }), 1],
  ['the same metric of a model later than that', finding(over), finding({ dimension: 'MODEL', value: 'a', ...after(26) }), 2],
  ['the same metric in the other direction', finding(over), finding({ direction: 'DOWN', seriesId: 'x', ...after(20) }), 2],
  ['the same series within three days', finding(over), finding(after(73)), 1],
  ['the same series later than that', finding(over), finding(after(74)), 2],
  ['a drift beside a spike', finding(), finding({ kind: 'DRIFT', metric: 'SUCCESS_SHARE', direction: 'DOWN' }), 2],
])('%s', (_, one, other, count) => {
  expect(grouped(one, other)).toHaveLength(count);
});

test('what has become of a known finding stays with its incident, and a change of one without an incident makes none', () => {
  const first = finding();
  const incidents = grouped(first);
  const closed = { ...first, ...over };
  const changed = groupInto(incidents, [{ at: noon + hourMs, change: 'CLOSED', finding: closed }], () => 'none');
  expect([...changed]).toEqual([{ id: 'i1', isNew: true, findings: [closed] }]);
  expect(groupInto(incidents, [{ at: noon, change: 'CHANGED', finding: finding() }], () => 'none').size).toBe(0);
  expect(incidents).toHaveLength(1);
});

/** A finding of a series with few messages: the evidence sufficed so many hours after its first hour that was out. */
const slowly = (from: number, hours: number): StoredFinding =>
  finding({ beganAt: noon + from * hourMs, openedAt: noon + (from + hours) * hourMs });
test.each<[string, readonly StoredFinding[], number]>([
  ['its first finding', [finding(after(4)), finding(after(0)), finding(after(2))], 0],
  ['its first one, however many join it later', [finding(after(0)), ...[50, 51, 52, 53].map((hours) => finding(after(hours)))], 0],
  ['one whose beginning is known, where one of few messages opened after that', [slowly(-26, 29), finding(after(0)), slowly(-3, 6)], -3],
  ['one of few messages that opened before', [slowly(-26, 20), finding(after(0))], -26],
  ['one of few messages, where there is no other', [slowly(-3, 9), slowly(0, 20)], -3],
])('an incident begins with %s, and no finding is shown before it', (_, findings, hours) => {
  const began = beganAtOf({ findings: [...findings] });
  expect(began).toBe(noon + hours * hourMs);
  for (const { beganAt, openedAt } of findings) {
    const shown = shownBeganAt(beganAt, began);
    expect(shown).toBeGreaterThanOrEqual(began);
    // It lies where the finding can have begun.
    expect(shown).toBeGreaterThanOrEqual(beganAt);
    expect(shown).toBeLessThanOrEqual(openedAt);
  }
});

test('an incident is over when all of its findings are', () => {
  const findings = [finding(after(4)), finding(after(0)), finding({ ...after(2), ...over })];
  expect(endedAtOf({ findings })).toBeNull();
  expect(endedAtOf({ findings: findings.map((one, place) => ({ ...one, endedAt: noon + place * hourMs })) })).toBe(noon + 2 * hourMs);
});

test('the most telling comes first: all messages where no value explains a fifth more than its share', () => {
  const ofModel = (telling: number): StoredFinding => finding({ dimension: 'MODEL', value: 'a', telling });
  const whole = finding();
  expect(byTelling([whole, ofModel(0.1)])[0]).toBe(whole);
  expect(byTelling([whole, ofModel(0.5)])[0]).not.toBe(whole);
});
