import type { SeriesStyle } from '../theme/series.ts';

/**
 * One series as columns of numbers: what every mark draws from. Ascending in x; a `y` that is not finite is a gap.
 * `low` and `high` are the interval around y, where there is one.
 */
export interface SeriesColumns {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly low: Float64Array | null;
  readonly high: Float64Array | null;
  /** Where there was a value that is no finite number (NaN, infinity), in x: marked as such, not passed over like a gap. */
  readonly invalid?: Float64Array | undefined;
}

/** Numbers in a row, typed or not. */
export type NumberColumn = Float64Array | Float32Array | Int32Array | readonly number[];

/** One series given as columns of the same length. */
export interface ColumnSeries {
  readonly key: string;
  /** The key by default. */
  readonly label?: string | undefined;
  /** Ascending, or it is sorted (and copied); times as ms since the epoch. */
  readonly x: NumberColumn;
  /** NaN is a gap; an infinity, and NaN where `hasInvalid`, a value that is no number and is marked. */
  readonly y: NumberColumn;
  /** Edges of the interval around y; NaN for none. */
  readonly low?: NumberColumn | undefined;
  readonly high?: NumberColumn | undefined;
  /** NaN in y is a value (a diverged loss), not a gap. */
  readonly hasInvalid?: boolean | undefined;
}

/** How rows are read: x as an instant or a number, y null where there is no data. */
export interface RowAccessors<Row> {
  readonly x: (row: Row) => Date | number;
  readonly y: (row: Row) => number | null | undefined;
  readonly low?: ((row: Row) => number | null | undefined) | undefined;
  readonly high?: ((row: Row) => number | null | undefined) | undefined;
  readonly series?: ((row: Row) => string) | undefined;
}

/** Columns without their looks: what a series is before it has a place in the legend. */
export type RawColumns = Omit<SeriesColumns, 'style' | 'label'>;

/** Splits rows by series, in order of first appearance, each ascending in x. Calls each accessor once a row. */
export function columnsOf<Row>(rows: readonly Row[], accessors: RowAccessors<Row>): RawColumns[] {
  const { series } = accessors;
  if (series === undefined) return rows.length === 0 ? [] : [oneSeries('', rows, accessors)];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = series(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return Array.from(groups, ([key, group]) => oneSeries(key, group, accessors));
}

function oneSeries<Row>(key: string, rows: readonly Row[], { x: xOf, y: yOf, low, high }: RowAccessors<Row>): RawColumns {
  const x = column(rows, xOf);
  const order = orderOf(x);
  const y = new Float64Array(rows.length);
  const invalid: number[] = [];
  for (let place = 0; place < rows.length; place += 1) {
    const value = yOf(rows[place] as Row);
    y[place] = value ?? Number.NaN;
    if (value !== null && value !== undefined && !Number.isFinite(value)) invalid.push(x[place] as number);
  }
  return {
    key,
    x: sorted(x, order),
    y: sorted(y, order),
    low: low === undefined ? null : sorted(column(rows, low), order),
    high: high === undefined ? null : sorted(column(rows, high), order),
    ...invalidAt(invalid),
  };
}

/** A series of columns as marks draw it: the arrays themselves where they are Float64Array and ascending, else copies. */
export function columnsOfSeries({ key, x, y, low, high, hasInvalid = false }: ColumnSeries): RawColumns {
  for (const [name, values] of Object.entries({ y, low, high })) {
    if (values !== undefined && values.length !== x.length) {
      throw new RangeError(
        `Series “${key}”: ${name} has ${values.length} values, x has ${x.length}. Every column of a series needs the same length.`,
      );
    }
  }
  const [xs, ys] = [asColumn(x), asColumn(y)];
  const invalid: number[] = [];
  let isAscending = true;
  let before = -Infinity;
  for (let place = 0; place < xs.length; place += 1) {
    const at = xs[place] as number;
    if (at < before) isAscending = false;
    before = at;
    const value = ys[place] as number;
    if (value - value !== 0 && (hasInvalid || value === value)) invalid.push(at); // NaN and infinities
  }
  const order = isAscending ? null : orderOf(xs);
  const edge = (values: NumberColumn | undefined) => (values === undefined ? null : sorted(asColumn(values), order));
  return { key, x: sorted(xs, order), y: sorted(ys, order), low: edge(low), high: edge(high), ...invalidAt(invalid) };
}

function asColumn(values: NumberColumn): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function invalidAt(xs: readonly number[]): Pick<SeriesColumns, 'invalid'> {
  return xs.length === 0 ? {} : { invalid: Float64Array.from(xs).sort() };
}

function sorted(values: Float64Array, order: Uint32Array | null): Float64Array {
  return order === null ? values : values.map((_, place) => values[order[place] as number] as number);
}

/** Counted loops here, and no iterators: these run over a million rows before a first picture. */
function column<Row>(rows: readonly Row[], of: (row: Row) => Date | number | null | undefined): Float64Array {
  const values = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const value = of(rows[place] as Row);
    values[place] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return values;
}

/** Places in ascending order of x, equal ones as they came; null when they are so already. */
function orderOf(x: Float64Array): Uint32Array | null {
  let isAscending = true;
  for (let place = 1; place < x.length; place += 1) if ((x[place] as number) < (x[place - 1] as number)) isAscending = false;
  return isAscending ? null : Uint32Array.from(x.keys()).sort((one, other) => (x[one] as number) - (x[other] as number) || one - other);
}

/** Every x at which some series has a point, ascending, each once: where a reader can stop. */
export function stopsOf(series: readonly Pick<SeriesColumns, 'x'>[]): Float64Array {
  const first = series[0];
  if (first === undefined) return new Float64Array();
  if (series.every((one) => one === first || sameColumn(one.x, first.x))) return first.x;
  const all = new Float64Array(series.reduce((count, one) => count + one.x.length, 0));
  let filled = 0;
  for (const one of series) {
    all.set(one.x, filled);
    filled += one.x.length;
  }
  all.sort();
  let kept = 0;
  for (const value of all) {
    if (kept > 0 && all[kept - 1] === value) continue;
    all[kept] = value;
    kept += 1;
  }
  return all.subarray(0, kept);
}

function sameColumn(one: Float64Array, other: Float64Array): boolean {
  return one === other || (one.length === other.length && one.every((value, place) => value === other[place]));
}

/** Index of the value nearest to `target` in an ascending column; -1 when it is empty. */
export function nearest(column: ArrayLike<number>, target: number): number {
  if (column.length === 0) return -1;
  const after = Math.min(firstAtOrAfter(column, target), column.length - 1);
  const before = Math.max(0, after - 1);
  return Math.abs((column[before] as number) - target) <= Math.abs((column[after] as number) - target) ? before : after;
}

/** Index of the first value not below `target` in an ascending column; its length when there is none. */
export function firstAtOrAfter(column: ArrayLike<number>, target: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] as number) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Values of a column between two x, as a view: nothing is copied. */
export function within(x: Float64Array, values: Float64Array, [from, to]: readonly [number, number]): Float64Array {
  const start = firstAtOrAfter(x, from);
  let end = firstAtOrAfter(x, to);
  while (end < x.length && x[end] === to) end += 1;
  return start === 0 && end === x.length ? values : values.subarray(start, end);
}

/** The stops inside what is shown, as a view. */
export function shownStops(stops: Float64Array, domain: readonly [number, number]): Float64Array {
  return within(stops, stops, domain);
}

/** Index of the last value that is there; -1 when none is. */
export function lastFinite(values: Float64Array): number {
  for (let place = values.length - 1; place >= 0; place -= 1) if (Number.isFinite(values[place])) return place;
  return -1;
}
