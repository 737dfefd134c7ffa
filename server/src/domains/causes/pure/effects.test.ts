import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { meanEffects, sumEffects } from './effects.ts';
import { noSums, type Sums } from './leaves.ts';

const random = randomOf(1);
const group = (isGone = false, isNew = false): Sums => ({
  baselineOf: isNew ? 0 : 1 + Math.floor(100 * random()),
  baselinePart: isNew ? 0 : Math.floor(50 * random()),
  currentOf: isGone ? 0 : 1 + Math.floor(100 * random()),
  currentPart: isGone ? 0 : Math.floor(50 * random()),
});
const totalOf = (groups: readonly Sums[]): Sums =>
  groups.reduce(
    (sum, one) => ({
      baselineOf: sum.baselineOf + one.baselineOf,
      baselinePart: sum.baselinePart + one.baselinePart,
      currentOf: sum.currentOf + one.currentOf,
      currentPart: sum.currentPart + one.currentPart,
    }),
    noSums(),
  );

describe('effects', () => {
  test('mix and rate of all groups are exactly the change of a mean, also of groups that are new or gone', () => {
    for (let run = 0; run < 200; run++) {
      const groups = [group(), group(), group(run % 3 === 0), group(false, run % 2 === 0), group()];
      const total = totalOf(groups);
      const change = total.currentPart / total.currentOf - total.baselinePart / total.baselineOf;
      const sum = groups.map((one) => meanEffects(one, total)).reduce((all, { mix, rate }) => all + mix + rate, 0);
      expect(sum).toBeCloseTo(change, 12);
    }
  });

  test('mix and rate of a sum are exactly its change', () => {
    for (let run = 0; run < 200; run++) {
      const one = group(run % 3 === 0, run % 3 === 1);
      const { mix, rate } = sumEffects(one);
      expect(mix + rate).toBeCloseTo(one.currentPart - one.baselinePart, 9);
    }
  });

  test('traffic that moves to a group with the same values is no mix, and values that change at the same traffic are no mix', () => {
    const total = { baselineOf: 200, baselinePart: 20, currentOf: 200, currentPart: 40 };
    const changed = meanEffects({ baselineOf: 100, baselinePart: 10, currentOf: 100, currentPart: 30 }, total);
    expect(changed.mix).toBe(0);
    expect(changed.rate).toBeCloseTo(0.1, 12);
    const moved = { baselineOf: 200, baselinePart: 20, currentOf: 200, currentPart: 20 };
    expect(meanEffects({ baselineOf: 50, baselinePart: 5, currentOf: 150, currentPart: 15 }, moved)).toEqual({ mix: 0, rate: 0 });
  });
});
