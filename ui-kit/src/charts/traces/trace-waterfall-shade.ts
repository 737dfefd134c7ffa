import { otherStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { RAMP_SHADES, rampColor } from '../parts/ramp.tsx';

const shades: readonly SeriesStyle[] = Array.from({ length: RAMP_SHADES + 1 }, (_, shade) => ({
  ...otherStyle,
  color: rampColor(shade / RAMP_SHADES),
}));

/**
 * Colour of a span by how much of something it has (its cost beside that of the dearest): ever stronger. null: it has none, and steps back.
 * `share` 0–1. The same object for the same shade, so that rows which did not change are not drawn again.
 */
export function spanShade(share: number | null): SeriesStyle {
  if (share === null || Number.isNaN(share)) return otherStyle;
  return shades[Math.round(Math.max(0, Math.min(1, share)) * RAMP_SHADES)] ?? otherStyle;
}
