import { extent, logDomain, niceDomain, symlogDomain } from '../axes/scale.ts';
import type { ScaleKind } from '../axes/scale.ts';
import { yTickCount } from '../axes/y-axis.tsx';
import { format } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Locale } from '../format/locale.tsx';
import { firstAtOrAfter, nearest } from '../marks/columns.ts';
import type { SeriesColumns } from '../marks/columns.ts';
import { summaryOf } from '../marks/summary.ts';
import type { Threshold } from '../frame/annotations.tsx';
import type { ReadingRow } from '../frame/tooltip.tsx';
import { numberCell } from '../frame/table-twin.tsx';
import type { TwinCell, TwinTable } from '../frame/table-twin.tsx';

/** Numbers that cannot be outside these ends, whatever round step the axis would like. */
const limits: Partial<Record<Unit, readonly [number, number]>> = { share: [0, 1], rating: [0, 5] };

/** A threshold up to this many times as high as the data is drawn; above it, it is only named at the top edge. */
const THRESHOLD_REACH = 1.6;

/** Free part of the axis at the right of a line that grows. */
const GROWING_ROOM = 0.18;

export interface YDomainOptions {
  readonly unit: Unit;
  readonly baseline: 'zero' | 'data';
  readonly scale: ScaleKind;
  readonly heightPx: number;
  readonly thresholds: readonly Threshold[];
  /** What the page says; on a log scale only where it is above 0. */
  readonly given?: readonly [low: number, high: number] | undefined;
}

/** The y axis: round ends around the values (and the thresholds near them). A log scale falls back to linear when nothing is above 0. */
export function yDomainOf(
  columns: readonly ArrayLike<number>[],
  { unit, baseline, scale, heightPx, thresholds, given }: YDomainOptions,
): { readonly domain: [number, number]; readonly scale: ScaleKind } {
  if (given !== undefined && given[0] < given[1] && (scale !== 'log' || given[0] > 0)) return { domain: [...given], scale };
  let [low, high] = extent(...columns) ?? [0, unit === 'share' ? 1 : 10];
  for (const { value } of thresholds) {
    if (value > high && value <= high * THRESHOLD_REACH) high = value;
    if (value < low && baseline === 'data' && value >= low / THRESHOLD_REACH) low = value;
  }
  if (scale === 'log') {
    const domain = logDomain([low, high]);
    if (domain !== null) return { domain, scale };
  }
  if (scale === 'symlog') return { domain: symlogDomain(baseline === 'zero' ? [Math.min(0, low), Math.max(0, high)] : [low, high]), scale };
  if (baseline === 'zero') [low, high] = [Math.min(0, low), Math.max(0, high)];
  const [least, most] = limits[unit] ?? [-Infinity, Infinity];
  const nice = niceDomain([low, high], yTickCount(heightPx));
  const domain: [number, number] = [low >= least ? Math.max(least, nice[0]) : nice[0], high <= most ? Math.min(most, nice[1]) : nice[1]];
  return { domain, scale: 'linear' };
}

/** Values of a column between two x, as a view: nothing is copied. */
export function within(x: Float64Array, values: Float64Array, [from, to]: readonly [number, number]): Float64Array {
  const start = firstAtOrAfter(x, from);
  let end = firstAtOrAfter(x, to);
  while (end < x.length && x[end] === to) end += 1;
  return start === 0 && end === x.length ? values : values.subarray(start, end);
}

/** What a y axis has to hold of a series: all numbers that are drawn between two x, or only their ends where that is all of them. */
export function heightsOf(one: SeriesColumns, [from, to]: readonly [number, number]): ArrayLike<number>[] {
  const { x, y } = one;
  const isWhole = x.length > 0 && (x[0] as number) >= from && (x.at(-1) as number) <= to;
  const { lowest, highest } = isWhole ? summaryOf(one) : { lowest: -1, highest: -1 };
  const heights: ArrayLike<number>[] = isWhole ? (lowest < 0 ? [] : [[y[lowest] as number, y[highest] as number]]) : [within(x, y, [from, to])];
  for (const edge of [one.low, one.high]) if (edge !== null) heights.push(within(x, edge, [from, to]));
  return heights;
}

/** The stops inside what is shown, as a view. */
export function shownStops(stops: Float64Array, domain: readonly [number, number]): Float64Array {
  return within(stops, stops, domain);
}

/** A line's axis while it grows: room at its right, so that new points have a place before the next layout; with `follow`, its latest part. */
export function growingDomain([from, to]: readonly [number, number], follow: number | undefined): [number, number] {
  const start = follow === undefined ? from : Math.max(from, to - follow);
  return [start, to + (to - start) * GROWING_ROOM];
}

/** Index of the series' point that belongs to a stop: the nearest, if it is within half a step; -1 when there is none. */
export function pointAt({ x }: Pick<SeriesColumns, 'x'>, at: number, step: number): number {
  const place = nearest(x, at);
  return place >= 0 && Math.abs((x[place] as number) - at) <= step / 2 ? place : -1;
}

export interface Lines {
  readonly series: readonly SeriesColumns[];
  /** The same series of an earlier period, moved onto this axis. */
  readonly compared: readonly SeriesColumns[];
  readonly unit: Unit;
  /** Name of the measure, where a series has none. */
  readonly label: string;
  readonly step: number;
}

/** What the lines say at an x, highest first; a series without a point there is absent. */
export function lineRows({ series, compared, unit, label, step }: Lines, at: number, locale: Locale): ReadingRow[] {
  const rows: { readonly row: ReadingRow; readonly value: number }[] = [];
  for (const one of series) {
    const place = pointAt(one, at, step);
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

/** Said where a value was logged that is no number. */
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
  const add = (name: string, one: SeriesColumns, values: Float64Array) => columns.push({
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

/** Index of the last value that is there; -1 when none is. */
export function lastFinite(values: Float64Array): number {
  for (let place = values.length - 1; place >= 0; place -= 1) if (Number.isFinite(values[place])) return place;
  return -1;
}

/** A name shortened in its middle, so that the version at its end stays readable. */
export function shorten(name: string, most: number): string {
  if (name.length <= most) return name;
  const kept = Math.max(2, most - 1);
  return `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`;
}
