import { expect, test } from 'vitest';
import { joinRanges } from './ranges.ts';

const range = (from: number, to: number) => ({ from: new Date(from), to: new Date(to) });
const spans = (ranges: readonly { from: Date; to: Date }[]): number[][] => ranges.map(({ from, to }) => [from.getTime(), to.getTime()]);

test('ranges that touch or overlap are one, in order', () => {
  expect(spans(joinRanges([range(50, 60), range(0, 10), range(5, 8), range(10, 12), range(55, 90)], 10))).toEqual([
    [0, 12],
    [50, 90],
  ]);
  expect(joinRanges([], 3)).toEqual([]);
});

test('of more than are wanted, those nearest to each other become one', () => {
  const apart = [range(0, 1), range(10, 11), range(13, 14), range(100, 101), range(150, 151)];
  expect(spans(joinRanges(apart, 3))).toEqual([
    [0, 14],
    [100, 101],
    [150, 151],
  ]);
  expect(spans(joinRanges(apart, 1))).toEqual([[0, 151]]);
  expect(joinRanges(apart, 5)).toHaveLength(5);
});
