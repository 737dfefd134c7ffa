import { expect, test } from 'vitest';
import { cramersV, evenness, thinClasses } from './balance.ts';

test('evenness is 1 of equal classes, and falls with one that has most', () => {
  expect(evenness([5, 5, 5])).toBeCloseTo(1, 12);
  // −(0.9 ln 0.9 + 0.1 ln 0.1) / ln 2.
  expect(evenness([90, 10])).toBeCloseTo(0.4689955935892812, 12);
  expect(evenness([7])).toBeNull();
  expect(evenness([7, 0])).toBeNull();
});

test('classes are thin below a fifth of an equal share', () => {
  // An equal share is a third; a fifth of it 6.7 %.
  expect(
    thinClasses(
      new Map([
        ['a', 60],
        ['b', 34],
        ['c', 6],
      ]),
    ),
  ).toEqual([{ name: 'c', rowCount: 6, share: 0.06 }]);
  expect(
    thinClasses(
      new Map([
        ['a', 60],
        ['b', 33],
        ['c', 7],
      ]),
    ),
  ).toEqual([]);
  expect(thinClasses(new Map([['a', 60]]))).toEqual([]);
});

test('Cramér’s V is 1 where one property follows from the other, and 0 where they are independent', () => {
  expect(
    cramersV([
      [50, 0],
      [0, 50],
    ]),
  ).toBeCloseTo(1, 12);
  expect(
    cramersV([
      [25, 25],
      [25, 25],
    ]),
  ).toBe(0);
  // χ² = 100 · 0.36 = 36, φ² = 0.36 − 1/99, corrected sizes 2 − 1/99: by hand.
  expect(
    cramersV([
      [40, 10],
      [10, 40],
    ]),
  ).toBeCloseTo(Math.sqrt((0.36 - 1 / 99) / (1 - 1 / 99)), 12);
  expect(cramersV([[10, 10]])).toBeNull();
  expect(cramersV([[10], [10]])).toBeNull();
});
