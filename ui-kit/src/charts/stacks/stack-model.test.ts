import { describe, expect, test } from 'vitest';
import { otherStyle, seriesStyle } from '../../theme/series.ts';
import { OTHER, piecesAt, stackExtent, stackOf, surfacesOf } from './stack-model.ts';

interface Row {
  readonly at: number;
  readonly of: string;
  readonly y: number | null;
}
const row = (at: number, of: string, y: number | null): Row => ({ at, of, y });
const read = { x: (one: Row) => one.at, y: (one: Row) => one.y, series: (one: Row) => one.of };
const labelOf = (key: string) => key.toUpperCase();

describe('stackOf', () => {
  test('orders layers by total, largest first, and keeps the colour of first appearance', () => {
    const { layers } = stackOf([row(1, 'a', 1), row(1, 'b', 5), row(2, 'a', 1)], read, { top: 6, labelOf });
    expect(layers.map(({ label, total }) => [label, total])).toEqual([
      ['B', 5],
      ['A', 2],
    ]);
    expect(layers[0]?.style).toEqual(seriesStyle(1));
  });
  test('sums all beyond the top into one layer that says how many it holds', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((of, place) => row(1, of, 10 - place));
    const { layers } = stackOf(rows, read, { top: 2, labelOf });
    expect(layers.map((layer) => layer.label)).toEqual(['A', 'B', 'other (3)']);
    expect(layers.at(-1)).toMatchObject({ key: OTHER, style: otherStyle, total: 21 });
  });
  test('never calls a single series "other"', () => {
    const rows = ['a', 'b', 'c'].map((of) => row(1, of, 1));
    expect(stackOf(rows, read, { top: 2, labelOf }).layers.map((layer) => layer.key)).toEqual(['a', 'b', 'c']);
  });
  test('keeps a bucket without an amount apart from one of zero', () => {
    const { layers } = stackOf([row(1, 'a', 0), row(2, 'a', null), row(3, 'a', 2)], read, { top: 6, labelOf });
    expect(Array.from(layers[0]?.amounts ?? [])).toEqual([0, Number.NaN, 2]);
  });
});

test('amounts above zero pile up and amounts below pile down', () => {
  const stack = stackOf([row(1, 'a', 5), row(1, 'b', -2), row(1, 'c', 3)], read, { top: 6, labelOf });
  expect(piecesAt(stack, 0).map(({ from, to }) => [from, to])).toEqual([
    [0, 5],
    [5, 8],
    [0, -2],
  ]);
  expect(stackExtent(stack)).toEqual([-2, 8]);
});

describe('surfacesOf', () => {
  const stack = stackOf([row(1, 'a', 3), row(1, 'b', 1), row(2, 'a', 3), row(5, 'a', 1), row(5, 'b', 1)], read, { top: 6, labelOf });

  test('each layer begins where the one below ends', () => {
    const [a, b] = surfacesOf(stack, 1, 'amount').layers;
    expect(Array.from(a?.high ?? [])).toEqual([3, 3, Number.NaN, 1]);
    expect(b?.low).toEqual(a?.high);
    expect(Array.from(b?.high ?? [])).toEqual([4, 3, Number.NaN, 2]);
  });
  test('a missing bucket is a gap', () => {
    expect(Array.from(surfacesOf(stack, 1, 'amount').x)).toEqual([1, 2, 2.5, 5]);
  });
  test('as shares, the last layer ends at one', () => {
    const ends = surfacesOf(stack, 1, 'share').layers.at(-1)?.high ?? [];
    expect(Array.from(ends)).toEqual([1, 1, Number.NaN, 1]);
  });
});
