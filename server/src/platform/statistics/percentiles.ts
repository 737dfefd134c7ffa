import { answer, isLevel, noAnswer, type Answer, type Interval } from './answer.ts';
import { armOfEstimate, type Arm } from './arms.ts';
import { quantileOf, randomOf } from './bootstrap.ts';
import { normalQuantile } from './distributions/normal.ts';
import type { PairMoments } from './moments.ts';

/** A value and how many have it, as a histogram or a store's counts give it. */
export interface Counted {
  readonly value: number;
  readonly count: number;
}

/**
 * The events of a percentile by their cluster: Y, how many events of a unit are at or below the percentile, and X, how many it has.
 * Without it, each event stands for itself.
 */
export type Clusters = PairMoments;

export interface Percentile {
  readonly value: number;
  readonly interval: Interval;
  readonly standardError: number;
  /** How many times the variance is larger because events of one unit are alike; 1 without clusters. */
  readonly clustering: number;
}

/**
 * A percentile with the interval between two order statistics, from values with their counts (Deng, Knoblich and Lu 2018, "outer confidence
 * interval"; gbstats' QuantileClusteredStatistic). Events at or below the percentile are a share; the standard error of that share, clustered
 * by units with the delta method, is taken to the values: the ends are the values at the percentile's level ± z times it.
 */
export function percentileOf(
  counts: readonly Counted[],
  level: number,
  clusters: Clusters | null = null,
  alpha = 0.05,
): Answer<Percentile> {
  const problem = counts.some(({ value, count }) => !Number.isFinite(value) || !Number.isFinite(count)) ? 'NOT_A_NUMBER' : null;
  if (problem !== null) return noAnswer(problem);
  if (counts.some(({ count }) => count < 0)) return noAnswer('NEGATIVE_COUNT');
  if (!isLevel(level) || !isLevel(alpha)) return noAnswer('BAD_LEVEL');
  const sorted = counts.filter(({ count }) => count > 0).toSorted((one, other) => one.value - other.value);
  const n = sorted.reduce((sum, { count }) => sum + count, 0);
  if (n === 0) return noAnswer('NO_UNITS');
  const independent = (level * (1 - level)) / n;
  const clustered = clusters === null || clusters.n < 2 || clusters.meanX === 0 ? independent : varianceOfShare(clusters);
  const clustering = Math.max(clustered / independent, Number.MIN_VALUE);
  const z = normalQuantile({ above: alpha / 2 });
  const half = z * Math.sqrt(independent * clustering);
  if (level - half <= 0 || level + half >= 1) return noAnswer('TOO_FEW_UNITS');
  const at = (share: number, round: 'down' | 'up'): number =>
    valueAt(sorted, round === 'down' ? Math.floor(n * share) : Math.ceil(n * share) + 1);
  const interval = { low: at(level - half, 'down'), high: at(level + half, 'up') };
  return answer({ value: between(sorted, level * (n - 1)), interval, standardError: (interval.high - interval.low) / (2 * z), clustering });
}

/** The same as a variant, to be compared with another; `n`: of units, or of events where those are not clustered. */
export function armOfPercentile({ value, standardError }: Percentile, n: number): Answer<Arm> {
  return armOfEstimate({ n, value, standardError });
}

/** The variance of Σy / Σx over clusters, by the delta method. */
function varianceOfShare({ n, meanY, meanX, squaresY, squaresX, products }: Clusters): number {
  const ratio = meanY / meanX;
  return Math.max(0, squaresY - 2 * ratio * products + ratio ** 2 * squaresX) / (n - 1) / n / meanX ** 2;
}

/** The value of a rank from 1 on, within the ranks that there are. */
function valueAt(sorted: readonly Counted[], rank: number): number {
  let left = rank;
  for (const { value, count } of sorted) {
    left -= count;
    if (left <= 0) return value;
  }
  return (sorted.at(-1) as Counted).value;
}

/** Linear between the two nearest values; `position` from 0. */
function between(sorted: readonly Counted[], position: number): number {
  const [below, above] = [valueAt(sorted, Math.floor(position) + 1), valueAt(sorted, Math.ceil(position) + 1)];
  return below + (above - below) * (position - Math.floor(position));
}

export interface BootstrapOptions {
  readonly alpha?: number;
  readonly rounds?: number;
  readonly seed?: number;
}

/**
 * The difference of a percentile of two variants by a clustered bootstrap: whole units are drawn again, each with all its events, from the
 * same seed. For small samples whose events are at hand; the interval lies between percentiles of the differences.
 */
export function bootstrapPercentile(
  base: readonly (readonly number[])[],
  variant: readonly (readonly number[])[],
  level: number,
  { alpha = 0.05, rounds = 1_000, seed = 1 }: BootstrapOptions = {},
): Answer<{ readonly value: number; readonly interval: Interval }> {
  if (!isLevel(level) || !isLevel(alpha) || !(rounds >= 100)) return noAnswer('BAD_LEVEL');
  if ([base, variant].some((units) => units.flat().length === 0)) return noAnswer('NO_UNITS');
  if ([base, variant].some((units) => !units.every((events) => events.every(Number.isFinite)))) return noAnswer('NOT_A_NUMBER');
  if (base.length < 2 || variant.length < 2) return noAnswer('TOO_FEW_UNITS');
  const random = randomOf(seed);
  const of = (units: readonly (readonly number[])[]): number =>
    quantileOf(
      units.flat().toSorted((a, b) => a - b),
      level,
    );
  const drawn = (units: readonly (readonly number[])[]): (readonly number[])[] =>
    units.map(() => units[Math.floor(random() * units.length)] as readonly number[]);
  const differences: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [first, second] = [drawn(base), drawn(variant)];
    // A sample without any event has no percentile.
    if (first.some((events) => events.length > 0) && second.some((events) => events.length > 0)) differences.push(of(second) - of(first));
  }
  if (differences.length < rounds / 2) return noAnswer('TOO_FEW_UNITS');
  differences.sort((one, other) => one - other);
  return answer({
    value: of(variant) - of(base),
    interval: { low: quantileOf(differences, alpha / 2), high: quantileOf(differences, 1 - alpha / 2) },
  });
}
