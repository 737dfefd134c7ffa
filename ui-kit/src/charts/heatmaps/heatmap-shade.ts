/** Shades that a crowd of cells is drawn in; more than anyone tells apart. */
export const SHADES = 64;

/** A cell's colour by its strength, −1 to 1. The weakest value still has a shade, so that it differs from an absent one. */
export function shadeOf(strength: number): string {
  const end = strength < 0 ? 'var(--uk-heat-below)' : 'var(--uk-heat)';
  return `color-mix(in oklab, ${end} ${Math.round(6 + 94 * Math.abs(strength))}%, var(--uk-panel))`;
}
