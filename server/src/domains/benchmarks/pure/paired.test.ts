import { describe, expect, test } from 'vitest';
import { comparisonOf, numbersOf, type PairCount } from './numbers.ts';
import { holm } from '../../../platform/statistics/multiple.ts';
import { mcnemar, pairedDifference } from './paired.ts';
import { passAt } from './pass-at.ts';

describe("McNemar's exact test", () => {
  // scipy.stats.binomtest(min(b, c), b + c, 0.5).pvalue
  test.each([
    [0, 0, 1],
    [1, 0, 1],
    [5, 5, 1],
    [2, 9, 0.0654296875],
    [10, 3, 0.09228515625],
    [121, 59, 4.4344492637551645e-6],
    [1_000, 1_100, 0.03072070786424249],
    [40_000, 41_000, 0.0004478218231375636],
    [0, 60, 1.734723475976807e-18],
  ])('of %i and %i items', (base, other, p) => {
    expect(mcnemar(base, other) / p).toBeCloseTo(1, 9);
    expect(mcnemar(other, base)).toBe(mcnemar(base, other));
  });
});

describe('the difference of paired shares', () => {
  test('has the interval of Bonett and Price', () => {
    const { difference, interval } = pairedDifference(5, 12, 100)!;
    expect(difference).toBeCloseTo(0.07, 12);
    expect([interval.low, interval.high]).toEqual([expect.closeTo(-0.014064609259292024, 12), expect.closeTo(0.1513195112200763, 12)]);
    expect(pairedDifference(0, 0, 10)!.interval).toEqual({ low: expect.closeTo(-0.2309839707, 9), high: expect.closeTo(0.2309839707, 9) });
    expect(pairedDifference(0, 0, 0)).toBeNull();
  });

  test('lies within its interval in at least 93 of 100 cases, whatever the truth (counted over all outcomes of 12 items)', () => {
    const count = 12;
    const logFactorial = Array.from({ length: count + 1 }, (_, n) =>
      Array.from({ length: n }, (_, k) => Math.log(k + 1)).reduce((a, b) => a + b, 0),
    );
    for (const gained of [0.05, 0.2, 0.4])
      for (const lost of [0.05, 0.2, 0.5]) {
        let covered = 0;
        for (let b = 0; b <= count; b += 1)
          for (let c = 0; b + c <= count; c += 1) {
            const rest = count - b - c;
            const chance = Math.exp(
              logFactorial[count]! -
                logFactorial[b]! -
                logFactorial[c]! -
                logFactorial[rest]! +
                b * Math.log(lost) +
                c * Math.log(gained) +
                rest * Math.log(1 - lost - gained),
            );
            const { low, high } = pairedDifference(b, c, count)!.interval;
            if (gained - lost >= low && gained - lost <= high) covered += chance;
          }
        expect(covered, `${gained} gained, ${lost} lost`).toBeGreaterThan(0.93);
      }
  });
});

test('P values are adjusted by Holm', () => {
  // statsmodels multipletests([…], method='holm')
  expect(holm([0.01, 0.04, 0.03, 0.005, 0.5])).toEqual([0.04, 0.09, 0.09, 0.025, 0.5].map((value) => expect.closeTo(value, 12)));
  expect(holm([])).toEqual([]);
});

describe('pass@k', () => {
  const choose = (n: number, k: number): number =>
    k > n ? 0 : Array.from({ length: k }, (_, i) => (n - i) / (k - i)).reduce((a, b) => a * b, 1);
  test.each([1, 2, 5, 10])('at %i is the mean of 1 - C(n - c, k) / C(n, k)', (k) => {
    const counts = [
      { decided: 10, correct: 3, itemCount: 4 },
      { decided: 10, correct: 0, itemCount: 2 },
      { decided: 10, correct: 10, itemCount: 1 },
      { decided: 12, correct: 1, itemCount: 3 },
    ];
    const expected =
      counts.reduce(
        (sum, { decided, correct, itemCount }) => sum + itemCount * (1 - choose(decided - correct, k) / choose(decided, k)),
        0,
      ) / 10;
    expect(passAt(k, counts)).toEqual({ value: expect.closeTo(expected, 12), itemCount: 10 });
  });
  test('leaves out items with fewer answers', () => {
    expect(passAt(5, [{ decided: 4, correct: 4, itemCount: 9 }])).toBeNull();
    expect(passAt(1, [])).toBeNull();
  });
});

describe('numbers', () => {
  const sums = { category: null, itemCount: 4, resultCount: 8, errorCount: 0, meanScore: null };
  test('of items with one answer have the interval of Wilson', () => {
    expect(numbersOf({ ...sums, decidedCount: 4, mostAnswers: 1, shares: 3, squares: 3 })).toMatchObject({
      accuracy: 0.75,
      interval: { low: expect.closeTo(0.3006, 4), high: expect.closeTo(0.9544, 4) },
    });
  });
  test("of items with several have Student's over items, within 0 and 1", () => {
    // shares 1, 1, 0.5, 0.5: scipy.stats.t.interval(0.95, 3, 0.75, sem) = 0.2907, 1.2093
    expect(numbersOf({ ...sums, decidedCount: 4, mostAnswers: 2, shares: 3, squares: 2.5 })).toMatchObject({
      accuracy: 0.75,
      interval: { low: expect.closeTo(0.2907, 4), high: 1 },
    });
  });
  test('of nothing decided are none', () => {
    expect(numbersOf({ ...sums, decidedCount: 0, mostAnswers: 0, shares: 0, squares: 0 })).toMatchObject({
      accuracy: null,
      interval: null,
    });
    expect(numbersOf({ ...sums, decidedCount: 1, mostAnswers: 2, shares: 0.5, squares: 0.25 })).toMatchObject({
      accuracy: 0.5,
      interval: null,
    });
  });
});

describe('a comparison', () => {
  const pair = (category: string | null, base: number, other: number, itemCount: number): PairCount => ({
    category,
    base,
    other,
    itemCount,
  });
  test('counts the four cases and decides by the exact test', () => {
    const { whole, byCategory } = comparisonOf([
      pair('a', 1, 1, 50),
      pair('a', 1, 0, 2),
      pair('a', 0, 1, 20),
      pair('b', 0, 0, 30),
      pair('b', 0, 1, 6),
      pair('b', 1, 1, 4),
      pair(null, 1, 0, 1),
    ]);
    expect(whole).toMatchObject({ itemCount: 113, bothCorrect: 54, onlyBase: 3, onlyOther: 26, neither: 30, verdict: 'BETTER' });
    expect(whole.difference).toBeCloseTo(23 / 113, 12);
    expect(byCategory.map(({ category, verdict, pValue }) => [category, verdict, pValue])).toEqual([
      ['a', 'BETTER', expect.closeTo(mcnemar(2, 20), 15)],
      ['b', 'BETTER', expect.closeTo(0.03125, 10)],
    ]);
  });
  test('of many categories calls no accident a difference', () => {
    const parts = Array.from({ length: 10 }, (_, n) => [pair(`c${n}`, 0, 1, 6), pair(`c${n}`, 1, 1, 10)]).flat();
    const { byCategory } = comparisonOf(parts);
    expect(new Set(byCategory.map(({ verdict }) => verdict))).toEqual(new Set(['NOT_DECISIVE']));
  });
  test('of items with several answers is by their shares', () => {
    const { whole } = comparisonOf([pair(null, 0.5, 1, 30), pair(null, 0.25, 0.25, 10)]);
    expect(whole).toMatchObject({ onlyOther: 30, neither: 10, pValue: null, verdict: 'BETTER' });
    expect(whole.difference).toBeCloseTo(0.375, 12);
  });
  test('of nothing shared decides nothing', () => {
    expect(comparisonOf([]).whole).toMatchObject({ itemCount: 0, difference: null, interval: null, verdict: 'NOT_DECISIVE' });
  });
});
