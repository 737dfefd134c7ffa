import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeScale } from '../axes/scale.ts';
import { clampRange, movedBy, pinched, zoomedAround } from './viewport.ts';

const grounds = [
  ['linear', [0, 1000]],
  ['log', [1, 1000]],
  ['symlog', [-100, 1000]],
] as const;

describe.each(grounds)('on a %s scale over %j', (kind, domain) => {
  const ground = { scale: makeScale(kind, domain, [50, 750]), left: 50, right: 750 };
  const px = fc.double({ min: 50, max: 750, noNaN: true });

  test('a zoom keeps what is under the pointer there, and zooming out again comes back', () => {
    fc.assert(
      fc.property(px, fc.double({ min: 0.2, max: 1, noNaN: true }), (at, factor) => {
        const next = zoomedAround(ground, at, factor);
        const scale = makeScale(kind === 'symlog' ? 'linear' : kind, next, [50, 750]);
        if (kind !== 'symlog') expect(scale.toPx(ground.scale.fromPx(at))).toBeCloseTo(at, 4);
        expect(ground.scale.toPx(next[1]) - ground.scale.toPx(next[0])).toBeCloseTo(700 * factor, 4);
      }),
    );
  });
  test('a movement keeps the width', () => {
    const [from, to] = movedBy(ground, 70);
    expect(ground.scale.toPx(from)).toBeCloseTo(120, 6);
    expect(ground.scale.toPx(to)).toBeCloseTo(820, 6);
  });
  test('a pinch keeps what was under each finger', () => {
    const next = pinched(ground, [200, 400], [100, 600]);
    // 200 px apart became 500: two fifths of the stretch is left.
    expect(ground.scale.toPx(next[1]) - ground.scale.toPx(next[0])).toBeCloseTo(280, 6);
    const at = (now: number) => ground.scale.toPx(next[0]) + ((now - 50) / 700) * 280;
    expect(at(100)).toBeCloseTo(200, 6);
    expect(at(600)).toBeCloseTo(400, 6);
  });
  test('fingers on one spot give finite ends', () => {
    expect(pinched(ground, [200, 400], [300, 300]).every(Number.isFinite)).toBe(true);
  });
});

describe('clampRange', () => {
  test.each([
    [
      [10, 20],
      [10, 20],
    ],
    [
      [-30, 20],
      [0, 50],
    ],
    [
      [90, 140],
      [50, 100],
    ],
    [[0, 100], null],
    [[-5, 200], null],
  ] as const)('%j inside 0 to 100 is %j', (stretch, wanted) => expect(clampRange(stretch, [0, 100])).toEqual(wanted));
  test('is never narrower than a ten-millionth', () => {
    const [from, to] = clampRange([5, 5], [0, 100]) ?? [0, 0];
    expect(to - from).toBeCloseTo(1e-5, 12);
  });
});
