import { expect, test } from 'vitest';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { builtInMetricOf } from '../../metrics/pure/built-in.ts';
import { readMoments } from '../../metrics/pure/moments.ts';
import { fewestBefore, type MetricSample } from '../../metrics/pure/sample.ts';
import type { Metric } from '../../metrics/types.ts';
import { compareMetric, testsOf, type CompareOptions } from './compare-metric.ts';

/** What one unit has: numerator and denominator after and before. */
type Unit = readonly [y: number, x: number, b: number, a: number];

const metricOf = (key: string): Metric => {
  const found = builtInMetricOf(key);
  if (found === null) throw new Error(key);
  return found;
};
const [tokens, success, p95] = ['tokens', 'success_share', 'latency_p95_ms'].map(metricOf) as [Metric, Metric, Metric];

/** Moments that grow unit by unit, as ClickHouse gives those of all. */
class Gathered {
  n = 0;
  readonly #means = [0, 0, 0, 0];
  readonly #sums = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  #before = 0;

  add(unit: Unit): void {
    this.n += 1;
    const from = unit.map((value, at) => value - (this.#means[at] as number));
    for (const at of [0, 1, 2, 3]) (this.#means[at] as number) += (from[at] as number) / this.n;
    for (const one of [0, 1, 2, 3])
      for (const other of [0, 1, 2, 3])
        (this.#sums[one] as number[])[other] =
          (this.#sums[one]?.[other] ?? 0) + (from[one] as number) * ((unit[other] as number) - (this.#means[other] as number));
    if (unit[3] !== 0) this.#before += 1;
  }

  /** As a mean of y, or as y ÷ x. */
  sample(isRatio: boolean): MetricSample {
    const [y, x, b, a] = this.#means as [number, number, number, number];
    const of = (one: number, other: number): number => this.#sums[one]?.[other] ?? 0;
    const list = isRatio
      ? [y, x, b, a, of(0, 0), of(1, 1), of(2, 2), of(3, 3), of(0, 1), of(0, 2), of(0, 3), of(1, 2), of(1, 3), of(2, 3), this.#before]
      : [y, b, of(0, 0), of(2, 2), of(0, 2), this.#before];
    return { units: this.n, moments: readMoments(this.n, list), counts: [] };
  }
}

/** A standard normal value. */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A unit whose value before, where it was there before, has the correlation 0.7 with that after. */
function meanUnit(random: () => number, effect: number): Unit {
  const before = normal(random);
  const y = 10 + 0.7 * before + Math.sqrt(1 - 0.49) * normal(random) + effect;
  return random() < 0.6 ? [y, 1, before, 1] : [y, 1, 0, 0];
}

/** A unit of some answers, with a rate of success of its own. */
function ratioUnit(random: () => number, effect: number): Unit {
  const rate = 0.2 + 0.6 * random();
  const some = (): number => 1 + Math.floor(random() * 5);
  const successes = (of: number, share: number): number => Array.from({ length: of }, random).filter((at) => at < share).length;
  const [x, a] = [some(), random() < 0.4 ? 0 : 4 * some()];
  return [successes(x, rate + effect), x, successes(a, rate), a];
}

const days = 30;
const unitsEach = 300;

interface Looked {
  /** At any look. */
  readonly isFound: boolean;
  readonly isAlwaysRight: boolean;
  /** Whether the first looks were not adjusted, and the last was. */
  readonly isSwitched: boolean;
  readonly estimate: number;
  readonly variance: number;
  readonly plain: number;
}

/** An experiment that is looked at daily, by the numbers that decide. */
function look(metric: Metric, draw: typeof meanUnit, seed: number, effect: number): Looked {
  const random = randomOf(seed);
  const [base, variant] = [new Gathered(), new Gathered()];
  const options: CompareOptions = { method: 'SEQUENTIAL', alpha: 0.05, plannedUnits: 2 * unitsEach };
  const isRatio = metric === success;
  const of = { role: 'GOAL' as const, goal: null };
  let [isFound, isAlwaysRight, isSwitched, isPlain] = [false, true, false, false];
  for (let day = 1; day <= days; day += 1) {
    while (base.n < (unitsEach * day) / days) {
      base.add(draw(random, 0));
      variant.add(draw(random, effect));
    }
    const { decisive, isAdjusted } = testsOf({ of, metric, samples: [base.sample(isRatio), variant.sample(isRatio)] }, 1, options);
    if (!isAdjusted) isPlain = true;
    isSwitched = isAdjusted && isPlain;
    if (decisive === null) continue;
    isFound ||= decisive.pValue < 0.05;
    isAlwaysRight &&= decisive.interval.low <= effect && effect <= decisive.interval.high;
  }
  const samples = [base.sample(isRatio), variant.sample(isRatio)];
  const { absolute } = testsOf({ of, metric, samples }, 1, options);
  const { plain } = compareMetric({ of, metric, samples }, 1, options);
  if (!absolute.ok || plain === null) throw new Error('There is no effect.');
  return { isFound, isAlwaysRight, isSwitched, estimate: absolute.value.value, variance: absolute.value.variance, plain: plain.difference };
}

const shareOf = (looked: readonly Looked[], is: (one: Looked) => boolean): number => looked.filter(is).length / looked.length;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([
  ['a mean', tokens, meanUnit, 1_200, 0.3, 0.15],
  ['a ratio', success, ratioUnit, 500, 0.05, 0.1],
] as const)(
  'verdicts by the adjusted difference of %s, looked at daily, are wrong in at most 5 %, and the estimate is the true one',
  (_name, metric, draw, count, effect, saved) => {
    const same = Array.from({ length: count }, (_, nth) => look(metric, draw, 1_000 + nth, 0));
    // The adjustment comes in on the way, once enough units were there before.
    expect(shareOf(same, ({ isSwitched }) => isSwitched)).toBe(1);
    expect(shareOf(same, ({ isFound }) => isFound)).toBeLessThanOrEqual(0.05);
    const other = Array.from({ length: count / 2 }, (_, nth) => look(metric, draw, 50_000 + nth, effect));
    expect(shareOf(other, ({ isAlwaysRight }) => isAlwaysRight)).toBeGreaterThanOrEqual(0.95);
    const estimates = other.map(({ estimate }) => estimate);
    const spread = meanOf(estimates.map((value) => (value - meanOf(estimates)) ** 2));
    expect(Math.abs(meanOf(estimates) - effect)).toBeLessThan(3.5 * Math.sqrt(spread / other.length));
    expect(spread / meanOf(other.map(({ variance }) => variance))).toBeGreaterThan(0.8);
    expect(spread / meanOf(other.map(({ variance }) => variance))).toBeLessThan(1.25);
    const plain = other.map((one) => one.plain);
    expect(1 - spread / meanOf(plain.map((value) => (value - meanOf(plain)) ** 2))).toBeGreaterThan(saved);
  },
  60_000,
);

test(`the adjusted difference decides from ${fewestBefore} units before in each variant on, whatever it comes to`, () => {
  const random = randomOf(4);
  const options: CompareOptions = { method: 'SEQUENTIAL', alpha: 0.05, plannedUnits: null };
  const of = { role: 'GOAL' as const, goal: null };
  const gathered = (before: number): MetricSample => {
    const arm = new Gathered();
    for (let unit = 0; unit < 200; unit += 1)
      arm.add([5 + normal(random), 1, unit < before ? 5 + normal(random) : 0, unit < before ? 1 : 0]);
    return arm.sample(false);
  };
  const few = compareMetric({ of, metric: tokens, samples: [gathered(200), gathered(fewestBefore - 1)] }, 1, options);
  expect(few).toMatchObject({ isAdjusted: false, difference: few.plain?.difference, adjusted: { varianceSaved: expect.any(Number) } });
  // Uncorrelated: nothing is saved, and it decides all the same.
  const enough = compareMetric({ of, metric: tokens, samples: [gathered(fewestBefore), gathered(fewestBefore)] }, 1, options);
  expect(enough).toMatchObject({ isAdjusted: true, difference: enough.adjusted?.difference, decisive: enough.adjusted?.interval });
  // What units had before says all of what they have: nothing is left to tell chance by.
  const told = new Gathered();
  for (let unit = 0; unit < 100; unit += 1) told.add([unit, 1, unit + 1, 1]);
  const all = compareMetric({ of, metric: tokens, samples: [told.sample(false), told.sample(false)] }, 1, options);
  expect(all).toMatchObject({ isAdjusted: false, problem: null, adjusted: null, difference: 0, decisive: all.plain?.interval });
  const events = {
    units: 200,
    moments: gathered(200).moments,
    counts: [
      { value: 1, count: 100 },
      { value: 2, count: 100 },
    ],
  };
  expect(compareMetric({ of, metric: p95, samples: [events, events] }, 1, options)).toMatchObject({ isAdjusted: false, adjusted: null });
});
