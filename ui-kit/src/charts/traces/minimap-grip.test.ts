import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dragged, gripAt } from './minimap-grip.ts';

test.each([
  [50, null, 'new'],
  [50, [40, 90], 'move'],
  [42, [40, 90], 'from'],
  [88, [40, 90], 'to'],
  [20, [40, 90], 'new'],
  [99, [40, 90], 'new'],
] as const)('at %d px, with %j shown, a pointer takes %s', (px, brush, grip) => expect(gripAt(px, brush)).toBe(grip));

test.each([
  ['new', null, 80, 20, [20, 80]],
  ['move', [40, 90], 50, 60, [50, 100]],
  ['move', [40, 90], 50, 500, [150, 200]],
  ['move', [40, 90], 50, -500, [0, 50]],
  ['from', [40, 90], 40, 60, [60, 90]],
  ['from', [40, 90], 40, 190, [90, 90]],
  ['to', [40, 90], 90, 120, [40, 120]],
  ['to', [40, 90], 90, 10, [40, 40]],
] as const)('%s of %j dragged from %d to %d gives %j', (grip, brush, start, px, shown) =>
  expect(dragged(grip, brush, start, px, 200)).toEqual(shown),
);

test('whatever is dragged, the stretch stays inside the picture', () => {
  const brush = fc
    .tuple(fc.nat({ max: 200 }), fc.nat({ max: 200 }))
    .map(([one, other]): [number, number] => [Math.min(one, other), Math.max(one, other)]);
  fc.assert(
    fc.property(
      fc.constantFrom('new', 'move', 'from', 'to'),
      brush,
      fc.nat({ max: 200 }),
      fc.integer({ min: -300, max: 500 }),
      (grip, held, start, px) => {
        const [from, to] = dragged(grip, held, start, px, 200);
        expect(from >= 0 && from <= to && to <= 200).toBe(true);
      },
    ),
  );
});
