import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { formatDated, formatUtc, precisionFor } from '../../format/time.ts';
import type { ScaleKind } from '../../axes/scale.ts';
import type { XKind } from '../../axes/x-axis.tsx';
import type { SeriesColumns } from '../../marks/columns.ts';
import { summaryOf } from '../../marks/summary.ts';
import { timeCell } from '../../frame/table-twin.tsx';
import type { TwinCell } from '../../frame/table-twin.tsx';

/** What an x axis means: instants, or numbers with a unit (steps, tokens). */
export type XMeaning =
  | {
      /** `Time`, in the tooltip's and the table's words. */
      readonly label: string;
      /** Length of a bucket, where a row is one: shown in tooltips, and needed for the width of bars. */
      readonly bucketMs?: number | undefined;
      readonly unit?: undefined;
      readonly scale?: undefined;
    }
  | {
      readonly label: string;
      readonly unit: Unit;
      readonly bucketMs?: undefined;
      /** `log`: what is not above 0 has no place on it. Linear by default. */
      readonly scale?: 'linear' | 'log' | undefined;
    };

type TimeMeaning = Extract<XMeaning, { readonly unit?: undefined }>;
type NumberMeaning = Extract<XMeaning, { readonly unit: Unit }>;

/** What runs along a chart's x axis, read from its rows. */
export type XAccessor<Row> = (TimeMeaning & { readonly of: (row: Row) => Date }) | (NumberMeaning & { readonly of: (row: Row) => number });

/** What a y axis means. */
export interface YMeaning {
  /** Name of the measure, in the axis', the tooltip's and the table's words. */
  readonly label: string;
  /** Unit of the numbers. */
  readonly unit: Unit;
  /** `zero`: the axis starts at 0. `data`: it starts near the lowest value, and says so. */
  readonly baseline: 'zero' | 'data';
  /** `log`: what is not above 0 is not drawn. `symlog`: a log on both sides of zero, linear around it. */
  readonly scale?: ScaleKind | undefined;
  /** A value holds until the next of its series: where a series has no point, its last one is read. Otherwise it is absent there. */
  readonly isHeld?: boolean | undefined;
  /** Ends of the axis, to make charts comparable; around the values that are shown by default. */
  readonly domain?: readonly [low: number, high: number] | undefined;
}

/** What runs along the y axis, read from the chart's rows. */
export interface YAccessor<Row> extends YMeaning {
  /** null: no data there; a gap, never 0. NaN and infinities: a value that is no number, marked as one. */
  readonly of: (row: Row) => number | null | undefined;
}

export function xKindOf(x: XMeaning): XKind {
  return x.unit === undefined ? { kind: 'time', leastStepMs: x.bucketMs } : { kind: 'number', unit: x.unit };
}

/**
 * Distance between neighbouring stops, in the x axis's numbers: the bucket's length where there is one. With `series` the stops of
 * a series that has them all are not read again.
 */
export function stepOf(x: XMeaning, stops: Float64Array, series: readonly Pick<SeriesColumns, 'x' | 'y'>[] = []): number {
  if (x.bucketMs !== undefined) return x.bucketMs;
  const same = series.find((one) => one.x === stops);
  const least = same === undefined ? leastStep(stops) : summaryOf(same).leastStep;
  return least ?? (x.unit === undefined ? 3_600_000 : 1);
}

/** An x as text, as precise as the step between stops requires: days without a clock, hours with one. */
export function nameOfX(x: XMeaning, at: number, step: number, locale: Locale): string {
  if (x.unit !== undefined) return `${x.label} ${format(at, x.unit, locale)}`;
  return formatDated(at, precisionFor(step), locale);
}

/** An x as a table's first cell: its name to be read, the instant or bare number to be exported. */
export function cellOfX(x: XMeaning, at: number, step: number, locale: Locale): TwinCell {
  const name = nameOfX(x, at, step, locale);
  return x.unit === undefined ? timeCell(name, at) : { text: name, value: at };
}

/** The instant in UTC for a title, or nothing where x is not time. */
export function exactName(x: XMeaning, at: number): string | undefined {
  return x.unit === undefined ? formatUtc(at) : undefined;
}

/** Shortest distance between neighbours of an ascending column; null with fewer than two. */
function leastStep(stops: Float64Array): number | null {
  let least = Infinity;
  for (let place = 1; place < stops.length; place += 1) {
    least = Math.min(least, (stops[place] as number) - (stops[place - 1] as number));
  }
  return least === Infinity ? null : least;
}

/** The x axis from the first to the last stop, or as the page says; a single stop gets room on both sides. */
export function xDomainOf(stops: Float64Array, given: readonly [Date | number, Date | number] | undefined, room: number): [number, number] {
  if (given !== undefined) return [Number(given[0]), Number(given[1])];
  const first = stops[0] ?? 0;
  const last = stops.at(-1) ?? 1;
  return first === last ? [first - room / 2, last + room / 2] : [first, last];
}
