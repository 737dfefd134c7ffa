import { join, noExceedances, surpriseOf, type Exceedances } from '../../../../platform/statistics/exceedances.ts';
import type { Direction, Thresholds } from '../feedback.ts';
import { restored, type Expectation } from './likelihood.ts';
import type { Point, SeriesKind } from './point.ts';
import { scoreSettings, type Watch } from './score.ts';
import { farthestOf, isSparse, strengthOf, type Away, type Sparse } from './sparse.ts';

/** One setting for all series. */
export const alarmSettings = {
  /** Evidence is gathered over so many buckets, newest last. */
  windows: [1, 2, 3, 6, 12, 24],
  /** Of a sparse series, whose days are compared, only up to so many, and so many times as strong: one message may be all that an hour has. */
  ofSparse: { longest: 3, stronger: 1.2 },
  /** A finding opens where the sum of a window is so far out by its likelihood, in standard deviations: of one bucket, and of several. */
  alone: 6,
  together: 5,
  /** And so rare in the history of its own series, as −log10: up to three buckets, and longer ones. */
  rare: 3.5,
  rareLong: 2,
  /** Deviations follow about the normal distribution, so that their tails are lighter than those of any sizes. */
  heaviest: 0.25,
  /** Sizes that a rarity is judged by: 90 days of hours. */
  remembered: 2_160,
  /** A drift: the mean of so many buckets, from a level that moves by so much a bucket (memory of ten days). */
  drift: { buckets: 24, gain: 0.004, least: 1.2, rare: 2.5, over: 0.5 },
  /** Of several, the newest must still be so far out: what is over is not reported late. */
  still: 1,
  /** No bucket counts for more in a sum, so that one alone is not a duration. */
  most: 8,
  /** Nothing is found before so many values. */
  learning: 72,
  /** Changes below are not worth a person's time: of a share its difference, of others relative to what is expected. */
  leastEffect: { SHARE: 0.02, COUNT: 0.2, AMOUNT: 0.1, VALUE: 0.02 } satisfies Record<SeriesKind, number>,
};

/** What a series was at for the last ten days, and how far the newest buckets are from it. */
export interface Slow {
  level: number | null;
  /** When a drift was found: the slow level, and the one that it had come to. */
  found: { readonly from: number; readonly to: number };
  readonly deviations: number[];
  readonly tail: Exceedances;
}

export interface Bucket {
  readonly at: number;
  readonly deviation: number;
  readonly point: Point;
  readonly expected: Expectation;
}

/** All that alarms are raised by. */
export interface Evidence {
  readonly watch: Watch;
  readonly tails: readonly Exceedances[];
  /** Newest last. */
  readonly recent: Bucket[];
  readonly slow: Slow;
  readonly sparse: Sparse;
}

/** What is found: in how many of the newest buckets, how many times as strong as it had to be, and, of a sparse series, in which hours. */
export interface Alarm {
  readonly window: number;
  readonly kind: 'SPIKE' | 'DRIFT';
  readonly strength: number;
  readonly hours: Away | null;
}

export const newTail = (): Exceedances => noExceedances(alarmSettings.heaviest, alarmSettings.remembered);

const directionOf = (size: number): Direction => (size < 0 ? 'DOWN' : 'UP');

/** Of a VALUE. */
export function surprising(surprise: number, deviation: number, thresholds: Thresholds, isQuiet: boolean): Alarm | null {
  const strength = surprise / scoreSettings.quiet.from;
  return !isQuiet && strength >= thresholds[directionOf(deviation)] ? { window: 1, kind: 'SPIKE', strength, hours: null } : null;
}

/** Over how many of the newest buckets the evidence suffices, or null. Where it does not, the sums join the history of the series. */
export function alarming({ recent, tails, watch, sparse }: Evidence, thresholds: Thresholds, isQuiet: boolean): Alarm | null {
  const newest = recent.at(-1)?.deviation ?? 0;
  const sizes: number[] = [];
  const { longest, stronger } = isSparse(sparse) ? alarmSettings.ofSparse : { longest: Number.POSITIVE_INFINITY, stronger: 1 };
  let sum = 0;
  for (const [place, window] of alarmSettings.windows.entries()) {
    if (recent.length < window) break;
    for (let summed = alarmSettings.windows[place - 1] ?? 0; summed < window; summed += 1) {
      const { deviation } = recent[recent.length - 1 - summed] as Bucket;
      sum += Math.max(-alarmSettings.most, Math.min(alarmSettings.most, deviation));
    }
    const size = window === 1 ? Math.abs(newest) : Math.abs(sum) / Math.sqrt(window);
    sizes.push(size);
    const isStill = window === 1 || newest * Math.sign(sum) >= alarmSettings.still;
    const needed = thresholds[directionOf(sum)];
    const out = size / (window === 1 ? alarmSettings.alone : alarmSettings.together) / stronger;
    if (isQuiet || !isStill || out < needed || window > longest) continue;
    const rare = surpriseOf(tails[place] as Exceedances, size) / (window <= 3 ? alarmSettings.rare : alarmSettings.rareLong) / stronger;
    const strength = Math.min(out, rare);
    if (strength >= needed && isWorth(recent, window, watch.series.kind)) return { window, kind: 'SPIKE', strength, hours: null };
  }
  // What deviates while spread and dispersion are still being learned says nothing of later.
  if (watch.baseline.seen >= alarmSettings.learning) for (const [place, size] of sizes.entries()) join(tails[place] as Exceedances, size);
  return null;
}

/** Whether the change over these buckets is large enough to matter. */
function isWorth(recent: readonly Bucket[], window: number, kind: SeriesKind): boolean {
  let [actual, expected] = [0, 0];
  for (const bucket of recent.slice(-window)) {
    actual += bucket.point.value ?? 0;
    expected += bucket.expected.value;
  }
  const change = Math.abs(actual - expected);
  const least = alarmSettings.leastEffect[kind];
  return kind === 'SHARE' ? change / window >= least : change >= least * Math.abs(expected);
}

/** Of a sparse series: whether its newest half day, day or two days are away from the weeks before. To be called as an hour is complete. */
export function sparsely({ sparse, watch }: Evidence, thresholds: Thresholds, isQuiet: boolean): Alarm | null {
  if (!isSparse(sparse)) return null;
  const away = farthestOf(sparse, watch.series.kind);
  if (away === null || isQuiet) return null;
  const strength = strengthOf(sparse, watch.series.kind, away);
  if (strength < thresholds[directionOf(away.size)]) return null;
  return { window: 1, kind: 'SPIKE', strength, hours: away };
}

/** How far the newest buckets are, on average, from what the series was at for the last ten days; null before there are enough. */
export function driftOf({ slow, watch }: Evidence, deviation: number): number | null {
  const { additive, spread } = watch.baseline;
  const { drift, most } = alarmSettings;
  slow.level = slow.level === null ? additive.level : slow.level + drift.gain * (additive.level - slow.level);
  slow.deviations.push(Math.max(-most, Math.min(most, deviation + (additive.level - slow.level) / spread)));
  if (slow.deviations.length > drift.buckets) slow.deviations.shift();
  if (slow.deviations.length < drift.buckets) return null;
  return slow.deviations.reduce((sum, one) => sum + one, 0) / drift.buckets;
}

/** The buckets that a drift is reported of, or null. */
export function drifting(evidence: Evidence, deviation: number, thresholds: Thresholds, isQuiet: boolean): Alarm | null {
  const { slow, watch, recent } = evidence;
  if (isQuiet || isSparse(evidence.sparse)) return null;
  const drift = driftOf(evidence, deviation);
  if (drift === null) return null;
  const { kind } = watch.series;
  const [was, is] = [restored(kind, slow.level as number), restored(kind, watch.baseline.additive.level)];
  const effect = kind === 'SHARE' ? Math.abs(is - was) : Math.abs(is - was) / Math.max(1e-9, Math.abs(was));
  const size = Math.abs(drift);
  const needed = thresholds[directionOf(drift)];
  if (size >= needed * alarmSettings.drift.least && effect >= alarmSettings.leastEffect[kind]) {
    const strength = Math.min(size / alarmSettings.drift.least, surpriseOf(slow.tail, size) / alarmSettings.drift.rare);
    if (strength >= needed) {
      slow.found = { from: slow.level as number, to: watch.baseline.additive.level };
      return { window: recent.length, kind: 'DRIFT', strength, hours: null };
    }
  }
  join(slow.tail, size);
  return null;
}
