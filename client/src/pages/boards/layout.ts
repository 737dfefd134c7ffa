/** Where a tile lies: columns of twelve and rows, from the upper left. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Placed extends Place {
  readonly key: string;
}

/** Least and most columns and rows of a tile. */
export interface Limits {
  readonly width: readonly [least: number, most: number];
  readonly height: readonly [least: number, most: number];
}

export const COLUMNS = 12;

const within = (value: number, [least, most]: readonly [number, number]): number => Math.min(most, Math.max(least, value));
const sharesColumns = (one: Place, other: Place): boolean => one.x < other.x + other.width && other.x < one.x + one.width;
const middle = ({ y, height }: Place): number => y + height / 2;

/** Tiles as they are read: row by row, each from the left. */
export const inReadingOrder = <Tile extends Placed>(tiles: readonly Tile[]): Tile[] =>
  [...tiles].sort((one, other) => one.y - other.y || one.x - other.x);

/** Each tile as high as those before it leave room in its columns: none lies on another, and no row is empty. */
export function stacked<Tile extends Placed>(ordered: readonly Tile[]): Tile[] {
  const bottoms = Array.from({ length: COLUMNS }, () => 0);
  return ordered.map((tile) => {
    const y = Math.max(...bottoms.slice(tile.x, tile.x + tile.width));
    bottoms.fill(y + tile.height, tile.x, tile.x + tile.width);
    return y === tile.y ? tile : { ...tile, y };
  });
}

/** Whether two lists of tiles lie alike. */
export const isSameLayout = (one: readonly Placed[], other: readonly Placed[]): boolean =>
  one.length === other.length &&
  one.every(({ key, x, y, width, height }) => {
    const found = other.find((tile) => tile.key === key);
    return found !== undefined && found.x === x && found.y === y && found.width === width && found.height === height;
  });

/**
 * The tiles after one of them is brought to a place. It passes a tile below when its lower edge passes the middle of that, and one above when
 * its upper edge does; what it comes to lie on makes room below.
 */
export function moved<Tile extends Placed>(tiles: readonly Tile[], key: string, to: { readonly x: number; readonly y: number }): Tile[] {
  const before = tiles.find((tile) => tile.key === key);
  if (before === undefined) return [...tiles];
  const tile = { ...before, x: within(to.x, [0, COLUMNS - before.width]), y: Math.max(0, to.y) };
  const others = inReadingOrder(tiles.filter((other) => other.key !== key));
  const goesBefore = (other: Tile): boolean => {
    if (!sharesColumns(other, tile)) return false;
    const wasBelow = other.y >= before.y + before.height;
    return wasBelow ? middle(other) < tile.y + tile.height : middle(other) <= tile.y;
  };
  const at = others.findLastIndex(goesBefore) + 1;
  return stacked([...others.slice(0, at), tile, ...others.slice(at)]);
}

const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
export type Direction = keyof typeof directions;
export const isDirection = (key: string): key is Direction => Object.hasOwn(directions, key);

/** The tiles after one is moved by a key: a column to a side, or past the next tile above or below. */
export function steppedTo<Tile extends Placed>(tiles: readonly Tile[], key: string, direction: Direction): Tile[] {
  const tile = tiles.find((one) => one.key === key);
  if (tile === undefined) return [...tiles];
  const [columns, rows] = directions[direction];
  // Rows that were left empty close with the first change: that alone is no move.
  const closed = stacked(inReadingOrder(tiles));
  if (rows === 0) return moved(tiles, key, { x: tile.x + columns, y: tile.y });
  const end = rows < 0 ? 0 : Math.max(...tiles.map(({ y, height }) => y + height));
  for (let y = tile.y + rows; rows < 0 ? y >= end : y <= end; y += rows) {
    const next = moved(tiles, key, { x: tile.x, y });
    if (!isSameLayout(next, closed)) return next;
  }
  return [...tiles];
}

/** The tiles after one has another size; it keeps its upper left corner, and those below make room. */
export function resized<Tile extends Placed>(
  tiles: readonly Tile[],
  key: string,
  size: { readonly width: number; readonly height: number },
  limits: Limits,
): Tile[] {
  return stacked(
    inReadingOrder(tiles).map((tile) =>
      tile.key === key
        ? {
            ...tile,
            width: Math.min(COLUMNS - tile.x, within(size.width, limits.width)),
            height: within(size.height, limits.height),
          }
        : tile,
    ),
  );
}

/** The tiles after one is made a column or a row larger or smaller by a key. */
export function grownBy<Tile extends Placed>(tiles: readonly Tile[], key: string, direction: Direction, limits: Limits): Tile[] {
  const tile = tiles.find((one) => one.key === key);
  if (tile === undefined) return [...tiles];
  const [columns, rows] = directions[direction];
  return resized(tiles, key, { width: tile.width + columns, height: tile.height + rows }, limits);
}

export const without = <Tile extends Placed>(tiles: readonly Tile[], key: string): Tile[] =>
  stacked(inReadingOrder(tiles.filter((tile) => tile.key !== key)));

/** The tiles with one more, at the highest place that is free below all others in its columns. */
export function added<Tile extends Placed>(tiles: readonly Tile[], tile: Tile): Tile[] {
  const bottomAt = (x: number): number =>
    Math.max(0, ...tiles.filter((other) => sharesColumns(other, { ...tile, x })).map(({ y, height }) => y + height));
  const free = Array.from({ length: COLUMNS - tile.width + 1 }, (_, x) => ({ x, y: bottomAt(x) }));
  const [best = { x: 0, y: 0 }] = free.sort((one, other) => one.y - other.y || one.x - other.x);
  return [...inReadingOrder(tiles), { ...tile, ...best }];
}
