import { describe, expect, test } from 'vitest';
import { added, COLUMNS, grownBy, inReadingOrder, isSameLayout, moved, resized, stacked, steppedTo, without } from './layout.ts';
import type { Direction, Limits, Placed } from './layout.ts';

const limits: Limits = { width: [3, COLUMNS], height: [3, 30] };
const tile = (key: string, x: number, y: number, width = 6, height = 4): Placed => ({ key, x, y, width, height });
const places = (tiles: readonly Placed[]) => inReadingOrder(tiles).map(({ key, x, y }) => `${key} ${x},${y}`);

/** Two rows of two, and a wide one below. */
const board = [tile('a', 0, 0), tile('b', 6, 0), tile('c', 0, 4), tile('d', 6, 4), tile('e', 0, 8, 12)];

describe('a key moves a tile', () => {
  test.each<[Direction, string, string[]]>([
    ['ArrowDown', 'a', ['c 0,0', 'b 6,0', 'a 0,4', 'd 6,4', 'e 0,8']],
    ['ArrowUp', 'c', ['c 0,0', 'b 6,0', 'a 0,4', 'd 6,4', 'e 0,8']],
    ['ArrowUp', 'e', ['a 0,0', 'b 6,0', 'e 0,4', 'c 0,8', 'd 6,8']],
    ['ArrowRight', 'a', ['a 1,0', 'c 0,4', 'b 6,4', 'd 6,8', 'e 0,12']],
    ['ArrowDown', 'e', places(board)],
    ['ArrowUp', 'a', places(board)],
    ['ArrowLeft', 'a', places(board)],
  ])('%s, %s', (direction, key, shown) => expect(places(steppedTo(board, key, direction))).toEqual(shown));

  test('also where rows were left empty, which close', () =>
    expect(places(steppedTo([tile('a', 0, 0), tile('b', 0, 40)], 'a', 'ArrowDown'))).toEqual(['b 0,0', 'a 0,4']));

  test('past a row of two at once where it is as wide as both', () =>
    expect(places(steppedTo([tile('a', 0, 0), tile('b', 6, 0), tile('w', 0, 4, 12)], 'w', 'ArrowUp'))).toEqual([
      'w 0,0',
      'a 0,4',
      'b 6,4',
    ]));
});

describe('a key resizes a tile', () => {
  test('wider: what stands at its side makes room below', () =>
    expect(places(grownBy(board, 'a', 'ArrowRight', limits))).toEqual(['a 0,0', 'c 0,4', 'b 6,4', 'd 6,8', 'e 0,12']));
  test.each([
    ['narrower than it may be', { width: 1, height: 4 }, { width: 3, height: 4 }],
    ['beyond the edge', { width: 20, height: 4 }, { width: 6, height: 4 }],
    ['higher than it may be', { width: 6, height: 99 }, { width: 6, height: 30 }],
  ])('not %s', (_name, size, kept) => expect(resized(board, 'b', size, limits).find(({ key }) => key === 'b')).toMatchObject(kept));
});

test('a tile that goes leaves no hole, and a new one takes the highest place that is free', () => {
  expect(places(without(board, 'a'))).toEqual(['c 0,0', 'b 6,0', 'd 6,4', 'e 0,8']);
  const odd = [tile('a', 0, 0, 6, 8), tile('b', 6, 0, 6, 4)];
  expect(added(odd, tile('n', 0, 0, 6, 3)).at(-1)).toMatchObject({ key: 'n', x: 6, y: 4 });
  expect(added([], tile('n', 5, 5)).at(-1)).toMatchObject({ x: 0, y: 0 });
});

test('a drag is the same whichever way it took', () => {
  const there = moved(board, 'a', { x: 6, y: 4 });
  expect(isSameLayout(moved(board, 'a', { x: 6, y: 4 }), there)).toBe(true);
  expect(moved(board, 'nobody', { x: 0, y: 0 })).toEqual(board);
});

/** Numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const overlap = (one: Placed, other: Placed) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

test('whatever is done to 60 tiles: none is lost, none lies on another or beyond the edge, and no row is left empty', () => {
  for (const seed of [1, 2, 3, 4]) {
    const next = numbers(seed);
    let tiles: Placed[] = [];
    for (let n = 0; n < 60; n += 1) tiles = added(tiles, tile(`t${n}`, 0, 0, 3 + next(10), 3 + next(8)));
    for (let step = 0; step < 200; step += 1) {
      const key = `t${next(60)}`;
      const direction = (['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const)[next(4)] ?? 'ArrowUp';
      const acts = [
        () => moved(tiles, key, { x: next(16) - 2, y: next(120) - 4 }),
        () => steppedTo(tiles, key, direction),
        () => grownBy(tiles, key, direction, limits),
        () => resized(tiles, key, { width: next(16), height: next(40) }, limits),
      ];
      tiles = acts[next(acts.length)]?.() ?? tiles;
      expect(new Set(tiles.map((one) => one.key)).size).toBe(60);
      expect(tiles.every(({ x, y, width }) => x >= 0 && y >= 0 && x + width <= COLUMNS)).toBe(true);
      expect(tiles.some((one, at) => tiles.slice(0, at).some((other) => overlap(one, other)))).toBe(false);
      expect(isSameLayout(stacked(inReadingOrder(tiles)), tiles)).toBe(true);
    }
  }
});
