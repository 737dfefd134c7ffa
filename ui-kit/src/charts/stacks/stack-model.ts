import { firstAtOrAfter } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { otherStyle, seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';

/** Key of everything beyond the largest. */
export const OTHER = '\u0000other';

/** Amounts per bucket and series, largest series first. */
export interface Stack {
  /** Starts of the buckets, ascending. */
  readonly x: Float64Array;
  readonly layers: readonly StackLayer[];
  /** Amounts that are no finite numbers: they add nothing, and a note says so. */
  readonly invalidCount: number;
}

export interface StackLayer {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
  /** One amount per bucket; NaN where the series has no row. */
  readonly amounts: Float64Array;
  readonly total: number;
}

export interface StackOptions {
  /** Series with a layer of their own; the rest is summed into one. */
  readonly top: number;
  readonly labelOf: (key: string) => string;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
}

/**
 * Sums rows into layers. The order is by total, largest first (nearest the axis), so that it doesn't change from bucket to
 * bucket; the rest, if any, comes last. Rows without an amount add nothing, and a bucket without rows is absent.
 */
export function stackOf<Row>(
  rows: readonly Row[],
  of: {
    readonly x: (row: Row) => Date | number;
    readonly y: (row: Row) => number | null | undefined;
    readonly series: (row: Row) => string;
  },
  { top, labelOf, styleOf }: StackOptions,
): Stack {
  const x = Float64Array.from(new Set(rows.map((row) => Number(of.x(row))))).sort();
  const places = new Map(Array.from(x, (at, place) => [at, place]));
  let invalidCount = 0;
  const layers = new Map<string, { amounts: Float64Array; total: number }>();
  for (const row of rows) {
    const amount = of.y(row);
    const place = places.get(Number(of.x(row)));
    if (amount === null || amount === undefined || place === undefined) continue;
    if (!Number.isFinite(amount)) {
      invalidCount += 1;
      continue;
    }
    const key = of.series(row);
    const layer = layers.get(key) ?? { amounts: new Float64Array(x.length).fill(Number.NaN), total: 0 };
    layers.set(key, layer);
    layer.amounts[place] = plus(layer.amounts[place] as number, amount);
    layer.total += amount;
  }
  const firstSeen = [...layers.keys()];
  const ordered = [...layers].sort(([, one], [, other]) => other.total - one.total);
  // One more than the top is shown by name: a rest of one series has a name already.
  const named = ordered.length > top + 1 ? ordered.slice(0, top) : ordered;
  const rest = ordered.slice(named.length);
  const result = named.map(([key, layer]): StackLayer => ({
    key,
    label: labelOf(key),
    style: styleOf?.(key) ?? seriesStyle(firstSeen.indexOf(key)),
    ...layer,
  }));
  if (rest.length > 0) {
    const amounts = new Float64Array(x.length).fill(Number.NaN);
    for (const [, layer] of rest)
      for (let place = 0; place < x.length; place += 1) amounts[place] = plus(amounts[place] as number, layer.amounts[place] as number);
    result.push({
      key: OTHER,
      label: `other (${rest.length})`,
      style: otherStyle,
      amounts,
      total: rest.reduce((sum, [, layer]) => sum + layer.total, 0),
    });
  }
  return { x, layers: result, invalidCount };
}

/** Totals of an earlier period as a line over the stack, by time. */
export function comparedTotals(
  data: readonly { readonly at: Date | number; readonly total: number | null }[],
  shift: number,
  inset: number,
  label: string,
): SeriesColumns {
  const sorted = data.map(({ at, total }) => ({ at: Number(at) + shift + inset, total })).sort((one, other) => one.at - other.at);
  return {
    key: 'compared',
    label,
    style: { ...otherStyle, color: 'var(--uk-ink)' },
    x: Float64Array.from(sorted, ({ at }) => at),
    y: Float64Array.from(sorted, ({ total }) => total ?? Number.NaN),
    low: null,
    high: null,
  };
}

function plus(one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  return Number.isNaN(other) ? one : one + other;
}

/** A layer's piece of one bar: amounts above zero pile up, amounts below pile down. */
export interface StackPiece {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

export function piecesAt({ layers }: Pick<Stack, 'layers'>, place: number): StackPiece[] {
  let above = 0;
  let below = 0;
  const pieces: StackPiece[] = [];
  for (const [index, layer] of layers.entries()) {
    const amount = layer.amounts[place] as number;
    if (!(amount < 0 || amount > 0)) continue;
    const from = amount > 0 ? above : below;
    if (amount > 0) above += amount;
    else below += amount;
    pieces.push({ layer: index, from, to: from + amount });
  }
  return pieces;
}

/** Lowest and highest end of any bar among the places [first, end), and zero. */
export function stackExtent(
  { x, layers }: Pick<Stack, 'x' | 'layers'>,
  [first, end]: readonly [number, number] = [0, x.length],
): [number, number] {
  let low = 0;
  let high = 0;
  for (let place = first; place < end; place += 1) {
    let above = 0;
    let below = 0;
    for (const { amounts } of layers) {
      const amount = amounts[place] as number;
      if (amount > 0) above += amount;
      else if (amount < 0) below += amount;
    }
    if (below < low) low = below;
    if (above > high) high = above;
  }
  return [low, high];
}

/** Places of the buckets that lie in a stretch, also with a part of theirs: [first, end). `reach` is a bucket's length, 0 for points. */
export function placesIn(x: Float64Array, [from, to]: readonly [number, number], reach: number): readonly [number, number] {
  const first = reach === 0 ? firstAtOrAfter(x, from) : firstAtOrAfter(x, from - reach * (1 - 1e-9));
  let end = firstAtOrAfter(x, to);
  if (reach === 0) while (end < x.length && x[end] === to) end += 1;
  return [first, Math.max(first, end)];
}

/** Amounts as parts of their bucket's sum of what is above 0; a bucket that sums to 0 has none, and amounts below 0 are none. */
export function sharesOf({ x, layers, invalidCount }: Stack): Stack {
  const sums = Float64Array.from(x, (_, place) => sumAt(layers, place) || Number.NaN);
  return {
    x,
    invalidCount,
    layers: layers.map((layer) => ({
      ...layer,
      amounts: layer.amounts.map((amount, place) => (amount < 0 ? Number.NaN : amount / (sums[place] as number))),
    })),
  };
}

/** Amounts below 0: how many, and what they sum to. */
export function negativesOf({ layers }: Pick<Stack, 'layers'>): { readonly count: number; readonly total: number } {
  let count = 0;
  let total = 0;
  for (const { amounts } of layers) {
    for (let place = 0; place < amounts.length; place += 1) {
      if (!((amounts[place] as number) < 0)) continue;
      count += 1;
      total += amounts[place] as number;
    }
  }
  return { count, total };
}

/** A stack as surfaces: of each layer its lower and upper edge, NaN in the gaps. */
export interface Surfaces {
  readonly x: Float64Array;
  readonly layers: readonly { readonly key: string; readonly low: Float64Array; readonly high: Float64Array }[];
}

/**
 * Edges of the layers, from the axis up. A bucket further than one and a half steps from the one before begins after a gap.
 * As `share`, each is divided by its bucket's sum; a bucket that sums to 0 is a gap then. Amounts below 0 count as 0.
 */
export function surfacesOf({ x, layers }: Pick<Stack, 'x' | 'layers'>, step: number, as: 'amount' | 'share'): Surfaces {
  const at: number[] = [];
  const from: number[] = []; // bucket that a place shows; -1 in a gap
  for (let place = 0; place < x.length; place += 1) {
    if (place > 0 && (x[place] as number) - (x[place - 1] as number) > step * 1.5) {
      at.push((x[place - 1] as number) + step / 2);
      from.push(-1);
    }
    at.push(x[place] as number);
    from.push(place);
  }
  const foot = Float64Array.from(from, (place) => (place < 0 ? Number.NaN : 0));
  const whole = Float64Array.from(from, (place) => (as === 'amount' || place < 0 ? 1 : sumAt(layers, place) || Number.NaN));
  const surfaces: Surfaces['layers'][number][] = [];
  let low: Float64Array = foot;
  for (const layer of layers) {
    const below = low;
    const high = below.map((edge, index) => edge + amountAt(layer, from[index] ?? -1) / (whole[index] ?? 1));
    surfaces.push({ key: layer.key, low: below, high });
    low = high;
  }
  return { x: Float64Array.from(at), layers: surfaces };
}

function amountAt({ amounts }: StackLayer, place: number): number {
  const amount = amounts[place] ?? Number.NaN;
  return amount > 0 ? amount : 0;
}

function sumAt(layers: readonly StackLayer[], place: number): number {
  return layers.reduce((sum, layer) => sum + amountAt(layer, place), 0);
}
