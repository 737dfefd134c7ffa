import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { firstAtOrAfter, nearest, within } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { summaryOf } from '../../marks/summary.ts';
import type { ReadingRow } from '../../frame/tooltip.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinCell, TwinTable } from '../../frame/table-twin.tsx';

/** Free part of the axis at the right of a line that grows. */
const GROWING_ROOM = 0.18;

/** What a y axis has to hold of a series: all numbers that are drawn between two x, or only their ends where that is all of them. */
export function heightsOf(one: SeriesColumns, [from, to]: readonly [number, number]): ArrayLike<number>[] {
  const { x, y } = one;
  const isWhole = x.length > 0 && (x[0] as number) >= from && (x.at(-1) as number) <= to;
  const { lowest, highest } = isWhole ? summaryOf(one) : { lowest: -1, highest: -1 };
  const heights: ArrayLike<number>[] = isWhole
    ? lowest < 0
      ? []
      : [[y[lowest] as number, y[highest] as number]]
    : [within(x, y, [from, to])];
  for (const edge of [one.low, one.high]) if (edge !== null) heights.push(within(x, edge, [from, to]));
  return heights;
}

/**
 * A line's axis while it grows: room at its right, so that new points have a place before the next layout; with `follow`, its latest part.
 */
export function growingDomain([from, to]: readonly [number, number], follow: number | undefined): [number, number] {
  const start = follow === undefined ? from : Math.max(from, to - follow);
  return [start, to + (to - start) * GROWING_ROOM];
}

/** Index of the series' point that belongs to a stop: the nearest, if it is within half a step; -1 when there is none. */
export function pointAt({ x }: Pick<SeriesColumns, 'x'>, at: number, step: number): number {
  const place = nearest(x, at);
  return place >= 0 && Math.abs((x[place] as number) - at) <= step / 2 ? place : -1;
}

/** Index of the series' last point at or before a stop; -1 before the first. */
function heldAt({ x }: Pick<SeriesColumns, 'x'>, at: number): number {
  const place = firstAtOrAfter(x, at);
  return place < x.length && x[place] === at ? place : place - 1;
}

export interface Lines {
  readonly series: readonly SeriesColumns[];
  /** The same series of an earlier period, moved onto this axis. */
  readonly compared: readonly SeriesColumns[];
  readonly unit: Unit;
  /** Name of the measure, where a series has none. */
  readonly label: string;
  readonly step: number;
  /** Where a series has no point, its last one before is read. */
  readonly isHeld?: boolean | undefined;
}

/** What the lines say at an x, highest first; a series without a point there is absent. */
export function lineRows({ series, compared, unit, label, step, isHeld = false }: Lines, at: number, locale: Locale): ReadingRow[] {
  const rows: { readonly row: ReadingRow; readonly value: number }[] = [];
  for (const one of series) {
    const place = isHeld ? heldAt(one, at) : pointAt(one, at, step);
    const value = place < 0 ? Number.NaN : (one.y[place] as number);
    const earlier = compared.find((other) => other.key === one.key);
    const earlierPlace = earlier === undefined ? -1 : pointAt(earlier, at, step);
    if (place < 0 && earlierPlace < 0) continue;
    rows.push({
      value: Number.isFinite(value) ? value : -Infinity,
      row: {
        label: one.label === '' ? label : one.label,
        value: isInvalidAt(one, place) ? NOT_A_NUMBER : format(value, unit, locale) + intervalText(one, place, unit, locale),
        before: earlierPlace < 0 ? undefined : format(earlier?.y[earlierPlace], unit, locale),
        style: one.style,
      },
    });
  }
  return rows.sort((one, other) => other.value - one.value).map(({ row }) => row);
}

/** The text where a logged value is not a number. */
const NOT_A_NUMBER = 'not a number';

/** The point holds a value that is no finite number: not a gap. */
function isInvalidAt({ x, invalid }: SeriesColumns, place: number): boolean {
  return invalid !== undefined && place >= 0 && invalid[firstAtOrAfter(invalid, x[place] as number)] === x[place];
}

function intervalText({ low, high }: SeriesColumns, place: number, unit: Unit, locale: Locale): string {
  if (low === null || high === null || place < 0 || !Number.isFinite(low[place]) || !Number.isFinite(high[place])) return '';
  return ` [${format(low[place], unit, locale)}, ${format(high[place], unit, locale)}]`;
}

/** The lines as a table: one row per stop, one column per series and edge of its interval. */
export function lineTable(
  { series, compared, unit, label, step }: Lines,
  stops: Float64Array,
  x: { readonly label: string; readonly cellOf: (stop: number) => TwinCell },
  comparedLabel: string,
  locale: Locale,
): TwinTable {
  const columns: { readonly label: string; readonly of: (at: number) => TwinCell }[] = [];
  const add = (name: string, one: SeriesColumns, values: Float64Array) =>
    columns.push({
      label: name,
      of: (at) => {
        const place = pointAt(one, at, step);
        return numberCell(place < 0 ? null : values[place], unit, locale);
      },
    });
  for (const one of series) {
    const name = one.label === '' ? label : one.label;
    add(name, one, one.y);
    if (one.low !== null && one.high !== null) {
      add(`${name}, low`, one, one.low);
      add(`${name}, high`, one, one.high);
    }
  }
  for (const one of compared) add(`${one.label === '' ? label : one.label}, ${comparedLabel}`, one, one.y);
  return {
    columns: [{ label: x.label, isNumeric: false }, ...columns.map((column) => ({ label: column.label, isNumeric: true }))],
    rowCount: stops.length,
    row: (index) => [x.cellOf(index), ...columns.map((column) => column.of(stops[index] ?? 0))],
  };
}
