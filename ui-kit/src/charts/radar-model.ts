import { tenth } from '../marks/line-path.ts';

/** A closed line through corners; where one is absent it breaks, so that nothing is drawn towards it. A corner between gaps is left to its dot. */
export function webPath(corners: readonly ({ readonly x: number; readonly y: number } | null)[]): string {
  const at = (corner: { readonly x: number; readonly y: number }) => `${tenth(corner.x)},${tenth(corner.y)}`;
  const isWhole = corners.every((corner) => corner !== null);
  if (isWhole) return corners.length === 0 ? '' : `M${corners.map((corner) => (corner === null ? '' : at(corner))).join('L')}Z`;
  // Side by side: a side is drawn where both of its ends are known.
  return corners.map((corner, place) => {
    const next = corners[(place + 1) % corners.length];
    return corner === null || next === null || next === undefined || corners.length < 2 ? '' : `M${at(corner)}L${at(next)}`;
  }).join('');
}

/** The spoke nearest to a direction from the centre; the first points up, the others follow clockwise. */
export function nearestSpoke(dx: number, dy: number, count: number): number {
  const turn = (Math.atan2(dy, dx) + Math.PI / 2) / (2 * Math.PI);
  return ((Math.round(turn * count) % count) + count) % count;
}

/** Room that a name needs along its spoke, px. */
const NAME_PX = 13;

/** Where each series' name stands: just beyond its corner, on the spoke where it has the most room to itself; no two on one spoke. */
export function labelSpokes(radii: readonly (readonly (number | null)[])[], radius: number): ({ readonly spoke: number; readonly radius: number } | null)[] {
  const taken = new Set<number>();
  return radii.map((own, number) => {
    let best: { readonly spoke: number; readonly radius: number; readonly room: number } | null = null;
    for (const [spoke, r] of own.entries()) {
      if (r === null || taken.has(spoke)) continue;
      const others = radii.flatMap((other, place) => (place === number || other[spoke] === null || other[spoke] === undefined ? [] : [other[spoke] as number]));
      const above = Math.min(radius + NAME_PX, ...others.filter((other) => other >= r)) - r;
      const below = r - Math.max(0, ...others.filter((other) => other <= r));
      const isAbove = above >= below;
      const room = Math.max(above, below);
      // The top spoke carries the ticks' labels.
      if (spoke === 0 || (best !== null && room <= best.room)) continue;
      best = { spoke, radius: isAbove ? r + NAME_PX : Math.max(0, r - NAME_PX), room };
    }
    if (best !== null) taken.add(best.spoke);
    return best === null ? null : { spoke: best.spoke, radius: best.radius };
  });
}
