import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_PX, nodePlaces, notePlaces, placesNear } from './flow-places.ts';

const wishes = fc.array(fc.record({ item: fc.nat(), y: fc.double({ min: 0, max: 300, noNaN: true }), weight: fc.nat(50) }), {
  maxLength: 60,
});

test('labels stand apart, inside the height, and near what they name, however many there are', () => {
  fc.assert(
    fc.property(wishes, fc.constantFrom(LINE_PX, 2 * LINE_PX), (all, gap) => {
      const placed = placesNear(
        all.map((wish, index) => ({ ...wish, item: index })),
        gap,
        300,
      );
      for (const [place, { item, y }] of placed.entries()) {
        expect(Math.abs(y - (all[item]?.y ?? Number.NaN))).toBeLessThanOrEqual(18);
        expect(y).toBeGreaterThanOrEqual(gap / 2 - 1e-6);
        expect(y).toBeLessThanOrEqual(300 - gap / 2 + 1e-6);
        if (place > 0) expect(y - (placed[place - 1]?.y ?? 0)).toBeGreaterThanOrEqual(gap - 1e-6);
      }
    }),
  );
});

test('labels that have room all have a place, beside what they name', () => {
  const placed = placesNear(
    [
      { item: 'a', y: 20, weight: 1 },
      { item: 'b', y: 60, weight: 9 },
      { item: 'c', y: 44, weight: 2 },
    ],
    LINE_PX,
    100,
  );
  expect(placed).toEqual([
    { item: 'a', y: 20, isShifted: false },
    { item: 'c', y: 44, isShifted: false },
    { item: 'b', y: 60, isShifted: false },
  ]);
});

test('where they crowd, what counts most keeps its label, and a shifted one says so', () => {
  const crowd = Array.from({ length: 12 }, (_, item) => ({ item, y: 50 + item, weight: item === 4 ? 100 : 1 }));
  const placed = placesNear(crowd, LINE_PX, 200);
  expect(placed.length).toBeGreaterThan(1);
  expect(placed.length).toBeLessThan(crowd.length);
  expect(placed.map(({ item }) => item)).toContain(4);
  expect(placed.some(({ isShifted }) => isShifted)).toBe(true);
});

const node = (key: string, top: number, bottom: number, column = 0) => ({ key, column, left: 0, right: 10, top, bottom });
const counted = (...nodes: readonly ReturnType<typeof node>[]) =>
  nodes.map((one, place) => ({ node: one, place, weight: one.bottom - one.top }));

test.each([
  ['apart', [node('a', 10, 50), node('b', 90, 92)], true],
  ['too close for two lines', [node('a', 10, 12), node('b', 26, 28), node('c', 42, 44)], false],
])('labels of nodes that stand %s', (_, nodes, hasTwoLines) => {
  const placed = nodePlaces(counted(...nodes), 200);
  expect(placed.hasTwoLines).toBe(hasTwoLines);
  expect(placed.places.map(({ item }) => item.node.key)).toEqual(nodes.map(({ key }) => key));
});

test('notes of one column make room for each other, those of two columns do not', () => {
  const link = (target: string, toY: number) => ({ source: 's', target, fromX: 0, toX: 100, fromY: 0, toY, width: 2 });
  const nodes = [node('x', 0, 100, 1), node('y', 0, 100, 2)];
  const ys = notePlaces({ nodes, links: [link('x', 50), link('x', 54), link('y', 50)] }, 200).map(({ y }) => y);
  expect(ys).toEqual([45, 59, 50]);
});
