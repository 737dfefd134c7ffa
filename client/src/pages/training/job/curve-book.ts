/** A curve as columns, in the order of its steps. */
export interface Curve {
  readonly step: readonly number[];
  /** NaN and infinities are values. */
  readonly value: readonly number[];
  /** ms since the epoch. */
  readonly at: readonly number[];
  /** Places on the axis of epochs or tokens; null where another is asked for, or the job logs no such counter. */
  readonly x: readonly number[] | null;
}

/** What is known of one metric's curve. */
export interface CurveState {
  /** null: not answered yet. */
  readonly curve: Curve | null;
  /** Why the last query failed, in words. */
  readonly failure: string | null;
  /** Counts the times that the curve was read again as a whole: between two, it has only grown at its end. */
  readonly readCount: number;
}

/** How the curves are asked for. */
export interface CurveQuery {
  readonly x: 'STEP' | 'EPOCH' | 'TOKENS';
  readonly attempts: 'CURRENT' | 'ALL';
  /** Steps that are looked at more closely; null: all. */
  readonly zoom: readonly [fromStep: number, toStep: number] | null;
}

export interface CurvesAsked {
  readonly metrics: readonly string[];
  readonly query: CurveQuery;
  /** Steps to read; null: all. */
  readonly range: CurveQuery['zoom'];
  readonly maxPoints: number;
}

/** A point that was logged just now. */
export interface LivePoint {
  readonly metric: string;
  readonly step: number;
  readonly value: number;
  readonly at: number;
}

export interface CurveBook {
  /** A chart of the metric is in view, until the returned function is called; `listener` hears of each change. */
  readonly watch: (metric: string, listener: () => void) => () => void;
  readonly read: (metric: string) => CurveState;
  /** Other points are wanted from now on; curves that are shown stay until theirs are there. */
  readonly ask: (query: CurveQuery) => void;
  /** Puts points that were just logged at the ends of the curves that are known. */
  readonly append: (points: readonly LivePoint[]) => void;
  /** Reads every curve in view again. */
  readonly reload: () => void;
  /** Gives up what was to be asked; a chart that comes into view begins again. */
  readonly close: () => void;
}

/** Points of a curve that is asked for. */
export const MOST_POINTS = 1_000;
/** A curve with fewer points than this part of what was asked for is exact: zooming finds no more. */
const LEAST_REDUCED = 0.24;
/** Whether points between those of a curve may have been left out. */
export const mayBeReduced = (curve: Curve | null): boolean => curve !== null && curve.step.length >= LEAST_REDUCED * MOST_POINTS;
/** A curve that has grown to this many times what is asked for is read again, thinner. */
const MOST_GROWN = 4;
/** Charts that come into view together are asked for together. */
const GATHER_MS = 15;
const MOST_METRICS = 60;
/** Waited before a curve is read again whose points came out of order, ms. */
const DISORDER_MS = 1_000;

interface Entry {
  whole: Grown | null;
  /** With the zoomed part finer; made when it is asked for. */
  shown: Grown | null;
  state: CurveState;
  /** Which query the whole curve answers, and which stretch the finer part. */
  wholeOf: string;
  zoomOf: string;
  isAsking: boolean;
  readonly listeners: Set<() => void>;
}

interface Grown {
  readonly step: number[];
  readonly value: number[];
  readonly at: number[];
  readonly x: number[] | null;
}

/** Keeps the curves of one job: reads those that are in view, a few requests for many, and adds what is logged meanwhile. */
export function openCurves(ask: (asked: CurvesAsked) => Promise<ReadonlyMap<string, Curve> | { readonly failure: string }>): CurveBook {
  const entries = new Map<string, Entry>();
  let query: CurveQuery = { x: 'STEP', attempts: 'CURRENT', zoom: null };
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let disorder: ReturnType<typeof setTimeout> | undefined;
  const disordered = new Set<string>();

  const entryOf = (metric: string): Entry => {
    let entry = entries.get(metric);
    if (entry === undefined) {
      entry = {
        whole: null,
        shown: null,
        state: { curve: null, failure: null, readCount: 0 },
        wholeOf: '',
        zoomOf: '',
        isAsking: false,
        listeners: new Set(),
      };
      entries.set(metric, entry);
    }
    return entry;
  };
  const show = (entry: Entry, change: Partial<CurveState>): void => {
    entry.state = { ...entry.state, ...change };
    for (const listener of entry.listeners) listener();
  };
  const wholeKey = ({ x, attempts }: CurveQuery): string => `${x} ${attempts}`;
  const zoomKey = (asked: CurveQuery): string => (asked.zoom === null ? '' : `${wholeKey(asked)} ${asked.zoom.join('..')}`);

  const gather = (): void => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      // The machine's curves have times for steps: read with the others, both would be thinned along one axis.
      for (const isSystem of [false, true]) {
        const asked = isSystem ? { ...query, x: 'STEP' as const, zoom: null } : query;
        const wanted = [...entries].filter(
          ([metric, entry]) => metric.startsWith('system/') === isSystem && entry.listeners.size > 0 && !entry.isAsking,
        );
        const stale = wanted.filter(([, entry]) => entry.wholeOf !== wholeKey(asked));
        const coarse = wanted.filter(
          ([, entry]) =>
            asked.zoom !== null &&
            entry.wholeOf === wholeKey(asked) &&
            entry.zoomOf !== zoomKey(asked) &&
            (entry.whole?.step.length ?? 0) >= MOST_POINTS * LEAST_REDUCED,
        );
        for (const some of chunks(stale)) void readWhole(some, asked);
        for (const some of chunks(coarse)) void readFiner(some, asked);
      }
    }, GATHER_MS);
  };

  const readWhole = async (wanted: readonly (readonly [string, Entry])[], asked: CurveQuery): Promise<void> => {
    for (const [, entry] of wanted) entry.isAsking = true;
    const answer = await ask({ metrics: wanted.map(([metric]) => metric), query: asked, range: null, maxPoints: MOST_POINTS });
    for (const [metric, entry] of wanted) {
      entry.isAsking = false;
      if ('failure' in answer) {
        entry.wholeOf = wholeKey(asked);
        show(entry, { failure: answer.failure });
        continue;
      }
      entry.whole = grownOf(answer.get(metric) ?? { step: [], value: [], at: [], x: null });
      entry.shown = null;
      entry.wholeOf = wholeKey(asked);
      entry.zoomOf = '';
      show(entry, { curve: entry.whole, failure: null, readCount: entry.state.readCount + 1 });
    }
    gather();
  };

  const readFiner = async (wanted: readonly (readonly [string, Entry])[], asked: CurveQuery): Promise<void> => {
    for (const [, entry] of wanted) entry.isAsking = true;
    const answer = await ask({ metrics: wanted.map(([metric]) => metric), query: asked, range: asked.zoom, maxPoints: MOST_POINTS });
    for (const [metric, entry] of wanted) {
      entry.isAsking = false;
      entry.zoomOf = zoomKey(asked);
      if (entry.whole === null || asked.zoom === null) continue;
      if ('failure' in answer) {
        show(entry, { failure: answer.failure });
        continue;
      }
      entry.shown = joined(entry.whole, answer.get(metric) ?? { step: [], value: [], at: [], x: null }, asked.zoom);
      show(entry, { curve: entry.shown, failure: null, readCount: entry.state.readCount + 1 });
    }
    gather();
  };

  const readAgain = (metrics: Iterable<string>): void => {
    for (const metric of metrics) {
      const entry = entries.get(metric);
      if (entry !== undefined) entry.wholeOf = '';
    }
    gather();
  };

  return {
    watch: (metric, listener) => {
      const entry = entryOf(metric);
      entry.listeners.add(listener);
      gather();
      return () => entry.listeners.delete(listener);
    },
    read: (metric) => entries.get(metric)?.state ?? unread,
    ask: (next) => {
      const isZoomedOut = next.zoom === null && query.zoom !== null;
      query = next;
      if (isZoomedOut) {
        for (const entry of entries.values()) {
          if (entry.shown === null || entry.whole === null) continue;
          entry.shown = null;
          entry.zoomOf = '';
          show(entry, { curve: entry.whole, readCount: entry.state.readCount + 1 });
        }
      }
      gather();
    },
    append: (points) => {
      const changed = new Set<Entry>();
      for (const { metric, step, value, at } of points) {
        const entry = entries.get(metric);
        if (entry?.whole == null) continue;
        const last = entry.whole.step.at(-1) ?? -1;
        // Points may come twice.
        if (step <= last && holds(entry.whole, step, value)) continue;
        // A place on another axis is known to the server alone; what is out of order is read again.
        if (step < last || query.x !== 'STEP') {
          disordered.add(metric);
          continue;
        }
        for (const curve of [entry.whole, entry.shown]) {
          if (curve === null) continue;
          // The same step again: the later value counts.
          const place = step === curve.step.at(-1) ? curve.step.length - 1 : curve.step.length;
          if (place < curve.step.length) disordered.add(metric);
          curve.step[place] = step;
          curve.value[place] = value;
          curve.at[place] = at;
        }
        if (entry.whole.step.length > MOST_POINTS * MOST_GROWN) disordered.add(metric);
        changed.add(entry);
      }
      for (const entry of changed) for (const listener of entry.listeners) listener();
      if (disordered.size > 0)
        disorder ??= setTimeout(() => {
          disorder = undefined;
          readAgain(disordered);
          disordered.clear();
        }, DISORDER_MS);
    },
    reload: () => readAgain(entries.keys()),
    close: () => {
      clearTimeout(gathering);
      clearTimeout(disorder);
      gathering = undefined;
      disorder = undefined;
    },
  };
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / MOST_METRICS) }, (_, place) =>
    items.slice(place * MOST_METRICS, (place + 1) * MOST_METRICS),
  );
}

const unread: CurveState = { curve: null, failure: null, readCount: 0 };

/** Whether a curve has this value at a step. */
function holds({ step: steps, value: values }: Curve, step: number, value: number): boolean {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < step) low = middle + 1;
    else high = middle;
  }
  while (steps[low] === step) {
    if (Object.is(values[low], value)) return true;
    low += 1;
  }
  return false;
}

function grownOf({ step, value, at, x }: Curve): Grown {
  return { step: [...step], value: [...value], at: [...at], x: x === null ? null : [...x] };
}

/** The whole curve, with what is known more closely of a stretch of it in its place. */
function joined(whole: Grown, part: Curve, [from, to]: readonly [number, number]): Grown {
  const before = whole.step.findIndex((step) => step >= from);
  const cut = before === -1 ? whole.step.length : before;
  const after = whole.step.findIndex((step) => step > to);
  const end = after === -1 ? whole.step.length : after;
  const join = (outer: readonly number[], inner: readonly number[]) => [...outer.slice(0, cut), ...inner, ...outer.slice(end)];
  return {
    step: join(whole.step, part.step),
    value: join(whole.value, part.value),
    at: join(whole.at, part.at),
    x: whole.x === null || part.x === null ? null : join(whole.x, part.x),
  };
}
