import type { NumberColumn } from '../../marks/columns.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { seriesStyle } from '../../theme/series.ts';

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

/** One split of one run given as columns of the same length: a point for every entry, none for what was not logged. */
export interface LossSeries {
  /** Which run; runs without one are one. */
  readonly run?: string | undefined;
  readonly split: LossSplit;
  readonly step: NumberColumn;
  /** NaN and infinities are values that are no numbers: the run has diverged there. */
  readonly value: NumberColumn;
  /** When it was logged, ms since the epoch. NaN: not known; so in the columns below. */
  readonly timeMs?: NumberColumn | undefined;
  readonly epoch?: NumberColumn | undefined;
  readonly tokens?: NumberColumn | undefined;
  readonly gradNorm?: NumberColumn | undefined;
}

interface LossLooks {
  readonly labelOf?: ((key: string) => string) | undefined;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
}

/** A track before its steps are put in order. */
type RawTrack = Omit<LossTrack, 'replacedCount'>;

/** Splits rows by run (in order of first appearance) and split. */
export function lossRuns<Row>(rows: readonly Row[], of: LossAccessors<Row>, looks: LossLooks = {}): LossRun[] {
  const groups = new Map<string, Record<LossSplit, Row[]>>();
  for (const row of rows) {
    const key = of.run?.(row) ?? '';
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { train: [], eval: [] }));
    group[of.split?.(row) ?? 'train'].push(row);
  }
  return Array.from(groups, ([key, group], place) => runOf(key, place, rawOfRows(group.train, of), rawOfRows(group.eval, of), looks));
}

/** The same from columns; those that are Float64Array and in order are not copied. */
export function lossRunsOfSeries(series: readonly LossSeries[], looks: LossLooks = {}): LossRun[] {
  const groups = new Map<string, Partial<Record<LossSplit, RawTrack>>>();
  for (const one of series) {
    const key = one.run ?? '';
    groups.set(key, { ...groups.get(key), [one.split]: rawOfSeries(one) });
  }
  return Array.from(groups, ([key, group], place) => runOf(key, place, group.train ?? null, group.eval ?? null, looks));
}

function runOf(key: string, place: number, rawTrain: RawTrack | null, rawEval: RawTrack | null, { labelOf, styleOf }: LossLooks): LossRun {
  const train = rawTrain === null ? null : trackOf(rawTrain);
  const evaluation = rawEval === null ? null : trackOf(rawEval);
  const startMs = Math.min(firstFinite(train?.wall), firstFinite(evaluation?.wall));
  return {
    key,
    label: labelOf?.(key) ?? key,
    style: styleOf?.(key) ?? seriesStyle(place),
    train,
    eval: evaluation,
    startMs: startMs === Infinity ? Number.NaN : startMs,
  };
}

function rawOfRows<Row>(rows: readonly Row[], of: LossAccessors<Row>): RawTrack | null {
  if (rows.length === 0) return null;
  const value = numbers(rows, of.value);
  const state = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as Row;
    state[place] = stateOf(of.value(row), of.gradNorm?.(row));
    if (state[place] !== POINT.value) value[place] = Number.NaN;
  }
  const column = (read: ((row: Row) => Date | number | null | undefined) | undefined) => (read === undefined ? null : numbers(rows, read));
  return { step: numbers(rows, of.step), wall: column(of.time), epoch: column(of.epoch), tokens: column(of.tokens), value, state };
}

function rawOfSeries({ run, split, step, value, timeMs, epoch, tokens, gradNorm }: LossSeries): RawTrack {
  for (const [name, values] of Object.entries({ value, timeMs, epoch, tokens, gradNorm })) {
    if (values !== undefined && values.length !== step.length) {
      throw new RangeError(
        `${split} of run “${run ?? ''}”: ${name} has ${values.length} values, step has ${step.length}. Every column needs the same length.`,
      );
    }
  }
  const state = new Uint8Array(step.length);
  let hasInvalid = false;
  for (let place = 0; place < step.length; place += 1) {
    state[place] = stateOf(value[place], gradNorm?.[place]);
    if (state[place] !== POINT.value) hasInvalid = true;
  }
  const values = asColumn(value);
  const column = (given: NumberColumn | undefined) => (given === undefined ? null : asColumn(given));
  return {
    step: asColumn(step),
    wall: column(timeMs),
    epoch: column(epoch),
    tokens: column(tokens),
    state,
    value: hasInvalid ? values.map((one, place) => (state[place] === POINT.value ? one : Number.NaN)) : values,
  };
}

function asColumn(values: NumberColumn): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

function trackOf({ step, wall, epoch, tokens, value, state }: RawTrack): LossTrack {
  const kept = keptPlaces(step, state);
  const take = (column: Float64Array) => (kept === null ? column : Float64Array.from(kept, (place) => column[place] as number));
  const known = (column: Float64Array | null) => {
    const all = column === null ? null : take(column);
    return all?.some(Number.isFinite) === true ? all : null;
  };
  return {
    step: take(step),
    wall: known(wall),
    epoch: known(epoch),
    tokens: known(tokens),
    value: take(value),
    state: kept === null ? state : Uint8Array.from(kept, (place) => state[place] as number),
    replacedCount: kept === null ? 0 : step.length - kept.length,
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
  const order = Uint32Array.from(step.keys())
    .filter((place) => Number.isFinite(step[place]))
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
  const column = axis === 'relative' ? (track.wall?.map((at) => at - startMs) ?? null) : track[axis];
  if (column === null) return { x: new Float64Array(), step: new Float64Array(), value: new Float64Array(), state: new Uint8Array() };
  let isPlain = true;
  for (let place = 0; place < column.length && isPlain; place += 1) {
    isPlain = Number.isFinite(column[place]) && (place === 0 || (column[place] as number) >= (column[place - 1] as number));
  }
  if (isPlain) return { x: column, step: track.step, value: track.value, state: track.state };
  const order = Uint32Array.from(column.keys())
    .filter((place) => Number.isFinite(column[place]))
    .sort((one, other) => (column[one] as number) - (column[other] as number) || one - other);
  const take = (values: Float64Array) => Float64Array.from(order, (place) => values[place] as number);
  return {
    x: take(column),
    step: take(track.step),
    value: take(track.value),
    state: Uint8Array.from(order, (place) => track.state[place] as number),
  };
}
