import { format } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Locale } from '../format/locale.tsx';
import { formatTime, formatUtc, precisionFor } from '../format/time.ts';
import type { XKind } from '../axes/x-axis.tsx';

/** What runs along a chart's x axis: instants, or numbers with a unit (steps, tokens). */
export type XAccessor<Row> =
  | {
      readonly of: (row: Row) => Date;
      /** `Time`, in the tooltip's and the table's words. */
      readonly label: string;
      /** Length of a bucket, where a row stands for one: told in tooltips, and needed for the width of bars. */
      readonly bucketMs?: number | undefined;
      readonly unit?: undefined;
    }
  | {
      readonly of: (row: Row) => number;
      readonly label: string;
      readonly unit: Unit;
      readonly bucketMs?: undefined;
    };

/** What runs along the y axis. */
export interface YAccessor<Row> {
  /** null: no data there; a gap, never 0. */
  readonly of: (row: Row) => number | null | undefined;
  readonly label: string;
  readonly unit: Unit;
  /** `zero`: the axis starts at 0. `data`: it starts near the lowest value, and says so. */
  readonly baseline: 'zero' | 'data';
  readonly scale?: 'linear' | 'log' | undefined;
}

export function xKindOf<Row>(x: XAccessor<Row>): XKind {
  return x.unit === undefined ? { kind: 'time', leastStepMs: x.bucketMs } : { kind: 'number', unit: x.unit };
}

/** Distance between neighbouring stops, in the x axis's numbers: the bucket's length where there is one. */
export function stepOf<Row>(x: XAccessor<Row>, stops: Float64Array): number {
  return x.bucketMs ?? leastStep(stops) ?? (x.unit === undefined ? 3_600_000 : 1);
}

/** An x for people, told as finely as the step between stops asks for: days without a clock, hours with one. */
export function nameOfX<Row>(x: XAccessor<Row>, at: number, step: number, locale: Locale): string {
  if (x.unit !== undefined) return `${x.label} ${format(at, x.unit, locale)}`;
  return formatTime(at, precisionFor(step), locale);
}

/** The instant in UTC for a title, or nothing where x is not time. */
export function exactName<Row>(x: XAccessor<Row>, at: number): string | undefined {
  return x.unit === undefined ? formatUtc(at) : undefined;
}

/** Shortest distance between neighbours of an ascending column; null with fewer than two. */
export function leastStep(stops: Float64Array): number | null {
  let least = Infinity;
  for (let place = 1; place < stops.length; place += 1) {
    least = Math.min(least, (stops[place] as number) - (stops[place - 1] as number));
  }
  return least === Infinity ? null : least;
}

/** The x axis from the first to the last stop, or as the page says; a single stop gets room on both sides. */
export function xDomainOf(
  stops: Float64Array,
  given: readonly [Date | number, Date | number] | undefined,
  room: number,
): [number, number] {
  if (given !== undefined) return [Number(given[0]), Number(given[1])];
  const first = stops[0] ?? 0;
  const last = stops.at(-1) ?? 1;
  return first === last ? [first - room / 2, last + room / 2] : [first, last];
}
