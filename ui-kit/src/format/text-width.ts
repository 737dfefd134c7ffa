import { shorten } from './shorten.ts';

/** Width of a figure of the mono type at the small size, px. */
export const FIGURE_PX = 6.9;
/** The small size, `--uk-size-small`, px. */
const SMALL_PX = 11.5;

/** Widths of letters of the sans type by class, in em; the widest letter of a class counts for all of it. */
const LETTER_EM: readonly (readonly [letters: RegExp, em: number])[] = [
  [/[ 'ij,.l!:;|]/, 0.31],
  [/[[\]f(){}tr]/, 0.37],
  [/[-I/\\"*]/, 0.45],
  [/[zsvLcyJxagke?]/, 0.55],
  [/[mwMW@%]/, 0.93],
  [/[CKARBDUG&#HNOQ]/, 0.71],
  [/[!-~]/, 0.61],
  [/[\u00a0-\u024f]/, 0.7],
  [/[\u0250-\u10ff]/, 0.8],
  [/[\u2000-\u2bff]/, 0.93],
];
/** Of a letter of any other script, in em. */
const FULL_EM = 1.1;

/**
 * About how wide a text of the sans type at the small size is, px: never less than it is drawn in IBM Plex Sans. Computed rather than
 * measured, so that a drawing made on a server has the same places.
 */
export function sansPx(text: string): number {
  let em = 0;
  for (const letter of text) em += LETTER_EM.find(([letters]) => letters.test(letter))?.[1] ?? FULL_EM;
  return em * SMALL_PX;
}

/** How wide a text of the mono type at the small size is, px. */
export function monoPx(text: string): number {
  let px = 0;
  for (const letter of text) px += letter > '\u2bff' ? FULL_EM * SMALL_PX : FIGURE_PX;
  return px;
}

/** A name shortened in its middle until it fits into a width, px; empty where fewer than `least` letters would be left. */
export function fitted(name: string, widthPx: number, widthOf: (text: string) => number = sansPx, least = 4): string {
  for (let letters = name.length; letters >= Math.min(least, name.length); letters -= 1) {
    const short = shorten(name, letters);
    if (widthOf(short) <= widthPx) return short;
  }
  return '';
}
