import { expect, test } from 'vitest';
import { quantileOf, randomOf } from './bootstrap.ts';
import { effectOf, welchTest } from './effect.ts';
import { momentsOfPairs } from './moments.ts';
import { armOfPercentile, bootstrapPercentile, percentileOf, type Counted } from './percentiles.ts';

type Units = readonly (readonly number[])[];

/** Units with one to eight events, whose level is their own: events of a unit are alike. */
function drawUnits(count: number, shift: number, random: () => number): Units {
  return Array.from({ length: count }, () => {
    const level = -Math.log(1 - random());
    return Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.round(1_000 * (level - 0.7 * Math.log(1 - random()) + shift)));
  });
}

const countsOf = (units: Units): Counted[] =>
  [...Map.groupBy(units.flat(), (value) => value)].map(([value, of]) => ({ value, count: of.length }));
const sortedOf = (units: Units): number[] => units.flat().toSorted((one, other) => one - other);

/** As results have it: the share below the percentile, clustered by units. */
function armOf(units: Units, level: number) {
  const plain = percentileOf(countsOf(units), level);
  if (!plain.ok) throw new Error(plain.problem);
  const clusters = momentsOfPairs(
    units.map((events) => [events.filter((value) => value <= plain.value.value).length, events.length] as const),
  );
  const found = percentileOf(countsOf(units), level, clusters);
  if (!found.ok) throw new Error(found.problem);
  const arm = armOfPercentile(found.value, units.length);
  if (!arm.ok) throw new Error(arm.problem);
  return { arm: arm.value, clustering: found.value.clustering };
}

function intervalOf(base: Units, variant: Units, level: number) {
  const effect = effectOf({ base: armOf(base, level).arm, variant: armOf(variant, level).arm });
  const found = effect.ok ? welchTest(effect.value) : effect;
  if (!found.ok) throw new Error(found.problem);
  return found.value;
}

test.each([0.5, 0.9])(
  'the interval of a percentile at %d is as wide as that of units that are drawn again, and wider than without clusters',
  (level) => {
    const random = randomOf(31);
    const ratios: number[] = [];
    for (let nth = 0; nth < 12; nth += 1) {
      const [base, variant] = [drawUnits(150, 0, random), drawUnits(150, 0.2, random)];
      const outer = intervalOf(base, variant, level);
      const drawn = bootstrapPercentile(base, variant, level, { rounds: 400, seed: nth + 1 });
      if (!drawn.ok) throw new Error(drawn.problem);
      expect(outer.value).toBeCloseTo(drawn.value.value, 9);
      expect(outer.value).toBeCloseTo(quantileOf(sortedOf(variant), level) - quantileOf(sortedOf(base), level), 9);
      ratios.push((outer.interval.high - outer.interval.low) / (drawn.value.interval.high - drawn.value.interval.low));
      expect(armOf(base, level).clustering).toBeGreaterThan(1.5);
    }
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.9);
    expect(mean).toBeLessThan(1.15);
  },
);

test('over many experiments the interval of a percentile holds the true difference in 93 to 97.5 %', () => {
  const random = randomOf(77);
  const count = 800;
  let held = 0;
  for (let nth = 0; nth < count; nth += 1) {
    const { interval } = intervalOf(drawUnits(120, 0, random), drawUnits(120, 0.3, random), 0.75);
    if (interval.low <= 300 && 300 <= interval.high) held += 1;
  }
  expect(held / count).toBeGreaterThan(0.93);
  expect(held / count).toBeLessThan(0.975);
}, 60_000);
