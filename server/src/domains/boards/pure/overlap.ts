import type { Place } from '../types.ts';

/** Whether two tiles lie on one another. */
const overlaps = (one: Place, other: Place): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

/** The first tile that lies on an earlier one, and which; null: none does. */
export function firstOverlap(tiles: readonly Place[]): { readonly tile: number; readonly on: number } | null {
  for (const [tile, place] of tiles.entries()) {
    const on = tiles.slice(0, tile).findIndex((earlier) => overlaps(place, earlier));
    if (on >= 0) return { tile, on };
  }
  return null;
}
