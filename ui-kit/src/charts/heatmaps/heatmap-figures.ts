import { FIGURE_PX } from '../../format/text-width.ts';
import { compact, decimal, decimalsFor } from '../../format/number.ts';
import { cellParts } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import type { HeatGrid } from './heatmap-model.ts';

/** Free px at either side of a number in its cell. */
const ASIDE_PX = 3;
/** Fraction digits for the unitless numbers of one grid. */
const DIGITS = 4;

/** How the numbers of a grid are written in cells of a width: whole, else short, else (null) not at all. All in one way. */
export function figuresOf({ cells, lowest, highest }: HeatGrid<unknown>, unit: Unit, cellPx: number, locale: Locale): ((value: number) => string) | null {
  const most = Math.max(Math.abs(lowest), Math.abs(highest));
  // Bare numbers with the same decimals stand under each other.
  const decimals = decimalsFor(most, DIGITS);
  const isEven = unit === 'number' && most >= 1e-3 && most < 1e6;
  const whole = (value: number) => (isEven ? decimal(value, decimals, decimals, locale) : cellParts(value, unit, true, locale).text);
  const short = (value: number) => compact(value, locale);
  const fits = (text: (value: number) => string) => cells.every((cell) => cell === null || cell.value === null || text(cell.value).length * FIGURE_PX + 2 * ASIDE_PX <= cellPx);
  return fits(whole) ? whole : unit !== 'share' && fits(short) ? short : null;
}
