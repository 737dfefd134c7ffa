import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';
import { armOfMean, armOfShare } from './arms.ts';
import { sharePosterior } from './beta-binomial.ts';
import { effectOf, welchTest } from './effect.ts';
import { momentsOfValues } from './moments.ts';
import { mannWhitney } from './ranks.ts';
import { compareTwoShares } from './shares.ts';
import { splitTest } from './split.ts';

interface Player {
  readonly isVariant: boolean;
  readonly rounds: number;
  readonly kept: readonly [day1: boolean, day7: boolean];
}

/** A published experiment of 90,189 players: does the first gate come at level 30 or 40? Known answers are SciPy's. */
describe.skipIf(sharedData === null)(`Cookie Cats ${needsSharedData}`, () => {
  const read = (): Player[] =>
    readFileSync(join(sharedData ?? '', 'abtests/cookie_cats/cookie_cats.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [, version, rounds, day1, day7] = line.trim().split(',');
        const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true';
        return { isVariant: version === 'gate_40', rounds: Number(rounds), kept: [isTrue(day1), isTrue(day7)] };
      });
  const players = sharedData === null ? [] : read();
  const [base, variant] = [players.filter(({ isVariant }) => !isVariant), players.filter(({ isVariant }) => isVariant)];
  const share = (of: readonly Player[], day: 0 | 1) => ({ count: of.filter(({ kept }) => kept[day]).length, of: of.length });

  test('the split fits at 0.001, and would not at 0.01', () => {
    const found = splitTest([base.length, variant.length], [1, 1]);
    expect(found).toMatchObject({ ok: true, value: { isMismatch: false, pValue: expect.closeTo(0.008_607_987_8, 10) } });
  });

  test.each([
    [0, -1.784_086_2, 0.074_409_66, -0.005_905_170],
    [1, -3.164_358_9, 0.001_554_250, -0.008_201_298],
  ] as const)('retention %i', (day, z, p, difference) => {
    const found = compareTwoShares(share(base, day), share(variant, day));
    if (!found.ok) throw new Error(found.problem);
    expect(found.value.zScore).toBeCloseTo(z, 6);
    expect(found.value.pValue).toBeCloseTo(p, 7);
    expect(found.value.value).toBeCloseTo(difference, 8);
  });

  test('players are lost after 7 days: the interval of the difference, and the chance that the variant is better', () => {
    const [ofBase, ofVariant] = [share(base, 1), share(variant, 1)];
    const [first, second] = [armOfShare(ofBase), armOfShare(ofVariant)];
    if (!first.ok || !second.ok) throw new Error('no share');
    const effect = effectOf({ base: first.value, variant: second.value });
    const found = effect.ok ? welchTest(effect.value) : effect;
    expect(found).toMatchObject({
      ok: true,
      value: { interval: { low: expect.closeTo(-0.013_282, 5), high: expect.closeTo(-0.003_121, 5) } },
    });
    expect(sharePosterior(ofBase, ofVariant)).toMatchObject({ ok: true, value: { chanceAbove: expect.closeTo(0.000_78, 4) } });
  });

  test('rounds: ranks, and means with and without the one outlier', () => {
    const counts = new Map<number, { value: number; base: number; variant: number }>();
    for (const { rounds, isVariant } of players) {
      const known = counts.get(rounds) ?? { value: rounds, base: 0, variant: 0 };
      known[isVariant ? 'variant' : 'base'] += 1;
      counts.set(rounds, known);
    }
    expect(mannWhitney([...counts.values()])).toMatchObject({
      ok: true,
      value: { method: 'NORMAL', pValue: expect.closeTo(0.050_208_808, 8) },
    });
    for (const [most, p] of [
      [Infinity, 0.375_924_4],
      [40_000, 0.949_468_6],
    ] as const) {
      const of = (some: readonly Player[]) =>
        armOfMean(momentsOfValues(some.map(({ rounds }) => rounds).filter((rounds) => rounds < most)));
      const [first, second] = [of(base), of(variant)];
      if (!first.ok || !second.ok) throw new Error('no mean');
      const effect = effectOf({ base: first.value, variant: second.value });
      expect(effect.ok ? welchTest(effect.value) : effect).toMatchObject({ ok: true, value: { pValue: expect.closeTo(p, 6) } });
    }
  });
});
