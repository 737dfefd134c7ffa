/** What a pointer takes hold of: a stretch that is shown, one of its ends, or the empty picture (`new`: a stretch begins there). */
export type Grip = 'new' | 'move' | 'from' | 'to';
/** px of the small picture. */
export type Brush = readonly [from: number, to: number];

/** How near to an end it is taken, px. */
const END_PX = 4;

export function gripAt(px: number, brush: Brush | null): Grip {
  if (brush === null) return 'new';
  const [from, to] = brush;
  if (Math.abs(px - from) <= END_PX) return 'from';
  if (Math.abs(px - to) <= END_PX) return 'to';
  return px > from && px < to ? 'move' : 'new';
}

/** The stretch after a drag from `startPx` to `px`; it stays inside the picture, and as long as it was when it is moved. */
export function dragged(grip: Grip, brush: Brush | null, startPx: number, px: number, width: number): Brush {
  const inside = (at: number) => Math.max(0, Math.min(width, at));
  const [from, to] = brush ?? [startPx, startPx];
  switch (grip) {
    case 'new':
      return [inside(Math.min(startPx, px)), inside(Math.max(startPx, px))];
    case 'from':
      return [inside(Math.min(from + px - startPx, to)), to];
    case 'to':
      return [from, inside(Math.max(to + px - startPx, from))];
    case 'move': {
      const by = Math.max(-from, Math.min(width - to, px - startPx));
      return [from + by, to + by];
    }
    default:
      return grip satisfies never;
  }
}
