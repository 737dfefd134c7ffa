import { extent, logDomain, makeScale, niceDomain } from '../../axes/scale.ts';
import type { ScaleKind } from '../../axes/scale.ts';
import { format, formatTick } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { NO_DATA } from '../../format/number.ts';
import type { Goal } from '../parts/goal.ts';

/** One number, or one choice, of every row. */
export type ParallelAxis<Row> =
  | {
      /** Names the axis in brushes and order. */
      readonly key: string;
      readonly label: string;
      /** null: not known; the line breaks, with a stub at the foot. */
      readonly of: (row: Row) => number | null | undefined;
      readonly unit: Unit;
      /** A log scale with a value not above 0 falls back to linear. */
      readonly scale?: 'linear' | 'log' | undefined;
      /** Ends of the axis; round ones around the values by default. */
      readonly domain?: readonly [from: number, to: number] | undefined;
    }
  | {
      readonly key: string;
      readonly label: string;
      readonly of: (row: Row) => string | null | undefined;
      readonly unit?: undefined;
      /** The choices from foot to top; in order of first appearance by default. */
      readonly order?: readonly string[] | undefined;
    };

/** The part of an axis that is selected: a stretch of numbers with both ends, or some of the choices. */
export type Brush = { readonly from: number; readonly to: number } | { readonly among: readonly string[] };
export type Brushes = Readonly<Record<string, Brush>>;

/** An axis with every row's place on it. A place runs from 0 at the foot to 1 at the top, before any flip; NaN: no data. */
export interface PlacedAxis {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit | undefined;
  readonly choices: readonly string[] | null;
  /** Numbers as they are, choices by their index; NaN: no data. */
  readonly values: Float64Array;
  readonly places: Float64Array;
  readonly missingCount: number;
  readonly domain: readonly [number, number];
  readonly scale: ScaleKind;
  readonly toPlace: (value: number) => number;
  readonly fromPlace: (place: number) => number;
}

/** Reads all rows onto one axis. */
export function placeAxis<Row>(data: readonly Row[], axis: ParallelAxis<Row>): PlacedAxis {
  const values = new Float64Array(data.length);
  let choices: readonly string[] | null = null;
  if (axis.unit === undefined) {
    const keys = new Map((axis.order ?? []).map((key, index) => [key, index]));
    for (let row = 0; row < data.length; row += 1) {
      const key = axis.of(data[row] as Row);
      if (key !== null && key !== undefined && !keys.has(key)) keys.set(key, keys.size);
      values[row] = key === null || key === undefined ? Number.NaN : (keys.get(key) as number);
    }
    choices = [...keys.keys()];
  } else {
    for (let row = 0; row < data.length; row += 1) {
      const value = axis.of(data[row] as Row);
      values[row] = value === null || value === undefined || !Number.isFinite(value) ? Number.NaN : value;
    }
  }
  const { domain, scale } =
    axis.unit === undefined
      ? { domain: [0, Math.max(1, choices?.length ?? 1)] as const, scale: 'linear' as const }
      : numberDomain(values, axis.scale ?? 'linear', axis.domain);
  const made = makeScale(scale, domain, [0, 1]);
  const toPlace = choices === null ? made.toPx : (value: number) => made.toPx(value + 0.5);
  let missingCount = 0;
  const places = values.map((value) => {
    const place = Number.isNaN(value) ? Number.NaN : toPlace(value);
    if (Number.isNaN(place)) missingCount += 1;
    return place;
  });
  return {
    key: axis.key,
    label: axis.label,
    unit: axis.unit,
    choices,
    values,
    places,
    missingCount,
    domain,
    scale,
    toPlace,
    fromPlace: made.fromPx,
  };
}

function numberDomain(
  values: Float64Array,
  scale: 'linear' | 'log',
  given: readonly [number, number] | undefined,
): { readonly domain: readonly [number, number]; readonly scale: ScaleKind } {
  const ends = extent(values) ?? [0, 1];
  const canLog = scale === 'log' && ends[0] > 0 && (given === undefined || given[0] > 0);
  if (given !== undefined && given[0] < given[1]) return { domain: given, scale: canLog ? 'log' : 'linear' };
  const logs = canLog ? logDomain(ends) : null;
  return logs === null ? { domain: niceDomain(ends, 5), scale: 'linear' } : { domain: logs, scale: 'log' };
}

/** Labels along an axis, by place. */
export function axisTicks(axis: PlacedAxis, count: number, locale: Locale): readonly { readonly place: number; readonly label: string }[] {
  const { choices, unit } = axis;
  if (choices !== null) {
    const every = Math.max(1, Math.ceil(choices.length / Math.max(1, count * 2)));
    return choices.flatMap((label, index) => (index % every === 0 ? [{ place: axis.toPlace(index), label }] : []));
  }
  const round = makeScale(axis.scale, axis.domain, [0, 1]).ticks(count);
  // A narrow stretch of a log scale may hold no round number.
  const ticks = round.length < 2 ? axis.domain : round;
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  return ticks.map((tick) => ({ place: axis.toPlace(tick), label: formatTick(tick, unit ?? 'number', step, locale) }));
}

/** A row's value on an axis, for people. */
export function axisWords(axis: PlacedAxis, row: number, locale: Locale): string {
  const value = axis.values[row] as number;
  if (Number.isNaN(value)) return NO_DATA;
  return axis.choices === null ? format(value, axis.unit ?? 'number', locale) : (axis.choices[value] ?? NO_DATA);
}

/** From where to where a brush reaches, in places; the whole axis without one. */
export function brushedRange(axis: PlacedAxis, brush: Brush | undefined): readonly [low: number, high: number] {
  if (brush === undefined) return [0, 1];
  if ('among' in brush) {
    const count = axis.choices?.length ?? 0;
    const indexes = brush.among.map((key) => axis.choices?.indexOf(key) ?? -1).filter((index) => index >= 0);
    return indexes.length === 0 ? [0, 0] : [Math.min(...indexes) / count, (Math.max(...indexes) + 1) / count];
  }
  const clamp = (place: number) => Math.min(1, Math.max(0, place));
  return [clamp(axis.toPlace(brush.from)), clamp(axis.toPlace(brush.to))];
}

/** The brush over a stretch of places (in any order); undefined when it covers the axis: then nothing is left out. */
export function brushOf(axis: PlacedAxis, one: number, other: number): Brush | undefined {
  const [low, high] = [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))];
  const { choices } = axis;
  if (choices !== null) {
    const from = Math.min(choices.length - 1, Math.floor(low * choices.length + 1e-9));
    const to = Math.max(from, Math.ceil(high * choices.length - 1e-9) - 1);
    return from === 0 && to === choices.length - 1 ? undefined : { among: choices.slice(from, to + 1) };
  }
  if (low <= 0 && high >= 1) return undefined;
  // An end of the axis keeps its exact value, instead of the value computed from px.
  return { from: low <= 0 ? axis.domain[0] : axis.fromPlace(low), to: high >= 1 ? axis.domain[1] : axis.fromPlace(high) };
}

/** Which rows lie in every brush (1), and how many; what has no data on a brushed axis doesn't. */
export function selectionOf(
  axes: readonly PlacedAxis[],
  brushes: Brushes,
  rowCount: number,
): { readonly isIn: Uint8Array; readonly count: number } {
  const isIn = new Uint8Array(rowCount).fill(1);
  for (const axis of axes) {
    const brush = brushes[axis.key];
    if (brush === undefined) continue;
    const chosen = 'among' in brush ? new Set(brush.among.map((key) => axis.choices?.indexOf(key) ?? -1)) : null;
    for (let row = 0; row < rowCount; row += 1) {
      const value = axis.values[row] as number;
      const holds = 'among' in brush ? chosen?.has(value) === true : value >= brush.from && value <= brush.to;
      if (!holds) isIn[row] = 0;
    }
  }
  return { isIn, count: isIn.reduce((count, one) => count + one, 0) };
}

/** Selected rows from the best to the worst by their measure, those without one last; as they came where nothing measures. */
export function rankRows(isIn: Uint8Array, measure: Float64Array | null, goal: Goal): Uint32Array {
  const rows = Uint32Array.from(isIn.keys()).filter((row) => isIn[row] === 1);
  if (measure === null) return rows;
  const sign = goal === 'minimise' ? 1 : -1;
  return rows.sort((one, other) => {
    const [a, b] = [measure[one] as number, measure[other] as number];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || one - other;
    return (a - b) * sign || one - other;
  });
}

/** The keys with one of them moved by some places; it stops at the ends. */
export function movedKey(order: readonly string[], key: string, by: number): readonly string[] {
  const from = order.indexOf(key);
  if (from < 0) return order;
  const to = Math.min(order.length - 1, Math.max(0, from + by));
  const rest = order.filter((other) => other !== key);
  return [...rest.slice(0, to), key, ...rest.slice(to)];
}

/** The axes in the order of their keys; a key that is not named stays behind the named ones. */
export function inOrder<Item extends { readonly key: string }>(axes: readonly Item[], order: readonly string[]): readonly Item[] {
  const placeOf = new Map(order.map((key, place) => [key, place]));
  return axes.toSorted((one, other) => (placeOf.get(one.key) ?? order.length) - (placeOf.get(other.key) ?? order.length));
}

/** Lines as they are drawn: the x of each axis, and of every row its y there (px; NaN: no data). */
export interface DrawnLines {
  readonly xs: readonly number[];
  readonly ys: readonly Float64Array[];
}

/**
 * The row among `rows` whose line runs nearest to a place, and no further than `reach`; -1 when there is none. Earlier ones (better) win.
 */
export function nearestLine({ xs, ys }: DrawnLines, rows: Uint32Array, px: number, py: number, reach: number): number {
  let right = xs.findIndex((x) => x >= px);
  if (right < 0) right = xs.length - 1;
  if (xs.length === 0 || px < (xs[0] as number) - reach || px > (xs.at(-1) as number) + reach) return -1;
  const left = Math.max(0, right - 1);
  const span = (xs[right] as number) - (xs[left] as number);
  const share = span <= 0 ? 0 : Math.min(1, Math.max(0, (px - (xs[left] as number)) / span));
  let best = -1;
  let least = reach;
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as number;
    const from = ys[left]?.[row] as number;
    const to = ys[right]?.[row] as number;
    const slope = span <= 0 ? 0 : (to - from) / span;
    const distance = Math.abs(from + (to - from) * share - py) / Math.sqrt(1 + slope * slope);
    if (distance < least) {
      least = distance;
      best = place;
    }
  }
  return best;
}
