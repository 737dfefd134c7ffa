/** One row of a waterfall chart: a total that stands on zero, or a step that floats from one running total to the next. */
export interface BridgeRow<Row> {
  readonly kind: 'start' | 'step' | 'other' | 'unexplained' | 'end';
  readonly label: string;
  /** Of a step; null where it is not known. Of a total its value. */
  readonly change: number | null;
  /** Ends of the bar: a total's from 0, a step's from the total before it. */
  readonly from: number;
  readonly to: number;
  /** The data behind it; several for "other". */
  readonly rows: readonly Row[];
}

export interface Bridge<Row> {
  readonly rows: readonly BridgeRow<Row>[];
  /** End less start: what the steps should add up to; null where either is not known. */
  readonly difference: number | null;
  /** What they lack or have too much, 0 when they add up. */
  readonly unexplained: number;
  /** Steps without a number. */
  readonly unknownCount: number;
}

export interface BridgeEnd {
  readonly label: string;
  /** null: not known. Then nothing can be drawn (start), or the steps' sum is the end. */
  readonly value: number | null;
}

export interface BridgeOptions<Row> {
  readonly step: (row: Row) => string;
  readonly change: (row: Row) => number | null | undefined;
  readonly start: BridgeEnd;
  readonly end: BridgeEnd;
  /** `size`: the largest change first, whatever its sign; steps without a number last. */
  readonly order: 'given' | 'size';
  /** Steps that have a row of their own; the smallest beyond them are one row. Infinity for all. */
  readonly mostSteps: number;
}

/** Smaller than this part of the numbers at hand is rounding, not an unexplained rest. */
const ROUNDING = 1e-9;

/** The steps from a start to an end, with what they leave unexplained. Without a start nothing. */
export function bridgeOf<Row>(data: readonly Row[], { step, change, start, end, order, mostSteps }: BridgeOptions<Row>): Bridge<Row> {
  if (start.value === null || !Number.isFinite(start.value)) return { rows: [], difference: null, unexplained: 0, unknownCount: 0 };
  const all = data.map((row) => {
    const value = change(row) ?? null;
    return { row, label: step(row), change: value !== null && Number.isFinite(value) ? value : null };
  });
  const bySize = all.toSorted((one, other) => sizeOf(other.change) - sizeOf(one.change));
  // One step alone is not "other".
  const isCut = all.length > mostSteps + 1;
  const small = new Set(isCut ? bySize.slice(mostSteps) : []);
  const kept = (order === 'size' ? bySize : all).filter((one) => !small.has(one));
  let total = start.value;
  const float = (kind: 'step' | 'other' | 'unexplained', label: string, by: number | null, rows: readonly Row[]): BridgeRow<Row> => {
    const from = total;
    total += by ?? 0;
    return { kind, label, change: by, from, to: total, rows };
  };
  const rows: BridgeRow<Row>[] = [{ kind: 'start', label: start.label, change: start.value, from: 0, to: start.value, rows: [] }];
  for (const one of kept) rows.push(float('step', one.label, one.change, [one.row]));
  if (small.size > 0) {
    const others = all.filter((one) => small.has(one));
    rows.push(
      float(
        'other',
        `${small.size} others`,
        others.reduce((sum, one) => sum + (one.change ?? 0), 0),
        others.map((one) => one.row),
      ),
    );
  }
  const known = end.value !== null && Number.isFinite(end.value) ? end.value : null;
  const rest = known === null ? 0 : known - total;
  const scale = Math.max(Math.abs(start.value), Math.abs(known ?? 0), ...all.map((one) => sizeOf(one.change)));
  const unexplained = Math.abs(rest) <= scale * ROUNDING ? 0 : rest;
  if (unexplained !== 0) rows.push(float('unexplained', 'Not explained', unexplained, []));
  const last = known ?? total;
  rows.push({ kind: 'end', label: end.label, change: last, from: 0, to: last, rows: [] });
  return {
    rows,
    difference: known === null ? null : known - start.value,
    unexplained,
    unknownCount: all.filter((one) => one.change === null).length,
  };
}

function sizeOf(change: number | null): number {
  return change === null ? -1 : Math.abs(change);
}

/** Lowest and highest of all bars and 0; where nothing has a size, 0 to 1. */
export function bridgeExtent(rows: readonly BridgeRow<unknown>[]): [lowest: number, highest: number] {
  let [lowest, highest] = [0, 0];
  for (const { from, to } of rows) [lowest, highest] = [Math.min(lowest, from, to), Math.max(highest, from, to)];
  return lowest === highest ? [0, 1] : [lowest, highest];
}
