import { expect, test } from 'vitest';
import { builtInMetricOf } from '../../metrics/pure/built-in.ts';
import { readMoments } from '../../metrics/pure/moments.ts';
import type { MetricSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import { resultsOf, type Measured } from './results.ts';

const tokens = builtInMetricOf('tokens') as Metric;

/** Units of a mean and a variance. */
const sampleOf = (n: number, mean: number, variance: number): MetricSample => ({
  units: n,
  moments: n === 0 ? null : readMoments(n, [mean, 0, variance * (n - 1), 0, 0, 0]),
  counts: [],
});

const measuredOf = (base: MetricSample, variant: MetricSample, change: Partial<Measured> = {}): Measured => ({
  variants: [base, variant].map(({ units }, at) => ({ key: 'ab'.charAt(at), weight: 0.5, units })),
  excludedUnits: 0,
  metrics: [{ of: { metric: 'tokens', role: 'GOAL', goal: 'UP', minimalEffect: null }, metric: tokens, samples: [base, variant] }],
  method: 'SEQUENTIAL',
  correction: 'HOLM',
  significance: 0.05,
  plannedSamplePerVariant: null,
  isAa: false,
  days: 4,
  ...change,
});

const usual = sampleOf(1_000, 50, 100);
const third = (measured: Measured): Measured => ({
  ...measured,
  variants: [...measured.variants, { key: 'c', weight: 0.5, units: 0 }],
  metrics: measured.metrics.map((one) => ({ ...one, samples: [...one.samples, sampleOf(0, 0, 0)] })),
});

test.each<[string, Measured, string, string, RegExp]>([
  ['no unit', measuredOf(sampleOf(0, 0, 0), sampleOf(0, 0, 0)), 'CANNOT_JUDGE', 'NO_UNITS', /^No exposures yet/],
  ['one variant that is empty', measuredOf(sampleOf(4, 50, 9), sampleOf(0, 0, 0)), 'CANNOT_JUDGE', 'NO_UNITS', /has no units yet/],
  ['one variant that is empty, of many units', measuredOf(usual, sampleOf(0, 0, 0)), 'CANNOT_JUDGE', 'NO_UNITS', /has no units yet/],
  ['a base that is empty', measuredOf(sampleOf(0, 0, 0), usual), 'CANNOT_JUDGE', 'NO_UNITS', /the base has no units yet/],
  ['one unit each', measuredOf(sampleOf(1, 50, 0), sampleOf(1, 51, 0)), 'CANNOT_JUDGE', 'NO_NUMBERS', /too few units have a value/],
  ['all equal', measuredOf(sampleOf(500, 7, 0), sampleOf(500, 7, 0)), 'CANNOT_JUDGE', 'NO_NUMBERS', /all units have the same value/],
  ['NaN', measuredOf(usual, sampleOf(1_000, Number.NaN, 100)), 'CANNOT_JUDGE', 'NO_NUMBERS', /a value is too large to be added up/],
  ['an infinite sum', measuredOf(usual, sampleOf(1_000, 1e300, Infinity)), 'CANNOT_JUDGE', 'NO_NUMBERS', /a value is too large/],
  [
    '1e9 units',
    measuredOf(sampleOf(1e9, 50, 100), sampleOf(1e9, 50.01, 100)),
    'WON',
    'GOAL_BETTER',
    /raises tokens per unit by 0\.01 tokens .* It won\.$/,
  ],
  ['units that do not fit', measuredOf(usual, sampleOf(700, 90, 100)), 'CANNOT_JUDGE', 'SAMPLE_RATIO_MISMATCH', /do not fit the weights/],
  [
    'a test for one look without a plan',
    measuredOf(usual, sampleOf(1_000, 90, 100), { method: 'FIXED' }),
    'NOT_DECISIVE',
    'PLANNED_SAMPLE_NOT_REACHED',
    /none is planned/,
  ],
])('%s has a verdict with its reason', (_what, measured, verdict, reason, sentence) => {
  const found = resultsOf(measured);
  expect([found.verdict, found.reasons]).toEqual([verdict, [reason]]);
  expect(found.sentence).toMatch(sentence);
  const named = JSON.stringify(found.metrics, (_key, part: unknown) =>
    Number.isNaN(part) ? 'NaN' : part === Infinity ? 'Infinity' : part,
  );
  // Ends of one-sided intervals alone are infinite.
  expect(named.replaceAll(/"oneSided":\{[^}]*\}/g, '')).not.toMatch(/NaN|Infinity/);
});

test.each([
  [usual, 70, 'WON'],
  [usual, 30, 'LOST'],
  [usual, 50.1, 'NOT_DECISIVE'],
  [sampleOf(9, 50, 100), 70, 'NOT_DECISIVE'],
])('of groups that nothing assigned, without weights and plan, the interval is judged (%#)', (base, mean, verdict) => {
  const measured = measuredOf(base, sampleOf(base.units * 3, mean, 100), { method: 'FIXED', days: null });
  const { metrics } = resultsOf({ ...measured, variants: measured.variants.map((one) => ({ ...one, weight: 0 })) });
  expect(metrics[0]?.variants[1]?.verdict).toBe(verdict);
});

test('weights are parts of their sum, and a third variant without units does not keep the second from its verdict', () => {
  const measured = measuredOf(usual, sampleOf(1_010, 60, 100));
  const parts = { ...measured, variants: measured.variants.map((one) => ({ ...one, weight: 3 })) };
  expect(resultsOf(parts).sampleRatio).toEqual(resultsOf(measured).sampleRatio);
  const found = resultsOf({
    ...third(measured),
    variants: third(measured).variants.map((one) => (one.key === 'c' ? { ...one, weight: 1e-9 } : one)),
  });
  expect(found.judgments.map(({ variant, verdict, reasons }) => [variant, verdict, reasons])).toEqual([
    ['b', 'WON', ['GOAL_BETTER']],
    ['c', 'CANNOT_JUDGE', ['NO_UNITS']],
  ]);
  expect([found.verdict, found.variant]).toEqual(['WON', 'b']);
});
