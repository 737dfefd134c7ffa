import { hourMs } from '../../analytics/pure/interval.ts';
import { join, noExceedances, surpriseOf, type Exceedances } from '../../../platform/statistics/exceedances.ts';
import { expectationOf, type Baseline } from './detect/baseline.ts';
import type { Finding } from './detect/findings.ts';
import { deviationOf, valueAt, type Expectation } from './detect/likelihood.ts';
import type { SeriesKind } from './detect/point.ts';
import type { Season } from './detect/season.ts';
import type { Thresholds } from './feedback.ts';
import { measuredKind, shownValueOf, type MeasuredBucket } from './measure.ts';
import { judgedOrNone, shownWorst, type FindingChange, type Judged, type Run } from './run.ts';
import { isSumOf } from './telling.ts';
import type { SignalMetric } from '../types.ts';

/*
 * Minutes of series that have many messages, so that an incident of a quarter of an hour is known while it lasts. Nothing is learned twice: what is
 * expected of a short bucket is what the hours have learned, between the hours that it lies in. What is learned here is how far short buckets usually
 * are from that, since they vary more than hours do, and how rare a distance is.
 */

/** Rises when a kept state means something else: it is then learned from the past again. */
export const shortVersion = 1;

/** One setting for all series. */
const settings = {
  /** A short bucket has so many measurements, on average over a week. */
  measurements: 30,
  lengths: [60_000, 300_000],
  /** Deviations are summed over so many buckets, newest last. */
  windows: [1, 3, 6],
  /** A finding opens where a sum is so far out, in standard deviations of short buckets: of one bucket, and of several; the newest one at least so far. */
  alone: 7,
  together: 6,
  still: 2,
  most: 8,
  /** And so rare, as −log10, by the hour: of one of the buckets of an hour as many times rarer. */
  rare: 3,
  heaviest: 0.25,
  remembered: 2_016,
  /** Nothing is found before so many buckets. */
  learning: 1_000,
  /** Gain of the usual distance and of its spread: a memory of 500 buckets. */
  gain: 0.002,
  /** The least that the spread becomes: a count's and a share's distribution is narrower by no knowledge of the past. */
  leastSpread: { SHARE: 1, COUNT: 1, AMOUNT: 0.3, VALUE: 0.3 } satisfies Record<SeriesKind, number>,
  /** Of a share its difference, of others the logarithm of the factor: smaller ones can wait for the hour. */
  leastEffect: { SHARE: 0.1, COUNT: 0.4, AMOUNT: 0.4, VALUE: 0.4 } satisfies Record<SeriesKind, number>,
  /** Within `calm` for so long it is over; then nothing opens for `cooldownMs`. Without a value for an hour it is over, too. */
  calm: 2,
  calmMs: 600_000,
  cooldownMs: 900_000,
  /** Newest buckets that are kept, for what they tell of an incident. */
  kept: 24,
};

/** So far back the distances of short buckets are learned from: a week of five minutes, 34 hours of one. */
export const shortHistoryMs = (bucketMs: number): number => settings.remembered * bucketMs;

/** How long the short buckets of a series are, by its measurements an hour; null: it has too few for any. */
export const shortMsOf = (measurementsAnHour: number): number | null =>
  settings.lengths.find((length) => (measurementsAnHour * length) / hourMs >= settings.measurements) ?? null;

/** What the watch of short buckets knows of a series. */
export interface Short {
  /** Usual distance from what hours let expect, and its spread, in standard deviations. */
  centre: number;
  spread: number;
  seen: number;
  readonly tail: Exceedances;
  /** Newest last. */
  readonly newest: Newest[];
  readonly judged: Judged[];
  open: Finding | null;
  /** Buckets in a row that were calm, or had no value. */
  calm: number;
  empty: number;
  coolUntil: number;
}

interface Newest {
  readonly at: number;
  readonly size: number;
  readonly value: number;
  readonly of: number;
  readonly expected: Expectation;
}

export const newShort = (): Short => ({
  centre: 0,
  spread: 1,
  seen: 0,
  tail: noExceedances(settings.heaviest, settings.remembered),
  newest: [],
  judged: [],
  open: null,
  calm: 0,
  empty: 0,
  coolUntil: Number.NEGATIVE_INFINITY,
});

/** What a series is judged by: what its hours have learned. */
export interface ShortSeries {
  readonly metric: SignalMetric;
  readonly bucketMs: number;
  readonly baseline: Baseline;
  readonly season: Season;
}

/**
 * The next short buckets of a series, in the order of time. `isOpenByHour`: its hours have an open finding, so that nothing opens here and nothing is
 * learned. Values of findings are in the unit of the metric, counts and sums by the hour.
 */
export function shortRunOf(
  short: Short,
  series: ShortSeries,
  buckets: readonly MeasuredBucket[],
  { thresholds, isOpenByHour }: { readonly thresholds: Thresholds; readonly isOpenByHour: boolean },
): Run {
  const { metric, bucketMs } = series;
  const judged: Judged[] = [];
  const changes: FindingChange[] = [];
  if (isOpenByHour) short.open = null;
  for (const { at, value, of } of buckets) {
    const measured = judgedOrNone(metric, value);
    const expected = expectedOf(series, { at, value: measured, of });
    const bandOf = (z: number): number | null =>
      expected === null ? null : shownValueOf(metric, valueAt(measuredKind(metric), expected, short.centre + z * short.spread, of));
    const usual = expected === null ? null : shownValueOf(metric, expected.value);
    judged.push({ at, value, of, expected: usual, low: bandOf(-1.96), high: bandOf(1.96) });
    const change = stepped(short, series, { at, value: measured, of }, expected, isOpenByHour ? null : thresholds);
    if (change !== null) changes.push({ at, ...change, finding: shownOf(change.finding, metric, bucketMs) });
  }
  short.judged.push(...judged.slice(-settings.kept));
  short.judged.splice(0, short.judged.length - settings.kept);
  return { judged, changes, valueCount: 0 };
}

/** What is expected of a short bucket: on the way from the middle of one hour to that of the next; of counts and sums its part of the hour. */
function expectedOf({ metric, bucketMs, baseline, season }: ShortSeries, { at, value, of }: MeasuredBucket): Expectation | null {
  const kind = measuredKind(metric);
  const part = isSumOf(metric) ? bucketMs / hourMs : 1;
  const hour = Math.floor(at / hourMs) * hourMs;
  const ofHour = (start: number): Expectation | null =>
    expectationOf(baseline, season, kind, { at: start, value: value === null ? null : value / part, of });
  const own = ofHour(hour);
  if (own === null || kind === 'SHARE') return own;
  const off = (at + bucketMs / 2 - hour) / hourMs - 0.5;
  const beside = ofHour(hour + Math.sign(off) * hourMs) ?? own;
  const weight = Math.abs(off);
  const level = (1 - weight) * own.level + weight * beside.level + Math.log(part);
  const mean = own.value > 0 && beside.value > 0 ? own.value ** (1 - weight) * beside.value ** weight : own.value;
  return { ...own, level, value: mean * part };
}

type Step = Pick<FindingChange, 'change' | 'finding'>;

/** `thresholds`: null: nothing opens, and nothing is learned. */
function stepped(
  short: Short,
  series: ShortSeries,
  { at, value, of }: MeasuredBucket,
  expected: Expectation | null,
  thresholds: Thresholds | null,
): Step | null {
  const kind = measuredKind(series.metric);
  const deviation = expected === null ? null : deviationOf(kind, { at, value, of }, expected);
  if (expected === null || deviation === null || value === null) return withoutValue(short, series, at);
  const size = (deviation - short.centre) / short.spread;
  short.empty = 0;
  short.newest.push({ at, size, value, of, expected });
  if (short.newest.length > (settings.windows.at(-1) as number)) short.newest.shift();
  if (short.open !== null) return goOn(short, series, short.open);
  if (thresholds === null) return null;
  const opened = at < short.coolUntil ? null : openedBy(short, series, thresholds);
  if (opened !== null) {
    short.open = opened;
    short.calm = 0;
    return { change: 'OPENED', finding: opened };
  }
  learn(short, kind, deviation);
  return null;
}

function withoutValue(short: Short, { bucketMs }: ShortSeries, at: number): Step | null {
  short.newest.length = 0;
  short.empty += 1;
  return short.open === null || short.empty * bucketMs < hourMs ? null : closed(short, short.open, at, 'SILENCE');
}

function learn(short: Short, kind: SeriesKind, deviation: number): void {
  short.seen += 1;
  const gain = Math.max(settings.gain, 1 / (short.seen + 1));
  const distance = deviation - short.centre;
  short.centre += gain * Math.max(-3 * short.spread, Math.min(3 * short.spread, distance));
  short.spread = Math.max(
    settings.leastSpread[kind],
    short.spread + gain * (1.25 * Math.min(Math.abs(distance), 4 * short.spread) - short.spread),
  );
  // A mean of a few distances is no measure of how rare one is.
  if (short.seen > 100) join(short.tail, strongestOf(short).strength);
}

/** The window that is farthest out, over how far it had to be. */
function strongestOf({ newest }: Short): { readonly strength: number; readonly window: number; readonly sign: number } {
  let [sum, strength, window, sign] = [0, 0, 1, 1];
  let summed = 0;
  for (const length of settings.windows) {
    if (newest.length < length) break;
    for (; summed < length; summed += 1)
      sum += Math.max(-settings.most, Math.min(settings.most, (newest[newest.length - 1 - summed] as Newest).size));
    const size = length === 1 ? Math.abs((newest.at(-1) as Newest).size) : Math.abs(sum) / Math.sqrt(length);
    const one = size / (length === 1 ? settings.alone : settings.together);
    if (one > strength) [strength, window, sign] = [one, length, Math.sign(sum) || 1];
  }
  return { strength, window, sign };
}

function openedBy(short: Short, series: ShortSeries, thresholds: Thresholds): Finding | null {
  const { strength: out, window, sign } = strongestOf(short);
  const direction = sign > 0 ? 'UP' : 'DOWN';
  const newest = short.newest.at(-1) as Newest;
  if (short.seen < settings.learning || out < thresholds[direction] || newest.size * sign < settings.still) return null;
  const rare = surpriseOf(short.tail, out) / (settings.rare + Math.log10(hourMs / series.bucketMs));
  const strength = Math.min(out, rare);
  const buckets = short.newest.slice(-window);
  if (strength < thresholds[direction] || !isWorth(buckets, measuredKind(series.metric))) return null;
  // It began with the first of those that were out without a break, of more than it was seen by, too.
  const calmAt = short.newest.findLastIndex(({ size }) => size * sign < settings.calm);
  const isOut = short.newest.slice(calmAt + 1);
  const worst = isOut.reduce((one, other) => (other.size * sign > one.size * sign ? other : one), newest);
  return {
    beganAt: (isOut[0] ?? newest).at,
    openedAt: newest.at,
    direction,
    strength,
    kind: 'SPIKE',
    worst: worstOf(short, series, worst),
    buckets: isOut.length,
    endedAt: null,
    end: null,
  };
}

function isWorth(buckets: readonly Newest[], kind: SeriesKind): boolean {
  const least = settings.leastEffect[kind];
  if (kind === 'SHARE') {
    const of = buckets.reduce((sum, one) => sum + one.of, 0);
    const more = buckets.reduce((sum, one) => sum + one.of * (one.value - one.expected.value), 0);
    return of > 0 && Math.abs(more) / of >= least;
  }
  const [actual, expected] = [
    buckets.reduce((sum, { value }) => sum + value, 0),
    buckets.reduce((sum, one) => sum + Math.max(1e-9, one.expected.value), 0),
  ];
  return Math.abs(Math.log(Math.max(1e-9, actual) / expected)) >= least;
}

const worstOf = (short: Short, { metric, bucketMs }: ShortSeries, { at, size, value, of, expected }: Newest): Finding['worst'] => {
  const end = (z: number): number => valueAt(measuredKind(metric), expected, short.centre + z * short.spread, of);
  return { at, spanMs: bucketMs, value, expected: expected.value, low: end(-1.96), high: end(1.96), deviation: size };
};

function goOn(short: Short, series: ShortSeries, finding: Finding): Step {
  const sign = finding.direction === 'UP' ? 1 : -1;
  const newest = short.newest.at(-1) as Newest;
  if (newest.size * sign > finding.worst.deviation * sign) finding.worst = worstOf(short, series, newest);
  if (newest.size * sign >= settings.calm) {
    short.calm = 0;
    finding.buckets += 1;
    return { change: 'CHANGED', finding };
  }
  short.calm += 1;
  const needed = Math.max(2, Math.round(settings.calmMs / series.bucketMs));
  if (short.calm < needed) return { change: 'CHANGED', finding };
  return closed(short, finding, newest.at - (needed - 1) * series.bucketMs, 'RECOVERED');
}

function closed(short: Short, finding: Finding, at: number, end: Finding['end']): Step {
  finding.endedAt = at;
  finding.end = end;
  short.open = null;
  short.calm = 0;
  short.newest.length = 0;
  short.coolUntil = at + settings.calmMs + settings.cooldownMs;
  return { change: 'CLOSED', finding };
}

/** In the unit of the metric; counts and sums by the hour, as its name says. */
function shownOf(finding: Finding, metric: SignalMetric, bucketMs: number): Finding {
  const worst = shownWorst(metric, finding.worst);
  if (!isSumOf(metric)) return { ...finding, worst };
  const times = hourMs / bucketMs;
  const { value, expected, low, high } = worst;
  return { ...finding, worst: { ...worst, value: value * times, expected: expected * times, low: low * times, high: high * times } };
}
