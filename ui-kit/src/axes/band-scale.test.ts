import { scaleBand } from '@visx/scale';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeBandScale, namesWidth } from './band-scale.ts';

const scales = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  from: fc.integer({ min: 0, max: 200 }),
  size: fc.integer({ min: 50, max: 900 }),
  gap: fc.double({ min: 0, max: 0.9, noNaN: true }),
});

test('bands are as wide as each other, follow each other, and fill the range with their gaps', () => {
  fc.assert(
    fc.property(scales, ({ count, from, size, gap }) => {
      const scale = makeBandScale(count, [from, from + size], gap);
      expect(scale.stepPx * count).toBeCloseTo(size, 6);
      expect(scale.bandPx).toBeCloseTo(scale.stepPx * (1 - gap), 6);
      for (let place = 1; place < count; place += 1) expect(scale.fromPx(place) - scale.fromPx(place - 1)).toBeCloseTo(scale.stepPx, 6);
      expect(scale.fromPx(0) - from).toBeCloseTo((scale.stepPx - scale.bandPx) / 2, 6);
    }),
  );
});

test('bands lie where a library’s lie', () => {
  fc.assert(
    fc.property(scales, ({ count, from, size, gap }) => {
      const theirs = scaleBand<number>({
        domain: Array.from({ length: count }, (_, place) => place),
        range: [from, from + size],
        paddingInner: gap,
        paddingOuter: gap / 2,
      });
      const scale = makeBandScale(count, [from, from + size], gap);
      for (let place = 0; place < count; place += 1) expect(scale.fromPx(place)).toBeCloseTo(theirs(place) ?? Number.NaN, 6);
      expect(scale.bandPx).toBeCloseTo(theirs.bandwidth(), 6);
    }),
  );
});

test('the middle of every band leads back to its place, and nothing outside of the range has one', () => {
  fc.assert(
    fc.property(scales, ({ count, from, size, gap }) => {
      const scale = makeBandScale(count, [from, from + size], gap);
      for (let place = 0; place < count; place += 1) expect(scale.placeAt(scale.middlePx(place))).toBe(place);
      expect([scale.placeAt(from - 1), scale.placeAt(from + size + 1)]).toEqual([-1, -1]);
    }),
  );
});

test('no bands have no width and no place', () => {
  const scale = makeBandScale(0, [0, 100]);
  expect([scale.bandPx, scale.stepPx, scale.placeAt(50)]).toEqual([0, 0, -1]);
});

test('names take what they need, up to a third or so of the width', () => {
  expect(namesWidth(['a', 'abcde'], 600, 6)).toBe(34);
  expect(namesWidth(['x'.repeat(200)], 600, 6)).toBe(216);
  expect(namesWidth(['x'.repeat(200)], 100, 6)).toBe(72);
});
