/** A part of a layer. */
export interface LayerPart {
  readonly start: number;
  readonly end: number;
}

/** Parts that lie closer than that together have nothing between them: hashes have four digits. */
const leastRoom = 0.0001;

/** The widest part of a layer that no experiment has; null: nothing is left. */
export function widestRoom(taken: readonly LayerPart[]): LayerPart | null {
  let [from, widest] = [0, null as LayerPart | null];
  for (const { start, end } of [...taken.toSorted((one, other) => one.start - other.start), { start: 1, end: 1 }]) {
    const room = start - from;
    if (room >= leastRoom - 1e-9 && room > (widest === null ? 0 : widest.end - widest.start)) widest = { start: from, end: start };
    from = Math.max(from, end);
  }
  return widest;
}
