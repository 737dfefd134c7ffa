/**
 * A scale of named places side by side: rows, columns of a bar chart. Places are numbered, so two of the same name are two.
 * Gaps lie between and around the bands.
 */
export interface BandScale {
  readonly count: number;
  /** Width of one band, px. */
  readonly bandPx: number;
  /** From one band's edge to the next one's, px. */
  readonly stepPx: number;
  /** Edge of a band that is nearer to the range's beginning, px. */
  readonly fromPx: (place: number) => number;
  readonly middlePx: (place: number) => number;
  /** The place whose band, with half of the gaps beside it, holds a px; -1 outside of the range. */
  readonly placeAt: (px: number) => number;
}

/** `count` bands over a range in px; `gap` is the part of a step, 0–1, that stays empty. */
export function makeBandScale(count: number, [from, to]: readonly [number, number], gap = 0.2): BandScale {
  const stepPx = count === 0 ? 0 : (to - from) / count;
  const bandPx = stepPx * (1 - gap);
  const fromPx = (place: number) => from + (place + gap / 2) * stepPx;
  return {
    count,
    bandPx,
    stepPx,
    fromPx,
    middlePx: (place) => fromPx(place) + bandPx / 2,
    placeAt: (px) => {
      if (count === 0 || px < Math.min(from, to) || px > Math.max(from, to)) return -1;
      const place = Math.min(count - 1, Math.max(0, Math.floor(Math.abs(px - from) / stepPx)));
      return place;
    },
  };
}

/** Widest that a column of names gets, as a part of the whole width, and its least, px. */
const MOST_PART = 0.36;
const LEAST_NAMES_PX = 72;

/** Room for a column of names beside the bands: as wide as the longest, but never so wide that nothing is left to draw in. */
export function namesWidth(names: readonly string[], width: number, letterPx: number): number {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  return Math.round(Math.min(longest * letterPx + 4, Math.max(LEAST_NAMES_PX, width * MOST_PART)));
}
