import { join, noExceedances, surpriseOf, type Exceedances } from '../../../../platform/statistics/exceedances.ts';
import { expectationOf, learn, newBaseline, type Baseline } from './baseline.ts';
import { deviationOf, type Expectation } from './likelihood.ts';
import { noPast, noveltyOf, remember, type Past } from './novelty.ts';
import { pointProblem, type Point, type Series } from './point.ts';
import { seasonOf, type Season } from './season.ts';

/** One setting for all series. */
const settings = {
  /** Of a VALUE: lengths of pieces that are compared with the past, in buckets. A likelihood says more where there is one. */
  pieces: [1, 4, 16],
  /** Over so many buckets deviations are summed, so that small ones that stay are seen. */
  sustained: 12,
  /** No part of the score counts more: a single one may not outweigh all others. */
  highestPart: 12,
  /** After a surprise of this size nothing is reported for so many buckets, unless it is so many times as surprising. */
  quiet: { from: 2, buckets: 120, unless: 1.5 },
};

/** All that is known about a series; goes from point to point. */
export interface Watch {
  readonly series: Series;
  readonly season: Season;
  readonly baseline: Baseline;
  readonly past: Past;
  readonly deviations: number[];
  sum: number;
  /** The last surprise that was reported. */
  readonly reported: { at: number; surprise: number };
  readonly tails: { readonly point: Exceedances; readonly sustained: Exceedances; readonly pieces: readonly Exceedances[] };
  seen: number;
}

export interface Scored {
  /** null while the series is too new to expect anything. */
  readonly expected: Expectation | null;
  /** In standard deviations of what is expected; null without an expectation or a value. */
  readonly deviation: number | null;
  /**
   * The mean of the parts' surprises, each −log10 of how likely it is by the past of this series; 0 where there is no value, and for 120
   * buckets after one that was reported.
   */
  readonly surprise: number;
}

export const newWatch = (series: Series): Watch => {
  const season = seasonOf(series.bucketMs, series.timeZone);
  return {
    series,
    season,
    baseline: newBaseline(season),
    past: noPast(),
    deviations: [],
    sum: 0,
    reported: { at: Number.NEGATIVE_INFINITY, surprise: 0 },
    tails: { point: noExceedances(), sustained: noExceedances(), pieces: settings.pieces.map(() => noExceedances()) },
    seen: 0,
  };
};

/**
 * Judges a point by all before it, then learns from it, unless `learns` is false: what happens during an incident is not what is usual.
 * `threshold`: how many times as surprising as usual a point must be to be reported.
 * Throws a RangeError for what is no point of such a series.
 */
export function scored(watch: Watch, point: Point, learns = true, threshold = 1): Scored {
  const problem = pointProblem(watch.series, point);
  if (problem !== null) throw new RangeError(problem);
  const { season, baseline, tails } = watch;
  const { kind } = watch.series;
  const expected = expectationOf(baseline, season, kind, point);
  const deviation = expected === null ? null : deviationOf(kind, point, expected);
  const parts = [surpriseOfDeviation(watch, deviation)];
  if (kind === 'VALUE') {
    remember(watch.past, point.value ?? Number.NaN);
    for (const [place, length] of settings.pieces.entries()) {
      const novelty = noveltyOf(watch.past, length);
      if (novelty !== null) parts.push(surpriseThenJoin(tails.pieces[place] as Exceedances, novelty));
    }
  }
  if (learns) learn(baseline, season, kind, point, expected);
  watch.seen += 1;
  const total = parts.reduce((sum, part) => sum + Math.min(settings.highestPart, part), 0);
  const surprise = total / (kind === 'VALUE' ? 1 + settings.pieces.length : 1);
  return { expected, deviation, surprise: point.value === null ? 0 : quieted(watch, surprise, threshold) };
}

function quieted({ reported, seen }: Watch, surprise: number, threshold: number): number {
  const { from, buckets, unless } = settings.quiet;
  if (seen - reported.at <= buckets && surprise <= unless * reported.surprise) return 0;
  if (surprise > threshold * from) {
    reported.at = seen;
    reported.surprise = surprise;
  }
  return surprise;
}

/** Of one point, or of the last twelve together: whichever is the less likely. */
function surpriseOfDeviation(watch: Watch, deviation: number | null): number {
  if (deviation === null) return 0;
  watch.deviations.push(deviation);
  watch.sum += deviation;
  if (watch.deviations.length > settings.sustained) watch.sum -= watch.deviations.shift() as number;
  const alone = surpriseThenJoin(watch.tails.point, Math.abs(deviation));
  return Math.max(alone, surpriseThenJoin(watch.tails.sustained, Math.abs(watch.sum) / Math.sqrt(settings.sustained)));
}

function surpriseThenJoin(seen: Exceedances, size: number): number {
  const surprise = surpriseOf(seen, size);
  join(seen, size);
  return surprise;
}
