import type { NumberColumn, RawColumns } from '../../marks/columns.ts';

/** Lines that grow while they are watched. Points are appended; charts draw them at the next frame, however many came. */
export interface LineStream {
  /**
   * Adds points at a series' end; a key that is new begins a series. `x` ascends (times as ms since the epoch), also from one
   * call to the next. Throws a RangeError where it doesn't, or where the columns differ in length; nothing is added then.
   */
  readonly append: (key: string, x: NumberColumn, y: NumberColumn) => void;
  /** Every series as columns: views of what is there now, which later appends don't change. */
  readonly read: () => readonly RawColumns[];
  readonly clear: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface LineStreamOptions {
  /** Points that a series keeps: the latest. All by default. */
  readonly capacity?: number | undefined;
  /** NaN in y is a value (a diverged loss) and is marked, not a gap. */
  readonly hasInvalid?: boolean | undefined;
}

const FIRST_LENGTH = 1024;

interface Growing {
  x: Float64Array;
  y: Float64Array;
  /** Points before it are given up; points from `end` on are room. */
  start: number;
  end: number;
  readonly invalid: number[];
}

/** A stream with these series in this order; more may come with their first points. */
export function createLineStream(
  keys: readonly string[] = [],
  { capacity = Infinity, hasInvalid = false }: LineStreamOptions = {},
): LineStream {
  const empty = (): Growing => ({ x: new Float64Array(FIRST_LENGTH), y: new Float64Array(FIRST_LENGTH), start: 0, end: 0, invalid: [] });
  const series = new Map(keys.map((key) => [key, empty()]));
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    append: (key, x, y) => {
      const one = series.get(key) ?? empty();
      check(key, one, x, y);
      series.set(key, one);
      makeRoom(one, x.length, capacity);
      one.x.set(x, one.end);
      one.y.set(y, one.end);
      for (let place = 0; place < y.length; place += 1) {
        const value = y[place] as number;
        if (!Number.isFinite(value) && (hasInvalid || !Number.isNaN(value))) one.invalid.push(x[place] as number);
      }
      one.end += x.length;
      one.start = Math.max(one.start, one.end - capacity);
      tell();
    },
    read: () =>
      Array.from(series, ([key, one]): RawColumns => {
        const x = one.x.subarray(one.start, one.end);
        const from = x[0] ?? Infinity;
        const invalid = one.invalid.filter((at) => at >= from);
        return {
          key,
          x,
          y: one.y.subarray(one.start, one.end),
          low: null,
          high: null,
          ...(invalid.length === 0 ? {} : { invalid: Float64Array.from(invalid) }),
        };
      }),
    clear: () => {
      for (const key of series.keys()) series.set(key, empty());
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function check(key: string, one: Growing, x: NumberColumn, y: NumberColumn): void {
  if (x.length !== y.length) throw new RangeError(`Series “${key}”: ${x.length} values of x, ${y.length} of y. Append as many of both.`);
  let before = one.end > one.start ? (one.x[one.end - 1] as number) : -Infinity;
  for (let place = 0; place < x.length; place += 1) {
    const at = x[place] as number;
    if (!(at >= before && at < Infinity))
      throw new RangeError(
        `Series “${key}”: x ${at} after ${before}, at place ${place}. x must ascend; put late points into a new chart's columns.`,
      );
    before = at;
  }
}

/** Views that were read stay as they are: room is made in new arrays, never by moving points inside old ones. */
function makeRoom(one: Growing, count: number, capacity: number): void {
  if (one.end + count <= one.x.length) return;
  const kept = Math.min(one.end - one.start, capacity);
  const length = Math.max(FIRST_LENGTH, (kept + count) * 2);
  const moved = (from: Float64Array) => {
    const to = new Float64Array(length);
    to.set(from.subarray(one.end - kept, one.end));
    return to;
  };
  one.x = moved(one.x);
  one.y = moved(one.y);
  one.start = 0;
  one.end = kept;
}
