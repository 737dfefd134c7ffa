import { expect, test } from 'vitest';
import { armOfRatio, cupedRatioArms, type AdjustedArms } from './arms.ts';
import { randomOf } from './bootstrap.ts';
import { effectOf } from './effect.ts';
import { afterOf, mergeQuads, type Quad, type QuadMoments } from './moments.ts';

type Unit = Readonly<Quad>;
const names = ['y', 'x', 'b', 'a'] as const;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Moments from the rows: sums of products of deviations. */
function momentsOf(units: readonly Unit[]): QuadMoments {
  const means = Object.fromEntries(names.map((name) => [name, mean(units.map((unit) => unit[name]))])) as unknown as Quad;
  const of = (one: keyof Quad, other: keyof Quad): number =>
    units.reduce((sum, unit) => sum + (unit[one] - means[one]) * (unit[other] - means[other]), 0);
  return {
    n: units.length,
    mean: means,
    squares: { y: of('y', 'y'), x: of('x', 'x'), b: of('b', 'b'), a: of('a', 'a') },
    products: { yx: of('y', 'x'), yb: of('y', 'b'), ya: of('y', 'a'), xb: of('x', 'b'), xa: of('x', 'a'), ba: of('b', 'a') },
  };
}

/** Units with a rate of their own, by which they succeed before and after; the variant adds to it. */
function draw(count: number, lift: number, random: () => number): Unit[] {
  const tries = (): number => 1 + Math.floor(random() * 5);
  const successes = (of: number, rate: number): number => Array.from({ length: of }, random).filter((at) => at < rate).length;
  return Array.from({ length: count }, () => {
    const rate = 0.2 + 0.6 * random();
    const [x, a] = [tries(), random() < 0.2 ? 0 : 3 * tries()];
    return { x, a, y: successes(x, rate + lift), b: successes(a, rate) };
  });
}

const must = (base: readonly Unit[], variant: readonly Unit[]): AdjustedArms => {
  const found = cupedRatioArms(momentsOf(base), momentsOf(variant));
  if (!found.ok) throw new Error(found.problem);
  return found.value;
};

test('moments of both together are those of all their units', () => {
  const random = randomOf(3);
  const [one, other] = [draw(40, 0, random), draw(25, 0.1, random)];
  const [merged, all] = [mergeQuads(momentsOf(one), momentsOf(other)), momentsOf([...one, ...other])];
  for (const name of names) {
    expect(merged.mean[name]).toBeCloseTo(all.mean[name], 9);
    expect(merged.squares[name]).toBeCloseTo(all.squares[name], 7);
  }
  for (const key of ['yx', 'yb', 'ya', 'xb', 'xa', 'ba'] as const) expect(merged.products[key]).toBeCloseTo(all.products[key], 7);
  expect(mergeQuads(momentsOf([]), all)).toBe(all);
});

test('over many experiments the adjusted difference is the true one, its variance what is estimated, and less than the plain one', () => {
  const found = Array.from({ length: 400 }, (_, nth) => {
    const random = randomOf(100 + nth);
    const arms = must(draw(300, 0, random), draw(300, 0.05, random));
    const effect = effectOf(arms);
    return { arms, effect: effect.ok ? effect.value : null };
  });
  const values = found.map(({ effect }) => effect?.value ?? NaN);
  const spread = mean(values.map((value) => (value - mean(values)) ** 2));
  // The standard error of the mean of 400 is a twentieth of that of one.
  expect(Math.abs(mean(values) - 0.05)).toBeLessThan(3 * Math.sqrt(spread / 400));
  const estimated = mean(found.map(({ effect }) => effect?.variance ?? NaN));
  expect(spread / estimated).toBeGreaterThan(0.8);
  expect(spread / estimated).toBeLessThan(1.25);
  const saved = mean(found.map(({ arms }) => arms.varianceSaved));
  expect(saved).toBeGreaterThan(0.1);
});

test('where nothing was counted before, or all alike, the ratio stays as it is', () => {
  const random = randomOf(9);
  const [base, variant] = [draw(50, 0, random), draw(50, 0.1, random)];
  const plain = armOfRatio(afterOf(momentsOf(base)));
  for (const change of [
    { a: 0, b: 0 },
    { a: 2, b: 1 },
  ]) {
    const arms = must(
      base.map((unit) => ({ ...unit, ...change })),
      variant.map((unit) => ({ ...unit, ...change })),
    );
    expect([arms.theta, arms.varianceSaved]).toEqual([0, 0]);
    expect(plain).toEqual({ ok: true, value: arms.base });
  }
});

test.each([
  ['no unit', [], 'NO_UNITS'],
  ['one unit', [{ y: 1, x: 1, b: 1, a: 1 }], 'TOO_FEW_UNITS'],
  ['no denominator', Array(3).fill({ y: 0, x: 0, b: 1, a: 1 }), 'DENOMINATOR_IS_ZERO'],
  ['NaN', Array(3).fill({ y: NaN, x: 1, b: 1, a: 1 }), 'NOT_A_NUMBER'],
])('%s has no adjusted ratio', (_name, units, problem) => {
  const whole = momentsOf(draw(20, 0, randomOf(1)));
  const own = units.length === 0 ? { ...momentsOf(draw(1, 0, randomOf(1))), n: 0 } : momentsOf(units as Unit[]);
  expect(cupedRatioArms(own, whole)).toEqual({ ok: false, problem });
  expect(cupedRatioArms(whole, own)).toEqual({ ok: false, problem });
});

test('θ is the slope over both variants as one group, with one ratio after and one before; within variants it is another, close by', () => {
  const random = randomOf(22);
  const [base, variant] = [draw(532, 0, random), draw(342, 0.05, random)];
  /** Linear parts of units, about the ratios of a group. */
  const partsOf = (units: readonly Unit[], of: readonly Unit[]): readonly (readonly [number, number])[] => {
    const [y, x, b, a] = names.map((name) => mean(of.map((unit) => unit[name]))) as [number, number, number, number];
    return units.map((unit) => [(unit.y - (y / x) * unit.x) / x, (unit.b - (b / a) * unit.a) / a]);
  };
  const slopeOf = (parts: readonly (readonly [number, number])[]): number =>
    parts.reduce((sum, [after, before]) => sum + after * before, 0) / parts.reduce((sum, [, before]) => sum + before ** 2, 0);
  const all = [...base, ...variant];
  const { theta } = must(base, variant);
  expect(theta).toBeCloseTo(slopeOf(partsOf(all, all)), 10);
  const within = slopeOf([...partsOf(base, base), ...partsOf(variant, variant)]);
  expect(within).not.toBeCloseTo(theta, 6);
  expect(Math.abs(within - theta)).toBeLessThan(0.02);
});
