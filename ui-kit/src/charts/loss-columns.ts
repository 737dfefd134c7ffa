import type { SeriesStyle } from '../theme/series.ts';
import { seriesStyle } from '../theme/series.ts';

/** What a run can be drawn along. `relative` is time since the run's first entry; `tokens` those seen in training. */
export const lossXAxes = ['step', 'relative', 'wall', 'epoch', 'tokens'] as const;
export type LossXAxis = (typeof lossXAxes)[number];

/** Whether an entry is of training or of an evaluation. */
export type LossSplit = 'train' | 'eval';

/** What an entry holds: a number, nothing, a number that is none, or a 0 that stands for one. */
export const POINT = { value: 0, notLogged: 1, nan: 2, infinite: 3, negativeInfinite: 4, masked: 5 } as const;

/** One split of one run: ascending in step, each step once. */
export interface LossTrack {
  readonly step: Float64Array;
  /** ms since the epoch; NaN where an entry has none. null: no entry has any. */
  readonly wall: Float64Array | null;
  readonly epoch: Float64Array | null;
  readonly tokens: Float64Array | null;
  /** NaN where there is no finite number: `state` says why. */
  readonly value: Float64Array;
  readonly state: Uint8Array;
  /** Entries that a later one of the same step has replaced: a run that was resumed, or two writers. */
  readonly replacedCount: number;
}

export interface LossRun {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
  /** Start of the relative time, ms since the epoch; NaN where no entry has a time. */
  readonly startMs: number;
  readonly train: LossTrack | null;
  readonly eval: LossTrack | null;
}

type Read<Row> = (row: Row) => number | null | undefined;

export interface LossAccessors<Row> {
  readonly step: (row: Row) => number;
  readonly time?: ((row: Row) => Date | number | null | undefined) | undefined;
  readonly epoch?: Read<Row> | undefined;
  readonly tokens?: Read<Row> | undefined;
  readonly value: Read<Row>;
  readonly gradNorm?: Read<Row> | undefined;
  readonly split?: ((row: Row) => LossSplit) | undefined;
  readonly run?: ((row: Row) => string) | undefined;
}

/** Splits rows by run (in order of first appearance) and split. */
export function lossRuns<Row>(
  rows: readonly Row[],
  of: LossAccessors<Row>,
  looks: { readonly labelOf?: ((key: string) => string) | undefined; readonly styleOf?: ((key: string) => SeriesStyle) | undefined } = {},
): LossRun[] {
  const groups = new Map<string, Record<LossSplit, Row[]>>();
  for (const row of rows) {
    const key = of.run?.(row) ?? '';
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { train: [], eval: [] }));
    group[of.split?.(row) ?? 'train'].push(row);
  }
  return Array.from(groups, ([key, group], place): LossRun => {
    const train = trackOf(group.train, of);
    const evaluation = trackOf(group.eval, of);
    return {
      key, label: looks.labelOf?.(key) ?? key, style: looks.styleOf?.(key) ?? seriesStyle(place), train, eval: evaluation,
      startMs: Math.min(firstFinite(train?.wall), firstFinite(evaluation?.wall)),
    };
  }).map((run) => (run.startMs === Infinity ? { ...run, startMs: Number.NaN } : run));
}

function trackOf<Row>(rows: readonly Row[], of: LossAccessors<Row>): LossTrack | null {
  if (rows.length === 0) return null;
  const step = numbers(rows, of.step);
  const value = numbers(rows, of.value);
  const state = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as Row;
    const known = of.value(row);
    state[place] = stateOf(known, of.gradNorm?.(row));
    if (state[place] !== POINT.value) value[place] = Number.NaN;
  }
  const kept = keptPlaces(step, state);
  const take = (column: Float64Array) => (kept === null ? column : Float64Array.from(kept, (place) => column[place] as number));
  const column = (read: ((row: Row) => Date | number | null | undefined) | undefined) => {
    if (read === undefined) return null;
    const all = take(numbers(rows, read));
    return all.some(Number.isFinite) ? all : null;
  };
  return {
    step: take(step), wall: column(of.time), epoch: column(of.epoch), tokens: column(of.tokens), value: take(value),
    state: kept === null ? state : Uint8Array.from(kept, (place) => state[place] as number),
    replacedCount: kept === null ? 0 : rows.length - kept.length,
  };
}

/**
 * A loss of exactly 0 beside a gradient norm that is not finite is no loss of 0: by default the Hugging Face trainer leaves NaN
 * losses out of the mean that it logs, and logs 0 when none is left.
 */
function stateOf(value: number | null | undefined, gradNorm: number | null | undefined): number {
  if (value === null || value === undefined) return POINT.notLogged;
  if (Number.isNaN(value)) return POINT.nan;
  if (value === Infinity) return POINT.infinite;
  if (value === -Infinity) return POINT.negativeInfinite;
  return value === 0 && typeof gradNorm === 'number' && !Number.isFinite(gradNorm) ? POINT.masked : POINT.value;
}

/** Places in ascending order of step, of equal steps the last that holds anything; null when all are kept as they are. */
function keptPlaces(step: Float64Array, state: Uint8Array): Uint32Array | null {
  let isPlain = true;
  for (let place = 0; place < step.length && isPlain; place += 1) {
    isPlain = Number.isFinite(step[place]) && (place === 0 || (step[place] as number) > (step[place - 1] as number));
  }
  if (isPlain) return null;
  const order = Uint32Array.from(step.keys()).filter((place) => Number.isFinite(step[place]))
    .sort((one, other) => (step[one] as number) - (step[other] as number) || one - other);
  let count = 0;
  for (const place of order) {
    const before = order[count - 1];
    const isSame = before !== undefined && count > 0 && step[before] === step[place];
    if (!isSame) order[count++] = place;
    else if (state[place] !== POINT.notLogged) order[count - 1] = place;
  }
  return order.slice(0, count);
}

function numbers<Row>(rows: readonly Row[], read: (row: Row) => Date | number | null | undefined): Float64Array {
  const values = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const value = read(rows[place] as Row);
    values[place] = value === null || value === undefined ? Number.NaN : Number(value);
  }
  return values;
}

function firstFinite(column: Float64Array | null | undefined): number {
  return column?.find(Number.isFinite) ?? Infinity;
}

/** Axes for which some entry has a number. */
export function axesOf(runs: readonly LossRun[]): LossXAxis[] {
  const tracks = runs.flatMap((run) => [run.train, run.eval]).filter((track) => track !== null);
  const has = (read: (track: LossTrack) => Float64Array | null) => tracks.some((track) => read(track) !== null);
  return lossXAxes.filter((axis) => axis === 'step' || has((track) => track[axis === 'relative' ? 'wall' : axis]));
}

/** A track's entries along an axis: ascending, without those that have no place there. */
export interface LossLine {
  readonly x: Float64Array;
  readonly step: Float64Array;
  readonly value: Float64Array;
  readonly state: Uint8Array;
}

/** Copies nothing where every entry has its place and they are in order. */
export function lineOn(track: LossTrack, axis: LossXAxis, startMs: number): LossLine {
  const column = axis === 'relative' ? track.wall?.map((at) => at - startMs) ?? null : track[axis];
  if (column === null) return { x: new Float64Array(), step: new Float64Array(), value: new Float64Array(), state: new Uint8Array() };
  let isPlain = true;
  for (let place = 0; place < column.length && isPlain; place += 1) {
    isPlain = Number.isFinite(column[place]) && (place === 0 || (column[place] as number) >= (column[place - 1] as number));
  }
  if (isPlain) return { x: column, step: track.step, value: track.value, state: track.state };
  const order = Uint32Array.from(column.keys()).filter((place) => Number.isFinite(column[place]))
    .sort((one, other) => (column[one] as number) - (column[other] as number) || one - other);
  const take = (values: Float64Array) => Float64Array.from(order, (place) => values[place] as number);
  return { x: take(column), step: take(track.step), value: take(track.value), state: Uint8Array.from(order, (place) => track.state[place] as number) };
}
