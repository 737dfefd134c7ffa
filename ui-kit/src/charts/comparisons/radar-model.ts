import { tenth } from '../../marks/line-path.ts';

/**
 * A closed line through corners; where one is absent it breaks, so that nothing is drawn towards it. A corner between gaps is left to its
 * dot.
 */
export function webPath(corners: readonly ({ readonly x: number; readonly y: number } | null)[]): string {
  const at = (corner: { readonly x: number; readonly y: number }) => `${tenth(corner.x)},${tenth(corner.y)}`;
  const isWhole = corners.every((corner) => corner !== null);
  if (isWhole) return corners.length === 0 ? '' : `M${corners.map((corner) => (corner === null ? '' : at(corner))).join('L')}Z`;
  // Side by side: a side is drawn where both of its ends are known.
  return corners
    .map((corner, place) => {
      const next = corners[(place + 1) % corners.length];
      return corner === null || next === null || next === undefined || corners.length < 2 ? '' : `M${at(corner)}L${at(next)}`;
    })
    .join('');
}

/** The spoke nearest to a direction from the centre; the first points up, the others follow clockwise. */
export function nearestSpoke(dx: number, dy: number, count: number): number {
  const turn = (Math.atan2(dy, dx) + Math.PI / 2) / (2 * Math.PI);
  return ((Math.round(turn * count) % count) + count) % count;
}

/** Room that a name needs along its spoke, px. */
const NAME_PX = 13;
/** What lies further off is out of the way, px. */
const FAR_PX = 60;
const LEAST_ROOM_PX = 20;

export interface NamePlace {
  readonly spoke: number;
  readonly radius: number;
  readonly isOutside: boolean;
}

/**
 * Where each series' name stands: beside its corner, on the spoke where the others are furthest away; outside where there is room before
 * the measure's own name, else towards the centre. No two on one spoke, and none on the first, which carries the numbers. null when
 * some series has no such place: then names belong into a legend. `widths`: of the names, px.
 */
export function labelSpokes(
  radii: readonly (readonly (number | null)[])[],
  radius: number,
  widths: readonly number[],
): readonly NamePlace[] | null {
  const taken = new Set<number>([0]);
  const places: NamePlace[] = [];
  for (const [number, own] of radii.entries()) {
    let best: { readonly place: NamePlace; readonly room: number } | null = null;
    for (const [spoke, r] of own.entries()) {
      if (r === null || taken.has(spoke)) continue;
      // A name lies flat: along a flat spoke it takes its whole width.
      const across = Math.abs(Math.cos((spoke / own.length) * 2 * Math.PI - Math.PI / 2)) * (widths[number] ?? 0);
      const others = radii.flatMap((other, place) =>
        place === number || other[spoke] === null || other[spoke] === undefined ? [] : [other[spoke] as number],
      );
      const above = Math.min(radius - r - across, FAR_PX, ...others.filter((other) => other >= r).map((other) => other - r));
      const below = Math.min(r - across / 2, FAR_PX, ...others.filter((other) => other <= r).map((other) => r - other));
      const room = Math.min(Math.max(above, below), FAR_PX, ...others.map((other) => Math.abs(other - r)));
      if (room < LEAST_ROOM_PX || (best !== null && room <= best.room)) continue;
      const isOutside = above >= below;
      best = { place: { spoke, radius: isOutside ? r + NAME_PX : Math.max(0, r - NAME_PX), isOutside }, room };
    }
    if (best === null) return null;
    taken.add(best.place.spoke);
    places.push(best.place);
  }
  return places;
}

/** A name in one line or two of about the same length, broken between words. */
export function nameLines(name: string, most: number): readonly string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  let best = [name];
  for (let place = 1; place < words.length; place += 1) {
    const lines = [words.slice(0, place).join(' '), words.slice(place).join(' ')];
    if (Math.max(...lines.map((line) => line.length)) < Math.max(...best.map((line) => line.length))) best = lines;
  }
  return best;
}
