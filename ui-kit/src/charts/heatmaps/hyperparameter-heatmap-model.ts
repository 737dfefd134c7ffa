import { niceStep } from '../../axes/scale.ts';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { firstAtOrAfter } from '../../marks/columns.ts';
import { isBetter } from '../parts/goal.ts';
import type { Goal } from '../parts/goal.ts';

/**
 * How a parameter's values become columns: `each` as they are; `linear` stretches of a round width; `decades` stretches by powers of ten.
 */
export type Cutting = 'each' | 'linear' | 'decades';

/** A parameter's columns. */
export interface Cut {
  readonly cutting: Cutting;
  readonly labels: readonly string[];
  /** Ends of the stretches, ascending, one more than labels; null where values stand as they are. */
  readonly edges: readonly number[] | null;
  /** The column a value belongs to; −1 for none. A stretch holds its lower end; the last holds its upper end too. */
  readonly placeOf: (value: number | string | null | undefined) => number;
}

/** Up to so many different numbers stand as they are. */
const MOST_EACH = 8;
/** Columns that linear stretches aim at. */
const WISHED = 8;
/** Values this many times apart, all above 0, are cut by decades. */
const WIDE = 500;
/** Up to so many decades are cut in two, at 3. */
const MOST_HALVED = 4;

/** Cuts a parameter's values into columns; what is absent or not a number has none. */
export function cutOf(
  values: Iterable<number | string | null | undefined>,
  { cutting, unit }: { readonly cutting?: Cutting | undefined; readonly unit: Unit },
  locale: Locale,
): Cut {
  const different = new Set<number | string>();
  for (const value of values) if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) different.add(value);
  const words = [...different].filter((value) => typeof value === 'string');
  const numbers = Float64Array.from([...different].filter((value) => typeof value === 'number')).sort();
  const asked = cutting ?? (words.length > 0 || numbers.length <= MOST_EACH ? 'each' : undefined);
  if (asked === 'each' || numbers.length === 0) {
    const each = [...numbers, ...words];
    const places = new Map(each.map((value, place) => [value, place]));
    return {
      cutting: 'each',
      edges: null,
      labels: distinctLabels(each, (value) => format(value, unit, locale)),
      placeOf: (value) => (value === null || value === undefined ? -1 : (places.get(value) ?? -1)),
    };
  }
  const low = numbers[0] as number;
  const high = numbers.at(-1) as number;
  const isByDecades = low > 0 && (asked === 'decades' || (asked === undefined && high / low >= WIDE));
  const edges = isByDecades ? decades(low, high) : stretches(low, high);
  const column = Float64Array.from(edges);
  const ends = distinctLabels(edges, (edge) => format(edge, unit, locale));
  return {
    cutting: isByDecades ? 'decades' : 'linear',
    edges,
    labels: ends.slice(1).map((end, place) => (low < 0 ? `${ends[place]} to ${end}` : `${ends[place]}–${end}`)),
    placeOf: (value) => {
      if (typeof value !== 'number' || !(value >= low) || !(value <= high)) return -1;
      const after = firstAtOrAfter(column, value);
      return Math.min(edges.length - 2, column[after] === value ? after : after - 1);
    },
  };
}

/** Names for values; where numbers are nearer to each other than their short form tells, all are written out. */
function distinctLabels(values: readonly (number | string)[], short: (value: number) => string): string[] {
  const names = values.map((value) => (typeof value === 'number' ? short(value) : value));
  return new Set(names).size === names.length
    ? names
    : values.map((value, place) => (typeof value === 'string' && names.indexOf(value) < place ? `“${value}”` : String(value)));
}

function stretches(low: number, high: number): number[] {
  // Values nearer together than numbers of their size can tell apart are one.
  const isOne = high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9 || high - low < 1e-290;
  const step = niceStep(isOne ? Math.max(Math.abs(low), Math.abs(high), 1) : high - low, WISHED);
  const first = Math.floor(low / step);
  const edges = [exact(first * step)];
  // Rounding must not leave the lowest or the highest value outside.
  if ((edges[0] as number) > low) edges.unshift(exact((first - 1) * step));
  for (let place = first + 1; (edges.at(-1) as number) < high || edges.length < 2; place += 1) edges.push(exact(place * step));
  return edges;
}

function decades(low: number, high: number): number[] {
  const isHalved = Math.log10(high / low) <= MOST_HALVED;
  const edges: number[] = [];
  for (let power = Math.floor(Math.log10(low)) - 1; edges.length === 0 || (edges.at(-1) as number) < high; power += 1) {
    for (const part of isHalved ? [1, 3] : [1]) {
      const edge = exact(part * 10 ** power);
      // Only the last edge at or below the lowest value is kept.
      if (edge <= low) edges.length = 0;
      if (edges.length === 0 || (edges.at(-1) as number) < high) edges.push(edge);
    }
  }
  return edges.length < 2 ? [...edges, exact((edges[0] as number) * 10)] : edges;
}

function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** What a cell tells of its rows: the best, the mean, or only how many there are. */
export type Aggregate = 'best' | 'mean' | 'count';

export interface BinnedCell<Row> {
  readonly x: string;
  readonly y: string;
  /** null: rows without the metric only. */
  readonly value: number | null;
  /** Rows with the metric. */
  readonly n: number;
  /** Rows without: failed, still running. */
  readonly withoutCount: number;
  /** The best row; any of them where none has the metric. */
  readonly row: Row;
}

export interface Binned<Row> {
  readonly cells: readonly BinnedCell<Row>[];
  /** The cell that the goal asks for: of means, one that stands on at least `fewest` rows if there is one. */
  readonly best: BinnedCell<Row> | null;
  /** Rows without one of the parameters. */
  readonly leftOutCount: number;
  readonly xLabels: readonly string[];
  /** The largest, or the last, on top: as on an axis. */
  readonly yLabels: readonly string[];
}

export interface BinReading<Row> {
  readonly x: (row: Row) => number | string | null | undefined;
  readonly y: (row: Row) => number | string | null | undefined;
  readonly metric: (row: Row) => number | null | undefined;
}

/** Gathers rows by two cut parameters, and says of each cell what `aggregate` asks. */
export function binRows<Row>(
  data: readonly Row[],
  of: BinReading<Row>,
  cuts: { readonly x: Cut; readonly y: Cut },
  { aggregate, goal, fewest }: { readonly aggregate: Aggregate; readonly goal: Goal; readonly fewest: number },
): Binned<Row> {
  const gathered = new Map<number, { n: number; sum: number; best: number; row: Row; withoutCount: number }>();
  let leftOutCount = 0;
  for (const row of data) {
    const [column, line] = [cuts.x.placeOf(of.x(row)), cuts.y.placeOf(of.y(row))];
    if (column < 0 || line < 0) {
      leftOutCount += 1;
      continue;
    }
    const key = line * cuts.x.labels.length + column;
    const value = of.metric(row);
    const isKnown = value !== null && value !== undefined && Number.isFinite(value);
    const cell = gathered.get(key) ?? { n: 0, sum: 0, best: Number.NaN, row, withoutCount: 0 };
    gathered.set(key, cell);
    if (!isKnown) {
      cell.withoutCount += 1;
      continue;
    }
    if (cell.n === 0 || isBetter(value, cell.best, goal)) [cell.best, cell.row] = [value, row];
    cell.n += 1;
    cell.sum += value;
  }
  const cells = Array.from(gathered, ([key, { n, sum, best, row, withoutCount }]): BinnedCell<Row> => ({
    x: cuts.x.labels[key % cuts.x.labels.length] as string,
    y: cuts.y.labels[Math.floor(key / cuts.x.labels.length)] as string,
    value: aggregate === 'count' ? n + withoutCount : n === 0 ? null : aggregate === 'mean' ? sum / n : best,
    n,
    withoutCount,
    row,
  }));
  const known = aggregate === 'count' ? [] : cells.filter((cell) => cell.value !== null);
  const firm = aggregate === 'mean' ? known.filter((cell) => cell.n >= fewest) : known;
  const best = (firm.length > 0 ? firm : known).reduce<BinnedCell<Row> | null>(
    (one, other) => (one === null || isBetter(other.value ?? 0, one.value ?? 0, goal) ? other : one),
    null,
  );
  return { cells, best, leftOutCount, xLabels: cuts.x.labels, yLabels: cuts.y.labels.toReversed() };
}
