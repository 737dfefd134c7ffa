import { describe, expect, test } from 'vitest';
import { clockOf, nanoUsdOf } from './clock.ts';
import { healthOf } from './health.ts';
import type { Run } from './run.ts';
import { noPoints, type Series, seriesOf } from './series.ts';

const hour = 3_600_000;
const minute = 60_000;

type Points = readonly (readonly [step: number, value: number])[];
const at = (step: number): number => step * minute;

/** A run of 600 steps, one a minute, on hardware of 3 dollars an hour. */
function run(curves: Readonly<Record<string, Points>>, more: Partial<Run> = {}): Run {
  const series = new Map(
    Object.entries(curves).map(([metric, points]) => [metric, seriesOf(points.map(([step, value]) => ({ step, value, at: at(step) })))]),
  );
  return {
    series,
    system: new Map(),
    now: 600 * minute,
    isActive: false,
    periods: [{ startedAt: 0, endedAt: 600 * minute }],
    heardAt: 600 * minute,
    isSilent: false,
    currentStep: null,
    totalSteps: 600,
    totalEpochs: 10,
    hyperparameters: {},
    setLearningRates: [],
    hourlyNanoUsd: 3_000_000_000n,
    raised: new Set(),
    ...more,
  };
}
const steps = (of: (step: number) => number, every = 1): Points =>
  Array.from({ length: 600 / every }, (_, index) => [(index + 1) * every, of((index + 1) * every)] as const);
const falling = (step: number): number => 1 + 3 * 2 ** (-step / 150);
const wasted = (given: Run): Record<string, number> => Object.fromEntries(healthOf(given).waste.map(({ cause, ms }) => [cause, ms / hour]));

describe('cost', () => {
  test('is the time of all attempts times the price', () => {
    const periods = [
      { startedAt: 0, endedAt: hour },
      { startedAt: 5 * hour, endedAt: null },
    ];
    expect(healthOf(run({}, { periods, now: 6.5 * hour, isActive: true }))).toMatchObject({
      usedMs: 2.5 * hour,
      costNanoUsd: 7_500_000_000n,
    });
  });
  test('is unknown without a price, and before it begins', () => {
    expect(healthOf(run({}, { hourlyNanoUsd: null })).costNanoUsd).toBeNull();
    expect(healthOf(run({}, { periods: [] })).costNanoUsd).toBeNull();
  });
  test.each([
    [0, 5n, 0n],
    [1, 3_600_000n, 1n],
    [1, 1_800_000n, 1n],
    [1, 1_799_999n, 0n],
    [1_000 * hour, 98_320_000_000n, 98_320_000_000_000n],
  ])('of %d ms at %d an hour is %d nano-dollars', (ms, hourly, expected) => expect(nanoUsdOf(ms, hourly)).toBe(expected));
});

describe('the clock', () => {
  const series = seriesOf([
    { step: 10, value: 1, at: hour },
    { step: 20, value: 1, at: 2 * hour },
    { step: 30, value: 1, at: 6 * hour },
  ]);
  const periods = [
    { startedAt: 0, endedAt: 3 * hour },
    { startedAt: 5 * hour, endedAt: 7 * hour },
  ];
  test.each([
    [0, 0],
    [5, 0.5],
    [10, 1],
    [15, 1.5],
    [25, 3],
    [30, 4],
    [99, 4],
  ])('at step %d says %d hours: what lies between two attempts is not used', (step, hours) =>
    expect(clockOf(periods, series, 9 * hour).usedAtStep(step)).toBeCloseTo(hours * hour, 3),
  );
  test('takes all steps as equally long where points have no times of their own', () => {
    const imported = seriesOf([10, 20, 30].map((step) => ({ step, value: 1, at: 8 * hour })));
    expect(clockOf([{ startedAt: 0, endedAt: 3 * hour }], imported, 9 * hour).usedAtStep(10)).toBeCloseTo(hour, 3);
    expect(clockOf([], noPoints, 0).usedAtStep(10)).toBe(0);
  });
});

describe('waste', () => {
  test('of a healthy run is nothing', () =>
    expect(healthOf(run({ loss: steps(falling), eval_loss: steps(falling, 60) }))).toMatchObject({ waste: [], scores: { efficiency: 1 } }));

  test('is the time after a loss became NaN', () =>
    expect(wasted(run({ loss: steps((step) => (step >= 200 ? NaN : falling(step))) }))).toEqual({ BROKEN: expect.closeTo(400 / 60, 9) }));

  test('is the time after the best evaluation of a run that overfits, with its epochs', () => {
    const given = run({ loss: steps(falling), eval_loss: steps((step) => 1 + Math.abs(step - 240) / 300, 60) });
    expect(healthOf(given)).toMatchObject({
      waste: [{ cause: 'OVERTRAINING', ms: 360 * minute, fromStep: 240, epochs: 6 }],
      overtraining: { isOvertrained: false, bestEpoch: 3, totalEpochs: 10 },
      scores: { efficiency: 0.4 },
    });
  });

  test('is the time after the best of many evaluations that came early, also where none is much worse', () => {
    const given = run({ loss: steps(falling), eval_loss: steps((step) => (step <= 300 ? falling(step) : falling(300) * 1.001), 20) });
    expect(healthOf(given)).toMatchObject({ overtraining: { isOvertrained: true, bestEpoch: 14, totalEpochs: 30, wastedEpochs: 16 } });
    expect(wasted(given)['OVERTRAINING']).toBeCloseTo(5, 9);
  });

  test('is whole epochs that brought less than 1 % of the gain, when the job has ended', () => {
    const evaluations = steps((step) => (step < 300 ? 4 - step / 100 : 1 - step / 100_000), 60);
    const given = run({ loss: steps(falling), eval_loss: evaluations });
    expect(healthOf(given).waste).toMatchObject([{ cause: 'NEEDLESS_EPOCHS', epochs: 5, ms: 300 * minute }]);
    expect(healthOf({ ...given, isActive: true }).waste).toEqual([]);
  });

  test('is a gap without points, less a usual one; an evaluation is none', () => {
    const gap = (step: number): number => at(step) + (step > 300 ? 2 * hour : 0);
    const series = new Map([['loss', seriesOf(steps(falling).map(([step, value]) => ({ step, value, at: gap(step) })))]]);
    const given = run({}, { series, periods: [{ startedAt: 0, endedAt: 12 * hour }] });
    expect(wasted(given)).toEqual({ SILENCE: expect.closeTo(2, 9) });
    series.set('eval_loss', seriesOf([{ step: 300, value: 1, at: gap(301) - 1 }]));
    expect(wasted(given)).toEqual({});
  });

  const sampled = (of: (index: number) => number): Series =>
    seriesOf(Array.from({ length: 600 }, (_, index) => ({ step: (index + 1) * minute, value: of(index), at: (index + 1) * minute })));
  test('is the time in which the GPUs did nothing, on average', () => {
    const system = new Map([
      ['gpu/0/utilization', sampled((index) => (index % 4 === 0 ? 0 : 100))],
      ['gpu/1/utilization', sampled((index) => (index % 4 === 0 ? 5 : 90))],
    ]);
    expect(wasted(run({ loss: steps(falling) }, { system }))).toEqual({ IDLE_GPU: expect.closeTo(2.5, 1) });
  });

  test('is the use that a larger batch would bring, up to 80 %', () => {
    const system = new Map([
      ['gpu/0/utilization', sampled(() => 40)],
      ['gpu/0/memory_usage', sampled(() => 20)],
    ]);
    const given = run(
      { loss: steps(falling) },
      { system, hyperparameters: { per_device_train_batch_size: 4, gradient_accumulation_steps: '8' } },
    );
    const [batch] = healthOf(given).waste;
    expect(batch?.cause).toBe('BATCH_SIZE');
    expect((batch?.ms ?? 0) / hour).toBeCloseTo(5, 1);
    expect(batch?.message).toContain('4 times as large (4 × 8 now)');
    // Trackio sends shares.
    system.set(
      'gpu/0/memory_usage',
      sampled(() => 0.2),
    );
    expect(healthOf(given).waste).toEqual([batch]);
    for (const unit of [1, 0.01]) {
      system.set(
        'gpu/0/memory_usage',
        sampled((index) => unit * (index === 300 ? 55 : 20)),
      );
      expect(wasted(given)).toEqual({});
    }
  });

  test('counts no time twice', () => {
    const system = new Map([['gpu/0/utilization', sampled(() => 0)]]);
    const given = run({ loss: steps((step) => (step >= 200 ? NaN : falling(step))) }, { system });
    expect(wasted(given)).toEqual({ BROKEN: expect.closeTo(400 / 60, 9), IDLE_GPU: expect.closeTo(199 / 60, 1) });
    expect(healthOf(given).scores.efficiency).toBeCloseTo(0, 1);
  });

  test('of stopping now is the time that is left, where something speaks for it', () => {
    const half = (value: (step: number) => number): Run =>
      run(
        { loss: steps(value).slice(0, 300) },
        { isActive: true, now: 300 * minute, periods: [{ startedAt: 0, endedAt: null }], heardAt: 300 * minute },
      );
    expect(healthOf(half((step) => (step > 200 ? NaN : falling(step)))).stoppingSavesMs).toBe(300 * minute);
    expect(healthOf(half(falling)).stoppingSavesMs).toBeNull();
    expect(healthOf({ ...half(() => NaN), totalSteps: null }).stoppingSavesMs).toBeNull();
  });
});
