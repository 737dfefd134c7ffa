import { expect, test } from 'vitest';
import { answer, noAnswer } from '../../../platform/statistics/answer.ts';
import { builtInMetricOf } from '../../metrics/pure/built-in.ts';
import type { Metric } from '../../metrics/types.ts';
import { maxPlannedDays, planTraffic, type PlanRequest } from './traffic-plan.ts';
import { planSentence } from './traffic-sentence.ts';
import { newUnitsPerDay, spansWithin, spreadAfter, unitsUntil, type Span, type Traffic } from './traffic.ts';

const success = builtInMetricOf('success_share') as Metric;
const span = (days: number, mean: number, variance: number, saved = 0): Span => ({
  days,
  saved,
  arm: answer({ n: 100, mean, variance, unadjustedMean: mean }),
});
const trafficOf = (unitsByDay: readonly number[], spans: readonly Span[], metric = success): Traffic => ({
  from: new Date('2026-11-01'),
  to: new Date('2026-11-29'),
  source: 'MESSAGES',
  unitsByDay,
  metrics: [{ metric, spans }],
});
const request: PlanRequest = {
  minimalEffects: [0.05],
  weights: [0.5, 0.5],
  allocation: 1,
  significance: 0.05,
  power: 0.8,
  method: 'FIXED',
};

test('units are those that were there, and after that as many new ones a day as in the second half', () => {
  const traffic = { unitsByDay: [100, 150, 180, 200] };
  expect(newUnitsPerDay(traffic)).toBe((200 - 150) / 2);
  expect([1, 4, 5, 14].map((day) => unitsUntil(traffic, day))).toEqual([100, 200, 225, 450]);
  expect(newUnitsPerDay({ unitsByDay: [70] })).toBe(70);
  expect(newUnitsPerDay({ unitsByDay: [] })).toBe(0);
  expect(spansWithin(1)).toEqual([1]);
  expect(spansWithin(12)).toEqual([1, 2, 4, 7, 12]);
  expect(spansWithin(28).at(-1)).toBe(28);
});

test('between two lengths a unit lies on the line between them, outside of all at the nearest', () => {
  const spans = [{ days: 1, arm: noAnswer('TOO_FEW_UNITS'), saved: 0 }, span(2, 1, 10, 0.2), span(4, 2, 30, 0.4)];
  expect([1, 2, 3, 4, 90].map((day) => spreadAfter(spans, day))).toEqual([
    { mean: 1, variance: 10, saved: expect.closeTo(0.2, 12) },
    { mean: 1, variance: 10, saved: expect.closeTo(0.2, 12) },
    { mean: 1.5, variance: 20, saved: expect.closeTo(0.3, 12) },
    { mean: 2, variance: 30, saved: expect.closeTo(0.4, 12) },
    { mean: 2, variance: 30, saved: expect.closeTo(0.4, 12) },
  ]);
  expect(spreadAfter([], 1)).toBeNull();
});

/** The second computation: units of both variants that find a difference of means in one look, from quantiles of a table. */
const unitsFor = (mean: number, variance: number, effect: number, z = 1.959963984540054, zPower = 0.8416212335729143): number =>
  (4 * variance * (z + zPower) ** 2) / (effect * mean) ** 2;

test('days and units are those of the first day that brings enough units', () => {
  const traffic = trafficOf([400, 700, 900, 1000], [span(1, 0.8, 0.16), span(4, 0.8, 0.13)]);
  const { plans, days, sample, newPerDay } = planTraffic(traffic, request);
  // After the fourth day 150 come each day, and the spread stays.
  const needed = unitsFor(0.8, 0.13, 0.05);
  const expected = 4 + Math.ceil((needed - 1000) / 150);
  expect([days, newPerDay]).toEqual([expected, 150]);
  expect(needed).toBeGreaterThan(1000);
  const [plan] = plans;
  expect(plan?.unitsByVariant).toEqual([Math.ceil(needed / 2), Math.ceil(needed / 2)]);
  expect(sample).toBe(Math.ceil(needed / 2));
  // On the second day a unit's variance is a third of the way from 0.16 to 0.13.
  const byDay = plan?.byDay ?? [];
  expect(byDay[1]).toMatchObject({ day: 2, units: 700 });
  expect(unitsFor(0.8, 0.15, byDay[1]?.detectable ?? 0)).toBeCloseTo(700, 6);
  // What is found on the planned day is the wanted change, or a smaller one; the day before it is larger.
  expect(byDay[expected - 1]?.detectable).toBeLessThanOrEqual(0.05);
  expect(byDay[expected - 2]?.detectable).toBeGreaterThan(0.05);
});

test('a third variant, a share of units, unequal weights and looks at any time need more', () => {
  const traffic = trafficOf([5_000, 9_000], [span(2, 0.8, 0.16)]);
  const daysOf = (change: Partial<PlanRequest>) => planTraffic(traffic, { ...request, minimalEffects: [0.02], ...change });
  const plain = daysOf({});
  expect(daysOf({ allocation: 0.5 }).plans[0]?.unitsByVariant).toEqual(plain.plans[0]?.unitsByVariant);
  expect(daysOf({ allocation: 0.1 }).days).toBeGreaterThan(plain.days ?? 0);
  // Two variants beside the base are tested at 2.5 % each, and a third of the units is in each.
  const [third] = daysOf({ weights: [1, 1, 1] }).plans;
  const of = unitsFor(0.8, 0.16, 0.02, 2.241402727604947) / 2;
  expect(third?.unitsByVariant).toEqual([of, of, of].map(Math.ceil));
  // A tenth in the variant: (1 + 1/r) (1 + r) of half a unit each, at r = 1/9.
  const [tenth] = daysOf({ weights: [0.9, 0.1] }).plans;
  const whole = (unitsFor(0.8, 0.16, 0.02) / 4) * (1 + 9) * (1 + 1 / 9);
  expect(tenth?.unitsByVariant).toEqual([Math.ceil(whole * 0.9), Math.ceil(whole * 0.1)]);
  expect(tenth?.sample).toBe(Math.ceil(whole / 2));
  const anyTime = daysOf({ method: 'SEQUENTIAL' }).plans[0]?.unitsByVariant?.[0] ?? 0;
  expect(anyTime / (plain.plans[0]?.unitsByVariant?.[0] ?? 1)).toBeCloseTo(1.19, 1);
});

test('what the days before save of the variance is saved in units, and named', () => {
  const traffic = (saved: number) => trafficOf([40_000, 60_000], [span(2, 0.8, 0.16, saved)]);
  const [plain, half] = [0, 0.5].map((saved) => planTraffic(traffic(saved), request).plans[0]);
  expect(half?.unitsByVariant?.[0]).toBe(Math.ceil(unitsFor(0.8, 0.08, 0.05) / 2));
  expect(plain?.unitsByVariant?.[0]).toBe(Math.ceil(unitsFor(0.8, 0.16, 0.05) / 2));
  expect((half?.byDay[1]?.detectable ?? 0) / (plain?.byDay[1]?.detectable ?? 1)).toBeCloseTo(Math.SQRT1_2, 9);
  if (half === undefined) throw new Error('no plan');
  expect(planSentence(half, { unitsByDay: [1] })).toMatch(/ The days before save 50 % of the variance \(CUPED\)\.$/);
});

test('a change that no traffic of 180 days finds is named out of reach, with what can be found', () => {
  const traffic = trafficOf([500, 600, 650, 680], [span(4, 0.8, 0.16)]);
  const planned = planTraffic(traffic, { ...request, minimalEffects: [0.01] });
  const [plan] = planned.plans;
  expect([planned.days, plan?.days, plan?.byDay.length]).toEqual([null, null, maxPlannedDays]);
  // The slowest decides: with a metric out of reach the experiment has no days.
  const both = planTraffic({ ...traffic, metrics: [...traffic.metrics, ...traffic.metrics] }, { ...request, minimalEffects: [0.01, 0.9] });
  expect([both.days, both.plans[1]?.days]).toEqual([null, 1]);
  if (plan === undefined) throw new Error('no plan');
  expect(planSentence(plan, traffic)).toMatch(
    /^A change of 1 % in success \(80\.0 % now\) cannot be found within 180 days at this traffic: 7,720 units come, and [\d,]+ are needed, [\d,]+ units in each variant\. After 4 days the least change found is \d+ %\. After 180 days the least change found is [\d.]+ %\.$/,
  );
});

test('no plan has fewer units of a variant than a verdict takes, and nothing is found with fewer', () => {
  const traffic = trafficOf([30, 80, 120, 700], [span(4, 0.1, 0.09)]);
  const [even] = planTraffic(traffic, { ...request, minimalEffects: [50] }).plans;
  expect([even?.unitsByVariant, even?.sample, even?.days]).toEqual([[50, 50], 50, 3]);
  expect(even?.byDay.slice(0, 3).map(({ detectable }) => detectable === null)).toEqual([true, true, false]);
  const [tenth] = planTraffic(traffic, { ...request, minimalEffects: [50], weights: [0.9, 0.1] }).plans;
  expect([tenth?.unitsByVariant, tenth?.days]).toEqual([[450, 50], 4]);
});

test('a length beyond what is planned is not advised', () => {
  const [plan] = planTraffic(trafficOf([100], [span(1, 0.8, 0.16)]), { ...request, minimalEffects: [0.02106] }).plans;
  expect(plan?.days).toBeGreaterThan(175);
  expect(plan?.days).toBeLessThanOrEqual(180);
  if (plan !== undefined) expect(planSentence(plan, { unitsByDay: [1] })).not.toMatch(/Whole weeks/);
});

test('thousands of a value are apart, as those of units are', () => {
  const latency = builtInMetricOf('latency_ms') as Metric;
  const [plan] = planTraffic(trafficOf([40_000], [span(1, 2_690, 9e6)], latency), request).plans;
  if (plan === undefined) throw new Error('no plan');
  expect(planSentence(plan, { unitsByDay: [1] })).toContain('(2,690 ms now)');
});

test('a rise of a share beyond all is named as impossible', () => {
  const { plans } = planTraffic(trafficOf([40_000], [span(1, 0.8, 0.16)]), { ...request, minimalEffects: [0.3] });
  expect(plans.map((plan) => planSentence(plan, { unitsByDay: [1] }))).toEqual([
    expect.stringMatching(
      /^A fall of 30 % in success \(80\.0 % now\) is found after 1 day, with [\d,]+ units in each variant\. Whole weeks, 7 days, .* A rise of so much is not possible: 25 % more would be all\.$/,
    ),
  ]);
});

test.each<[string, readonly number[], readonly Span[], string, RegExp]>([
  ['no unit', [], [], 'NO_UNITS', /no unit of the last 28 days has it/],
  ['one unit', [1], [{ days: 1, arm: noAnswer('TOO_FEW_UNITS'), saved: 0 }], 'TOO_FEW_UNITS', /one unit alone has it/],
  [
    'no verdict',
    [9],
    [{ days: 1, arm: noAnswer('DENOMINATOR_IS_ZERO'), saved: 0 }],
    'DENOMINATOR_IS_ZERO',
    /no answer of the last 28 days has it/,
  ],
  ['equal units', [9], [span(1, 0.8, 0)], 'NO_VARIANCE', /all units have the same value/],
  ['a mean of 0', [9], [span(1, 0, 3)], 'BASE_IS_ZERO', /it is 0 for all units/],
])('nothing is planned for %s, and the reason is named', (_what, unitsByDay, spans, problem, words) => {
  const planned = planTraffic(trafficOf(unitsByDay, spans), request);
  const [plan] = planned.plans;
  expect(plan).toMatchObject({ problem, days: null, unitsByVariant: null, sample: null, byDay: [] });
  expect([planned.days, planned.sample]).toEqual([null, null]);
  if (plan !== undefined) expect(planSentence(plan, planned)).toMatch(words);
});
