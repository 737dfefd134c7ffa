import { join, noExceedances, surpriseOf, type Exceedances } from '../../../../platform/statistics/exceedances.ts';
import { moveLevel } from './baseline.ts';
import { restored, transformed, valueAt, type Expectation } from './likelihood.ts';
import type { Point, Series, SeriesKind } from './point.ts';
import { newWatch, scored, type Watch } from './score.ts';

/** One setting for all series. */
const settings = {
  /** Evidence is gathered over so many buckets, newest last. */
  windows: [1, 2, 3, 6, 12, 24],
  /** A finding opens where the sum of a window is so far out by its likelihood, in standard deviations: of one bucket, and of several. */
  alone: 6,
  together: 5,
  /** And so rare in the history of its own series, as −log10: up to three buckets, and longer ones. */
  rare: 3.5,
  rareLong: 2,
  /** Deviations follow about the normal distribution, so that their tails are lighter than those of any sizes. */
  heaviest: 0.25,
  /** A drift: the mean of so many buckets, from a level that moves by so much a bucket (memory of ten days). */
  drift: { buckets: 24, gain: 0.004, least: 1.2, rare: 2.5, over: 0.5 },
  /** A VALUE is found by its surprise alone: it has no likelihood. */
  surprise: 2,
  /** Of several, the newest must still be so far out: what is over is not reported late. */
  still: 1,
  /** No bucket counts for more in a sum, so that one alone is not a duration. */
  most: 8,
  /** Within it a bucket is calm; so many in a row are a recovery. */
  calm: 2,
  calmBuckets: 2,
  /** A finding that lasts so long is a new level, and no longer an incident. */
  shiftBuckets: 24,
  /** After a finding, so many buckets without another one. */
  cooldown: 3,
  /** Nothing is found before so many values. */
  learning: 72,
  /** Changes below are not worth a person's time: of a share its difference, of others relative to what is expected. */
  leastEffect: { SHARE: 0.02, COUNT: 0.2, AMOUNT: 0.1, VALUE: 0.02 } satisfies Record<SeriesKind, number>,
};

export type FindingKind = 'SPIKE' | 'LEVEL_SHIFT' | 'DRIFT';
/** SILENCE: for a week there was no value. */
export type FindingEnd = 'RECOVERED' | 'NEW_LEVEL' | 'SILENCE';

export interface Finding {
  /** Beginnings of the first bucket that was out, and of the one that made it a finding. */
  readonly beganAt: number;
  readonly openedAt: number;
  readonly direction: 'UP' | 'DOWN';
  /** LEVEL_SHIFT once it lasts a day; DRIFT where it came so slowly that no bucket was out. */
  kind: FindingKind;
  /** The bucket that was farthest from what was expected. */
  worst: { at: number; value: number; expected: number; low: number; high: number; deviation: number };
  /** Buckets that were out. */
  buckets: number;
  /** Beginning of the bucket after the last that was out; null while it goes on. */
  endedAt: number | null;
  end: FindingEnd | null;
}

/** What a series was at for the last ten days, and how far the newest buckets are from it. */
interface Slow {
  level: number | null;
  /** When a drift was found: the slow level, and the one that it had come to. */
  found: { readonly from: number; readonly to: number };
  readonly deviations: number[];
  readonly tail: Exceedances;
}

export interface Finder {
  readonly watch: Watch;
  readonly tails: readonly Exceedances[];
  /** Newest last. */
  readonly recent: { at: number; deviation: number; point: Point; expected: Expectation }[];
  open: Finding | null;
  calm: number;
  coolUntil: number;
  readonly slow: Slow;
  /** On the transformed scale, of the open finding: how far each bucket is from what is expected. */
  readonly distances: number[];
}

export interface Found {
  /** What is expected of the bucket, and the ends of the band that 95 of 100 lie in; null while the series is too new. */
  readonly band: { readonly expected: number; readonly low: number; readonly high: number } | null;
  readonly isLearning: boolean;
  readonly change: 'OPENED' | 'CHANGED' | 'CLOSED' | null;
  /** The finding that is open after this bucket, or that it closed. */
  readonly finding: Finding | null;
}

export const newFinder = (series: Series): Finder => ({
  watch: newWatch(series),
  tails: settings.windows.map(() => noExceedances(settings.heaviest)),
  recent: [],
  open: null,
  calm: 0,
  coolUntil: Number.NEGATIVE_INFINITY,
  distances: [],
  slow: { level: null, found: { from: 0, to: 0 }, deviations: [], tail: noExceedances(settings.heaviest) },
});

/** The next bucket of a series, in the order of time. Throws a RangeError for what is no point of such a series. */
export function observed(finder: Finder, point: Point): Found {
  const { watch } = finder;
  const isLearning = watch.baseline.seen < settings.learning;
  const { expected, deviation, surprise } = scored(watch, point, finder.open === null || finder.open.kind === 'DRIFT');
  const { kind } = watch.series;
  const band =
    expected === null
      ? null
      : {
          expected: expected.value,
          low: valueAt(kind, expected, -1.96, point.of),
          high: valueAt(kind, expected, 1.96, point.of),
        };
  if (expected === null) return { band: null, isLearning: true, ...unknown(finder, point) };
  if (deviation === null || point.value === null) return { band, isLearning, change: null, finding: finder.open };
  finder.recent.push({ at: point.at, deviation, point, expected });
  if (finder.recent.length > (settings.windows.at(-1) as number)) finder.recent.shift();
  const isQuiet = isLearning || point.at < finder.coolUntil;
  if (finder.open !== null) {
    if (finder.open.kind === 'DRIFT') return { band, isLearning, ...driftOn(finder, finder.open, point, expected, deviation) };
    return { band, isLearning, ...goOn(finder, finder.open, point, expected, deviation) };
  }
  const alarm = kind === 'VALUE' ? surprising(surprise, isQuiet) : (alarming(finder, isQuiet) ?? drifting(finder, deviation, isQuiet));
  if (alarm === null) return { band, isLearning, change: null, finding: null };
  finder.open = opened(finder, alarm);
  return { band, isLearning, change: 'OPENED', finding: finder.open };
}

/** Nothing is expected, yet or after a silence: what was gathered says nothing of what comes. */
function unknown(finder: Finder, point: Point): Pick<Found, 'change' | 'finding'> {
  if (finder.open !== null) return closed(finder, finder.open, point.at, 'SILENCE');
  forget(finder);
  return { change: null, finding: null };
}

function forget({ recent, distances, slow }: Finder): void {
  recent.length = 0;
  distances.length = 0;
  slow.level = null;
  slow.deviations.length = 0;
}

/** What is found: in how many of the newest buckets. */
interface Alarm {
  readonly window: number;
  readonly kind: 'SPIKE' | 'DRIFT';
}

const surprising = (surprise: number, isQuiet: boolean): Alarm | null =>
  !isQuiet && surprise >= settings.surprise ? { window: 1, kind: 'SPIKE' } : null;

/** Over how many of the newest buckets the evidence suffices, or null. Where it does not, the sums join the history of the series. */
function alarming({ recent, tails, watch }: Finder, isQuiet: boolean): Alarm | null {
  const newest = recent.at(-1)?.deviation ?? 0;
  const sizes: number[] = [];
  let sum = 0;
  for (const [place, window] of settings.windows.entries()) {
    if (recent.length < window) break;
    for (let summed = settings.windows[place - 1] ?? 0; summed < window; summed += 1) {
      const { deviation } = recent[recent.length - 1 - summed] as { deviation: number };
      sum += Math.max(-settings.most, Math.min(settings.most, deviation));
    }
    const size = window === 1 ? Math.abs(newest) : Math.abs(sum) / Math.sqrt(window);
    sizes.push(size);
    const isOut = window === 1 ? size >= settings.alone : size >= settings.together && newest * Math.sign(sum) >= settings.still;
    if (isQuiet || !isOut || surpriseOf(tails[place] as Exceedances, size) < (window <= 3 ? settings.rare : settings.rareLong)) continue;
    if (isWorth(recent, window, watch.series.kind)) return { window, kind: 'SPIKE' };
  }
  // What deviates while spread and dispersion are still being learned says nothing of later.
  if (watch.baseline.seen >= settings.learning) for (const [place, size] of sizes.entries()) join(tails[place] as Exceedances, size);
  return null;
}

/** How far the newest buckets are, on average, from what the series was at for the last ten days; null before there are enough. */
function driftOf({ slow, watch }: Finder, deviation: number): number | null {
  const { additive, spread } = watch.baseline;
  slow.level = slow.level === null ? additive.level : slow.level + settings.drift.gain * (additive.level - slow.level);
  slow.deviations.push(Math.max(-settings.most, Math.min(settings.most, deviation + (additive.level - slow.level) / spread)));
  if (slow.deviations.length > settings.drift.buckets) slow.deviations.shift();
  if (slow.deviations.length < settings.drift.buckets) return null;
  return slow.deviations.reduce((sum, one) => sum + one, 0) / settings.drift.buckets;
}

/** The buckets that a drift is reported of, or null. */
function drifting(finder: Finder, deviation: number, isQuiet: boolean): Alarm | null {
  const { slow, watch, recent } = finder;
  if (isQuiet) return null;
  const drift = driftOf(finder, deviation);
  if (drift === null) return null;
  const { kind } = watch.series;
  const [was, is] = [restored(kind, slow.level as number), restored(kind, watch.baseline.additive.level)];
  const effect = kind === 'SHARE' ? Math.abs(is - was) : Math.abs(is - was) / Math.max(1e-9, Math.abs(was));
  const isOut = Math.abs(drift) >= settings.drift.least && effect >= settings.leastEffect[kind];
  if (isOut && surpriseOf(slow.tail, Math.abs(drift)) >= settings.drift.rare) {
    slow.found = { from: slow.level as number, to: watch.baseline.additive.level };
    return { window: recent.length, kind: 'DRIFT' };
  }
  join(slow.tail, Math.abs(drift));
  return null;
}

/** Whether the change over these buckets is large enough to matter. */
function isWorth(recent: Finder['recent'], window: number, kind: SeriesKind): boolean {
  let [actual, expected] = [0, 0];
  for (const bucket of recent.slice(-window)) {
    actual += bucket.point.value ?? 0;
    expected += bucket.expected.value;
  }
  const change = Math.abs(actual - expected);
  const least = settings.leastEffect[kind];
  return kind === 'SHARE' ? change / window >= least : change >= least * Math.abs(expected);
}

function opened(finder: Finder, { window, kind }: Alarm): Finding {
  const buckets = finder.recent.slice(-window);
  const newest = buckets.at(-1) as Finder['recent'][number];
  const deviations = kind === 'DRIFT' ? finder.slow.deviations : buckets.map(({ deviation }) => deviation);
  const sign = Math.sign(deviations.reduce((sum, deviation) => sum + deviation, 0)) || 1;
  const out = buckets.filter(({ deviation }) => deviation * sign >= settings.still);
  const first = out[0] ?? newest;
  const worst = out.reduce((one, other) => (Math.abs(other.deviation) > Math.abs(one.deviation) ? other : one), first);
  finder.calm = 0;
  finder.distances.length = 0;
  for (const { point, expected } of out) finder.distances.push(distanceOf(finder.watch, point, expected));
  return {
    beganAt: first.at,
    openedAt: newest.at,
    direction: sign > 0 ? 'UP' : 'DOWN',
    kind,
    worst: worstOf(finder.watch, worst.point, worst.expected, worst.deviation),
    buckets: out.length,
    endedAt: null,
    end: null,
  };
}

const distanceOf = ({ series }: Watch, { value, of = 1 }: Point, { level }: Expectation): number =>
  transformed(series.kind, value ?? 0, of) - level;

const worstOf = ({ series }: Watch, point: Point, expected: Expectation, deviation: number): Finding['worst'] => ({
  at: point.at,
  value: point.value ?? 0,
  expected: expected.value,
  low: valueAt(series.kind, expected, -1.96, point.of),
  high: valueAt(series.kind, expected, 1.96, point.of),
  deviation,
});

function goOn(finder: Finder, finding: Finding, point: Point, expected: Expectation, deviation: number): Pick<Found, 'change' | 'finding'> {
  const sign = finding.direction === 'UP' ? 1 : -1;
  if (deviation * sign < settings.calm) {
    finder.calm += 1;
    if (finder.calm >= settings.calmBuckets) return closed(finder, finding, point.at, 'RECOVERED');
  } else {
    finder.calm = 0;
    finding.buckets += 1;
    if (Math.abs(deviation) > Math.abs(finding.worst.deviation)) finding.worst = worstOf(finder.watch, point, expected, deviation);
  }
  finder.distances.push(distanceOf(finder.watch, point, expected));
  if (finder.distances.length < settings.shiftBuckets) return { change: 'CHANGED', finding };
  finding.kind = 'LEVEL_SHIFT';
  moveLevel(finder.watch.baseline, finder.distances.toSorted((one, other) => one - other)[finder.distances.length >> 1] as number);
  return closed(finder, finding, point.at + finder.watch.series.bucketMs, 'NEW_LEVEL');
}

/** A drift is over when the newest buckets are half as far away, or the slow level has come to where they are. */
function driftOn(
  finder: Finder,
  finding: Finding,
  point: Point,
  expected: Expectation,
  deviation: number,
): Pick<Found, 'change' | 'finding'> {
  const drift = driftOf(finder, deviation) ?? 0;
  const sign = finding.direction === 'UP' ? 1 : -1;
  finding.buckets += 1;
  if (Math.abs(deviation) > Math.abs(finding.worst.deviation)) finding.worst = worstOf(finder.watch, point, expected, deviation);
  if (drift * sign >= settings.drift.over * settings.drift.least) return { change: 'CHANGED', finding };
  const { from, to } = finder.slow.found;
  const isBack = Math.abs(finder.watch.baseline.additive.level - from) < Math.abs(to - from) / 2;
  return closed(finder, finding, point.at, isBack ? 'RECOVERED' : 'NEW_LEVEL');
}

/** Sums begin at nothing: what was found is not found again. */
function closed(finder: Finder, finding: Finding, at: number, end: FindingEnd): Pick<Found, 'change' | 'finding'> {
  finding.end = end;
  finding.endedAt = at - (end === 'RECOVERED' ? (settings.calmBuckets - 1) * finder.watch.series.bucketMs : 0);
  finder.open = null;
  forget(finder);
  finder.coolUntil = at + settings.cooldown * finder.watch.series.bucketMs;
  return { change: 'CLOSED', finding };
}
