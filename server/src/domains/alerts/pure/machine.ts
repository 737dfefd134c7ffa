import { dayMs } from '../../analytics/pure/interval.ts';
import type { AlertState } from '../types.ts';

/** From when on a series is bad, and good again. */
export interface Levels {
  readonly isAbove: boolean;
  readonly trip: number;
  readonly clear: number;
  /** So long it must be bad without a break. */
  readonly forMs: number;
  /** So long a state is kept after it fired or resolved. */
  readonly dwellMs: number;
  /** So long without a value is bad; null: it changes nothing. */
  readonly emptyTripMs: number | null;
  /** A bad time that was not looked at for longer is not one without a break. Absent: 3 minutes. */
  readonly gapMs?: number;
}

/** What one evaluation found of a series. */
export type Reading =
  | { readonly kind: 'value'; readonly value: number; readonly of: number }
  /** There was nothing to measure. */
  | { readonly kind: 'empty' }
  /** It is not known whether there was: our own ingest lags, or a store did not answer. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** What the series was of has ended, such as a training job: nothing is measured of it any more. */
  | { readonly kind: 'over' };

/** What is kept of a series between evaluations. Instants in milliseconds since 1970. */
export interface Series {
  readonly phase: 'OK' | 'PENDING' | 'FIRING';
  readonly seen: 'VALUE' | 'EMPTY' | 'UNKNOWN';
  readonly lastValue: number | null;
  readonly lastValueAt: number | null;
  /** The last evaluation of any outcome. */
  readonly evaluatedAt: number;
  readonly pendingSince: number | null;
  /** When it last fired or resolved; null: never. */
  readonly changedAt: number | null;
  /** Since when the phase holds. */
  readonly since: number;
  /** Evaluations without a value, one after the other. */
  readonly emptyCount: number;
}

export type Turn = 'FIRED' | 'RESOLVED';

export interface Step {
  readonly series: Series;
  /** One reading makes one turn at most. */
  readonly turn: Turn | null;
  /** The series resolves because nothing was measured for so long, and not by a good value. */
  readonly bySilence: boolean;
}

const standardGapMs = 180_000;
/** A series that fires and has no value for so long is closed. */
export const silenceMs = dayMs;

export const newSeries = (at: number): Series => ({
  phase: 'OK',
  seen: 'UNKNOWN',
  lastValue: null,
  lastValueAt: null,
  evaluatedAt: at,
  pendingSince: null,
  changedAt: null,
  since: at,
  emptyCount: 0,
});

export const isBad = (value: number, { isAbove, trip }: Pick<Levels, 'isAbove' | 'trip'>): boolean =>
  isAbove ? value >= trip : value <= trip;

/** Whether a series that fires is good again. Where both levels are one, whatever is not bad is good. */
export function isCleared(value: number, levels: Pick<Levels, 'isAbove' | 'trip' | 'clear'>): boolean {
  if (levels.trip === levels.clear) return !isBad(value, levels);
  return levels.isAbove ? value <= levels.clear : value >= levels.clear;
}

/**
 * What becomes of a series with one reading (machine.test.ts):
 *
 * - what is unknown changes nothing but that it is unknown;
 * - any value that is not bad ends a time of waiting;
 * - two turns lie at least `dwellMs` apart, whatever the values do meanwhile;
 * - between the two levels, what was stays;
 * - what is over is good, at once.
 */
export function step(series: Series, reading: Reading, levels: Levels, at: number): Step {
  const still = { ...series, evaluatedAt: at };
  if (reading.kind === 'unknown') return { series: { ...still, seen: 'UNKNOWN' }, turn: null, bySilence: false };
  if (reading.kind === 'empty') return stepEmpty(series, levels, at);
  if (reading.kind === 'over') {
    const over: Series = { ...still, seen: 'VALUE', emptyCount: 0 };
    return series.phase === 'FIRING' ? turned(over, 'RESOLVED', at) : held(toOk(over, at));
  }
  const known: Series = { ...still, seen: 'VALUE', lastValue: reading.value, lastValueAt: at, emptyCount: 0 };
  if (series.phase === 'FIRING')
    return isCleared(reading.value, levels) && hasDwelt(series, levels, at) ? turned(known, 'RESOLVED', at) : held(known);
  if (!isBad(reading.value, levels)) return held(toOk(known, at));
  return waited(series, known, levels, levels.forMs, at);
}

function stepEmpty(series: Series, levels: Levels, at: number): Step {
  const empty: Series = { ...series, evaluatedAt: at, seen: 'EMPTY', emptyCount: series.emptyCount + 1 };
  const emptyMs = at - (series.lastValueAt ?? series.since);
  if (series.phase === 'FIRING') {
    const isOver = levels.emptyTripMs === null && emptyMs >= silenceMs && hasDwelt(series, levels, at);
    return isOver ? { ...turned(empty, 'RESOLVED', at), bySilence: true } : held(empty);
  }
  return levels.emptyTripMs !== null && emptyMs >= levels.emptyTripMs ? waited(series, empty, levels, 0, at) : held(empty);
}

/** A bad reading of a series that does not fire: it begins to wait, goes on, or fires. */
function waited(before: Series, now: Series, levels: Levels, forMs: number, at: number): Step {
  const isUnbroken =
    before.phase === 'PENDING' && before.pendingSince !== null && at - (before.lastValueAt ?? at) <= (levels.gapMs ?? standardGapMs);
  const pendingSince = isUnbroken ? (before.pendingSince as number) : at;
  if (at - pendingSince >= forMs && hasDwelt(before, levels, at)) return turned(now, 'FIRED', at);
  return held({ ...now, phase: 'PENDING', pendingSince, since: before.phase === 'PENDING' ? before.since : at });
}

const hasDwelt = ({ changedAt }: Series, { dwellMs }: Levels, at: number): boolean => changedAt === null || at - changedAt >= dwellMs;
const toOk = (series: Series, at: number): Series =>
  series.phase === 'OK' ? series : { ...series, phase: 'OK', pendingSince: null, since: at };
const held = (series: Series): Step => ({ series, turn: null, bySilence: false });
const turned = (series: Series, turn: Turn, at: number): Step => ({
  series: { ...series, phase: turn === 'FIRED' ? 'FIRING' : 'OK', pendingSince: null, changedAt: at, since: at },
  turn,
  bySilence: false,
});

/** What is shown of a series. One that fires does so whatever the last evaluation saw. */
export function shownState({ phase, seen }: Pick<Series, 'phase' | 'seen'>, isMuted: boolean): AlertState {
  if (isMuted) return 'MUTED';
  if (phase === 'FIRING') return 'FIRING';
  if (seen === 'UNKNOWN') return 'UNKNOWN';
  return seen === 'EMPTY' ? 'NO_DATA' : phase;
}

const order: readonly AlertState[] = ['OK', 'UNKNOWN', 'NO_DATA', 'PENDING', 'FIRING', 'MUTED'];
/** The state of a rule: the worst of its series; OK where it has none. */
export const worstState = (states: readonly AlertState[]): AlertState =>
  states.reduce<AlertState>((worst, state) => (order.indexOf(state) > order.indexOf(worst) ? state : worst), 'OK');
