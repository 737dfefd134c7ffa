import { describe, expect, test } from 'vitest';
import { scrollToShow, visibleRows } from './visible-rows.ts';

const list = { scrollTop: 0, height: 340, rowPx: 34 };

describe('visibleRows', () => {
  test.each([
    [0, 1_000, { first: 0, end: 22 }],
    [34 * 100, 1_000, { first: 88, end: 122 }],
    [34 * 100 + 1, 1_000, { first: 88, end: 123 }],
    [34 * 990, 1_000, { first: 978, end: 1_000 }],
    [0, 3, { first: 0, end: 3 }],
    [0, 0, { first: 0, end: 0 }],
  ])('scrolled by %d px, of %d rows', (scrollTop, count, expected) => {
    expect(visibleRows({ ...list, scrollTop }, count)).toEqual(expected);
  });

  test('a list that became shorter than it is scrolled shows none of what is gone', () => {
    expect(visibleRows({ ...list, scrollTop: 34 * 500 }, 10)).toEqual({ first: 10, end: 10 });
  });
});

describe('scrollToShow', () => {
  const HEAD_PX = 34;
  test('a row in view moves nothing', () => {
    expect(scrollToShow({ ...list, scrollTop: 34 }, HEAD_PX, 1)).toBe(34);
    expect(scrollToShow({ ...list, scrollTop: 34 }, HEAD_PX, 9)).toBe(34);
  });
  test('a row above comes to stand under the head', () => expect(scrollToShow({ ...list, scrollTop: 340 }, HEAD_PX, 2)).toBe(68));
  test('a row below comes to stand at the foot', () => expect(scrollToShow({ ...list, scrollTop: 0 }, HEAD_PX, 9)).toBe(34));
});
