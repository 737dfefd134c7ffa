import { hourMs } from '../../../analytics/pure/interval.ts';
import { usualThresholds, type Direction, type Thresholds } from '../feedback.ts';
import {
  alarming,
  alarmSettings,
  drifting,
  driftOf,
  newTail,
  sparsely,
  surprising,
  type Alarm,
  type Bucket,
  type Evidence,
} from './alarms.ts';
import { moveLevel } from './baseline.ts';
import { transformed, valueAt, type Expectation } from './likelihood.ts';
import type { Point, Series } from './point.ts';
import { newWatch, scored, type Watch } from './score.ts';
import { awayOver, dropNewest, farthestNow, gather, moveReference, newestAt, newSparse, settle, type Away } from './sparse.ts';

/** Rises when a kept `Finder` means something else, or has another shape: it is then to be made from the past again. */
export const finderVersion = 6;

/** One setting for all series. */
const settings = {
  /** Within it a bucket is calm; so many in a row are a recovery. */
  calm: 2,
  calmBuckets: 2,
  /** A finding that lasts so long is a new level, and no longer an incident. */
  shiftBuckets: 24,
  /** Of a sparse series: so many hours are calm with half of the effect or less, and after so many it is a new level. */
  sparse: { calmHours: 12, shiftHours: 72, levelHours: 48 },
  /** After a finding, so many buckets without another one. */
  cooldown: 3,
};

export type FindingKind = 'SPIKE' | 'LEVEL_SHIFT' | 'DRIFT';
/** SILENCE: for a week there was no value. */
export type FindingEnd = 'RECOVERED' | 'NEW_LEVEL' | 'SILENCE';

export interface Finding {
  /** Beginnings of the first bucket that was out, and of the one that made it a finding. */
  readonly beganAt: number;
  readonly openedAt: number;
  readonly direction: Direction;
  /** How many times as strong it was, when it opened, as a finding must be by default: verdicts compare it (`feedback.ts`). */
  readonly strength: number;
  /** LEVEL_SHIFT once it lasts a day; DRIFT where it came so slowly that no bucket was out. */
  kind: FindingKind;
  /** What was judged, where it was farthest from what was expected. */
  worst: Worst;
  /** Buckets that were out. */
  buckets: number;
  /** Beginning of the bucket after the last that was out; null while it goes on. */
  endedAt: number | null;
  end: FindingEnd | null;
}

/** A stretch of time as it was judged: a bucket, or the hours of a series with few messages that were compared as one sample. */
export interface Worst {
  /** Its beginning. */
  readonly at: number;
  readonly spanMs: number;
  readonly value: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly deviation: number;
}

/**
 * All that is known of a series and its findings. To be kept as plain data: except `watch.season`, which `seasonOf` makes again, it holds
 * objects, arrays, numbers (NaN and infinite ones too), texts, null and a Float64Array.
 */
export interface Finder extends Evidence {
  open: Finding | null;
  /** Of an open finding by the hours of a sparse series: its direction, its largest effect, and how long it lasts. */
  gathered: { readonly sign: number; effect: number; hours: number } | null;
  calm: number;
  coolUntil: number;
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

type Change = Pick<Found, 'change' | 'finding'>;

export const newFinder = (series: Series): Finder => ({
  watch: newWatch(series),
  tails: alarmSettings.windows.map(newTail),
  recent: [],
  open: null,
  gathered: null,
  calm: 0,
  coolUntil: Number.NEGATIVE_INFINITY,
  distances: [],
  slow: { level: null, found: { from: 0, to: 0 }, deviations: [], tail: newTail() },
  sparse: newSparse(),
});

/**
 * The next bucket of a series, in the order of time. `thresholds`: how strong a finding must be to open (`thresholdsOf`), which may differ
 * from bucket to bucket. Throws a RangeError for what is no point of such a series.
 */
export function observed(finder: Finder, point: Point, thresholds: Thresholds = usualThresholds): Found {
  const { watch, sparse } = finder;
  const { kind } = watch.series;
  const isLearning = watch.baseline.seen < alarmSettings.learning;
  const learns = finder.open === null || finder.open.kind === 'DRIFT';
  const { expected, deviation, surprise } = scored(watch, point, learns, Math.min(thresholds.UP, thresholds.DOWN));
  const isHour = gather(sparse, watch.series, watch.season, point);
  const band =
    expected === null
      ? null
      : {
          expected: expected.value,
          low: valueAt(kind, expected, -1.96, point.of),
          high: valueAt(kind, expected, 1.96, point.of),
        };
  if (expected === null) return { band: null, isLearning: true, ...unknown(finder, point) };
  if (finder.open === null) settle(sparse, kind);
  const isQuiet = isLearning || point.at < finder.coolUntil;
  const isKnown = deviation !== null && point.value !== null;
  if (isKnown) finder.recent.push({ at: point.at, deviation, point, expected });
  if (finder.recent.length > (alarmSettings.windows.at(-1) as number)) finder.recent.shift();
  if (finder.open !== null)
    return { band, isLearning, ...goOn(finder, finder.open, isKnown ? (finder.recent.at(-1) as Bucket) : null, isHour) };
  const gathered = (): Alarm | null => (isHour ? sparsely(finder, thresholds, isQuiet) : null);
  const alarm = !isKnown
    ? gathered()
    : kind === 'VALUE'
      ? surprising(surprise, deviation, thresholds, isQuiet)
      : (alarming(finder, thresholds, isQuiet) ?? gathered() ?? drifting(finder, deviation, thresholds, isQuiet));
  // Without a bucket at hand there is nothing to show.
  if (alarm === null || finder.recent.length === 0) return { band, isLearning, change: null, finding: null };
  finder.open = opened(finder, alarm, point.at);
  return { band, isLearning, change: 'OPENED', finding: finder.open };
}

/** Nothing is expected, yet or after a silence: what was gathered says nothing of what comes. */
function unknown(finder: Finder, point: Point): Change {
  Object.assign(finder.sparse, newSparse());
  if (finder.open !== null) return closed(finder, finder.open, point.at, 'SILENCE');
  forget(finder);
  return { change: null, finding: null };
}

function forget({ recent, distances, slow, sparse }: Finder): void {
  recent.length = 0;
  distances.length = 0;
  slow.level = null;
  slow.deviations.length = 0;
  dropNewest(sparse);
}

function opened(finder: Finder, { window, kind, strength, hours }: Alarm, at: number): Finding {
  // The hours of a sparse series are in the past: of its buckets the last day is at hand.
  const buckets = finder.recent.slice(-(hours === null ? window : Math.min(hours.hours, finder.recent.length)));
  const newest = buckets.at(-1) as Bucket;
  const deviations = kind === 'DRIFT' ? finder.slow.deviations : buckets.map(({ deviation }) => deviation);
  const sign = Math.sign(hours?.size ?? deviations.reduce((sum, deviation) => sum + deviation, 0)) || 1;
  const out = buckets.filter(({ deviation }) => deviation * sign >= (hours === null ? alarmSettings.still : 0));
  const first = out[0] ?? newest;
  const worst = out.reduce((one, other) => (Math.abs(other.deviation) > Math.abs(one.deviation) ? other : one), first);
  finder.calm = 0;
  finder.distances.length = 0;
  finder.gathered = hours === null ? null : { sign, effect: Math.abs(hours.effect), hours: 0 };
  for (const { point, expected } of out) finder.distances.push(distanceOf(finder.watch, point, expected));
  return {
    beganAt: first.at,
    openedAt: at,
    direction: sign > 0 ? 'UP' : 'DOWN',
    strength,
    kind,
    worst: hours === null ? worstOf(finder.watch, worst) : spanOf(hours),
    buckets: out.length,
    endedAt: null,
    end: null,
  };
}

const distanceOf = ({ series }: Watch, { value, of = 1 }: Point, { level }: Expectation): number =>
  transformed(series.kind, value ?? 0, of) - level;

const spanOf = ({ from, hours, seen, size }: Away): Worst => ({ at: from, spanMs: hours * hourMs, ...seen, deviation: size });

const worstOf = ({ series }: Watch, { point, expected, deviation }: Bucket): Worst => ({
  at: point.at,
  spanMs: series.bucketMs,
  value: point.value ?? 0,
  expected: expected.value,
  low: valueAt(series.kind, expected, -1.96, point.of),
  high: valueAt(series.kind, expected, 1.96, point.of),
  deviation,
});

/** `bucket`: the newest one; null where it has no value. */
function goOn(finder: Finder, finding: Finding, bucket: Bucket | null, isHour: boolean): Change {
  const sign = finding.direction === 'UP' ? 1 : -1;
  if (finder.gathered !== null) return gatherOn(finder, finding, finder.gathered, bucket, isHour);
  const isFarther = bucket !== null && bucket.deviation * sign > finding.worst.deviation * sign;
  if (isFarther) finding.worst = worstOf(finder.watch, bucket);
  if (bucket === null) return { change: null, finding };
  return finding.kind === 'DRIFT' ? driftOn(finder, finding, bucket) : spikeOn(finder, finding, bucket);
}

function spikeOn(finder: Finder, finding: Finding, { point, deviation, expected }: Bucket): Change {
  const sign = finding.direction === 'UP' ? 1 : -1;
  if (deviation * sign < settings.calm) {
    finder.calm += 1;
    if (finder.calm >= settings.calmBuckets) return closed(finder, finding, point.at, 'RECOVERED');
  } else {
    finder.calm = 0;
    finding.buckets += 1;
  }
  finder.distances.push(distanceOf(finder.watch, point, expected));
  if (finder.distances.length < settings.shiftBuckets) return { change: 'CHANGED', finding };
  finding.kind = 'LEVEL_SHIFT';
  moveLevel(finder.watch.baseline, finder.distances.toSorted((one, other) => one - other)[finder.distances.length >> 1] as number);
  const { sparse, watch } = finder;
  const away = awayOver(sparse, watch.series.kind, Math.min(settings.sparse.calmHours, sparse.newest.length));
  if (away !== null) moveReference(sparse, watch.series.kind, away.shift);
  return closed(finder, finding, point.at + finder.watch.series.bucketMs, 'NEW_LEVEL');
}

/** Over when the newest hours have less than half of the effect; a new level where they still have it after three days. */
function gatherOn(
  finder: Finder,
  finding: Finding,
  gathered: NonNullable<Finder['gathered']>,
  bucket: Bucket | null,
  isHour: boolean,
): Change {
  const { sparse, watch } = finder;
  const { kind, bucketMs } = watch.series;
  const { sign } = gathered;
  if (bucket !== null && bucket.deviation * sign > 0) finding.buckets += 1;
  const going: Change = { change: bucket === null ? null : 'CHANGED', finding };
  if (!isHour) return going;
  gathered.hours += 1;
  const farthest = farthestNow(sparse, kind);
  if (farthest !== null && farthest.size * sign > finding.worst.deviation * sign) finding.worst = spanOf(farthest);
  const end = newestAt(sparse) ?? finding.openedAt;
  const away = awayOver(sparse, kind, settings.sparse.calmHours);
  if (away !== null && away.size * sign < settings.calm && away.effect * sign < gathered.effect / 2)
    return closed(finder, finding, end, 'RECOVERED');
  gathered.effect = Math.max(gathered.effect, (away?.effect ?? 0) * sign);
  const level = gathered.hours < settings.sparse.shiftHours ? null : awayOver(sparse, kind, settings.sparse.levelHours);
  if (level === null) return going;
  finding.kind = 'LEVEL_SHIFT';
  moveReference(sparse, kind, level.shift);
  // On the scale of single buckets, of which many are 0: the sample's own shift would lead below what any bucket can be.
  moveLevel(watch.baseline, finder.recent.reduce((sum, one) => sum + distanceOf(watch, one.point, one.expected), 0) / finder.recent.length);
  return closed(finder, finding, end + bucketMs, 'NEW_LEVEL');
}

/** A drift is over when the newest buckets are half as far away, or the slow level has come to where they are. */
function driftOn(finder: Finder, finding: Finding, { point, deviation }: Bucket): Change {
  const drift = driftOf(finder, deviation) ?? 0;
  const sign = finding.direction === 'UP' ? 1 : -1;
  finding.buckets += 1;
  if (drift * sign >= alarmSettings.drift.over * alarmSettings.drift.least) return { change: 'CHANGED', finding };
  const { from, to } = finder.slow.found;
  const isBack = Math.abs(finder.watch.baseline.additive.level - from) < Math.abs(to - from) / 2;
  return closed(finder, finding, point.at, isBack ? 'RECOVERED' : 'NEW_LEVEL');
}

/** Sums begin at nothing: what was found is not found again. */
function closed(finder: Finder, finding: Finding, at: number, end: FindingEnd): Change {
  finding.end = end;
  finding.endedAt = at - (end === 'RECOVERED' ? (settings.calmBuckets - 1) * finder.watch.series.bucketMs : 0);
  finder.open = null;
  finder.gathered = null;
  forget(finder);
  finder.coolUntil = at + settings.cooldown * finder.watch.series.bucketMs;
  return { change: 'CLOSED', finding };
}
