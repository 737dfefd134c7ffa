import { join, noExceedances, surpriseOf, type Exceedances } from '../../../../platform/statistics/exceedances.ts';
import { expectationOf, learn, newBaseline, type Baseline } from './baseline.ts';
import { deviationOf, type Expectation } from './likelihood.ts';
import { noneLately, noveltiesOf, type Lately } from './lately.ts';
import { noPast, noveltyOf, remember, type Past } from './novelty.ts';
import { pointProblem, type Point, type Series } from './point.ts';
import { seasonOf, type Season } from './season.ts';

/** One setting for all series. */
export const scoreSettings = {
  /** Lengths of pieces that are compared with the past, in buckets. */
  pieces: [4, 16],
  /** Over so many buckets deviations are summed, so that small ones that stay are seen: with the newest one, and as a part of their own. */
  sustained: { short: 12, long: 48 },
  /** No part of the score counts more: a single one may not outweigh all others. */
  highestPart: 12,
  /** After a surprise of this size, which is a finding, nothing is reported for so many buckets, unless it is so many times as surprising. */
  quiet: { from: 1.2, buckets: 120, unless: 1.5 },
};

/** All that is known about a series; goes from point to point. */
export interface Watch {
  readonly series: Series;
  readonly season: Season;
  readonly baseline: Baseline;
  /** Of a VALUE; a likelihood says more where there is one. */
  readonly novelty: Novelty | null;
}

/** What the surprise of a VALUE is made from. */
interface Novelty {
  readonly past: Past;
  readonly lately: Lately;
  /** Newest last. */
  readonly deviations: number[];
  /** The last surprise that was reported. */
  readonly reported: { at: number; surprise: number };
  readonly tails: {
    readonly point: Exceedances;
    readonly short: Exceedances;
    readonly long: Exceedances;
    readonly pieces: readonly Exceedances[];
    readonly lately: readonly Exceedances[];
  };
  seen: number;
}

export interface Scored {
  /** null while the series is too new to expect anything. */
  readonly expected: Expectation | null;
  /** In standard deviations of what is expected; null without an expectation or a value. */
  readonly deviation: number | null;
  /**
   * Of a VALUE the mean of the parts' surprises, each −log10 of how likely it is by the past of this series; 0 where there is no value, and
   * for 120 buckets after one that was reported. 0 of other kinds.
   */
  readonly surprise: number;
}

export const newWatch = (series: Series): Watch => {
  const season = seasonOf(series.bucketMs, series.timeZone);
  return { series, season, baseline: newBaseline(season), novelty: series.kind === 'VALUE' ? noNovelty() : null };
};

function noNovelty(): Novelty {
  const lately = noneLately();
  return {
    past: noPast(),
    lately,
    deviations: [],
    reported: { at: Number.NEGATIVE_INFINITY, surprise: 0 },
    tails: {
      point: noExceedances(),
      short: noExceedances(),
      long: noExceedances(),
      pieces: scoreSettings.pieces.map(() => noExceedances()),
      lately: lately.pasts.map(() => noExceedances()),
    },
    seen: 0,
  };
}

/**
 * Judges a point by all before it, then learns from it, unless `learns` is false: what happens during an incident is not what is usual.
 * `threshold`: how many times as surprising as usual a point must be to be reported.
 * Throws a RangeError for what is no point of such a series.
 */
export function scored(watch: Watch, point: Point, learns = true, threshold = 1): Scored {
  const problem = pointProblem(watch.series, point);
  if (problem !== null) throw new RangeError(problem);
  const { season, baseline, novelty } = watch;
  const { kind } = watch.series;
  const expected = expectationOf(baseline, season, kind, point);
  const deviation = expected === null ? null : deviationOf(kind, point, expected);
  const surprise = novelty === null ? 0 : surpriseThenLearn(novelty, point.value, deviation, threshold);
  if (learns) learn(baseline, season, kind, point, expected);
  return { expected, deviation, surprise };
}

/** The mean of all parts; those that are not known yet count for nothing. */
function surpriseThenLearn(novelty: Novelty, value: number | null, deviation: number | null, threshold: number): number {
  const { past, lately, tails } = novelty;
  const parts = surprisesOfDeviation(novelty, deviation);
  remember(past, value ?? Number.NaN);
  for (const [place, length] of scoreSettings.pieces.entries())
    parts.push(surpriseThenJoin(tails.pieces[place] as Exceedances, noveltyOf(past, length)));
  novelty.seen += 1;
  if (value === null) return 0;
  for (const [place, size] of noveltiesOf(lately, value).entries()) parts.push(surpriseThenJoin(tails.lately[place] as Exceedances, size));
  const total = parts.reduce((sum, part) => sum + Math.min(scoreSettings.highestPart, part), 0);
  return quieted(novelty, total / parts.length, threshold);
}

function quieted({ reported, seen }: Novelty, surprise: number, threshold: number): number {
  const { from, buckets, unless } = scoreSettings.quiet;
  if (seen - reported.at <= buckets && surprise <= unless * reported.surprise) return 0;
  if (surprise > threshold * from) {
    reported.at = seen;
    reported.surprise = surprise;
  }
  return surprise;
}

/** Of one point or the last twelve together, whichever is the less likely; and of the last 48. */
function surprisesOfDeviation({ deviations, tails }: Novelty, deviation: number | null): [number, number] {
  if (deviation === null) return [0, 0];
  const { short, long } = scoreSettings.sustained;
  deviations.push(deviation);
  if (deviations.length > long) deviations.shift();
  const sumOf = (length: number): number | null =>
    deviations.length < length ? null : Math.abs(deviations.slice(-length).reduce((sum, one) => sum + one, 0)) / Math.sqrt(length);
  const alone = surpriseThenJoin(tails.point, Math.abs(deviation));
  return [Math.max(alone, surpriseThenJoin(tails.short, sumOf(short))), surpriseThenJoin(tails.long, sumOf(long))];
}

function surpriseThenJoin(seen: Exceedances, size: number | null): number {
  if (size === null) return 0;
  const surprise = surpriseOf(seen, size);
  join(seen, size);
  return surprise;
}
