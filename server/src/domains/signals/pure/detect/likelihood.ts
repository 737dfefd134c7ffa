import { betaBinomialTails } from '../../../../platform/statistics/distributions/beta-binomial.ts';
import { negativeBinomialTails } from '../../../../platform/statistics/distributions/negative-binomial.ts';
import { normalQuantile } from '../../../../platform/statistics/distributions/normal.ts';
import type { Tails } from '../../../../platform/statistics/distributions/parts.ts';
import type { Point, SeriesKind } from './point.ts';

/** Beyond it, all values are equally far away. */
const farthest = 30;

/** A deviation within what counts. */
export const clipped = (z: number): number => Math.max(-farthest, Math.min(farthest, z));

/** On this scale levels and seasons add up. Of a share and a count a half is added, so that none is infinite. */
export function transformed(kind: SeriesKind, value: number, of: number): number {
  if (kind === 'COUNT') return Math.log(value + 0.5);
  if (kind === 'AMOUNT') return Math.log(Math.max(1e-9, value));
  if (kind === 'VALUE') return value;
  const count = value * of;
  return Math.log((count + 0.5) / (of - count + 0.5));
}

/** Back from the scale of `transformed`; of a count with the half on it, which the baseline corrects. */
export function restored(kind: SeriesKind, level: number): number {
  if (kind === 'COUNT' || kind === 'AMOUNT') return Math.exp(Math.min(700, level));
  if (kind === 'VALUE') return level;
  return 1 / (1 + Math.exp(-level));
}

/** What is expected of a point. */
export interface Expectation {
  /** The expected value, and the same on the transformed scale. */
  readonly value: number;
  readonly level: number;
  /** Of a COUNT and a SHARE: how much more it varies than Poisson's and the binomial distribution say. */
  readonly dispersion: number;
  /** Of an AMOUNT and a VALUE: the standard deviation on the transformed scale. */
  readonly spread: number;
}

/**
 * How far a point is from what is expected, as the point of the standard normal distribution with as much beyond it. Of a count half of
 * its own probability lies beyond it (mid-p), so that an expected one is at 0. null where no value is known: a share of no trials.
 */
export function deviationOf(kind: SeriesKind, { value, of = 1 }: Point, expected: Expectation): number | null {
  if (value === null) return null;
  if (kind === 'AMOUNT' || kind === 'VALUE') return clipped((transformed(kind, value, of) - expected.level) / expected.spread);
  if (kind === 'COUNT') {
    const mean = Math.max(1e-3, expected.value);
    return middleOf((count) => negativeBinomialTails(count, mean, expected.dispersion), Math.round(value));
  }
  if (of < 1) return null;
  const share = Math.min(1 - 1e-9, Math.max(1e-9, expected.value));
  const trials = Math.round(of);
  return middleOf((count) => betaBinomialTails(count, trials, share, expected.dispersion), Math.round(value * trials));
}

/** The deviation of a count from the tails of its distribution, half of its own probability beyond it. */
export function middleOf(tails: (count: number) => Tails, count: number): number {
  const [upTo, before] = [tails(count), tails(count - 1)];
  const [below, above] = [(upTo.below + before.below) / 2, (upTo.above + before.above) / 2];
  return clipped(below < above ? normalQuantile({ below: Math.max(1e-300, below) }) : normalQuantile({ above: Math.max(1e-300, above) }));
}

/** The value so many standard deviations from the expected one: an end of the band that a chart shows. Of counts and shares by their variance. */
export function valueAt(kind: SeriesKind, expected: Expectation, z: number, of = 1): number {
  if (kind === 'AMOUNT' || kind === 'VALUE') return restored(kind, expected.level + z * expected.spread);
  if (kind === 'COUNT') {
    const { value: mean, dispersion } = expected;
    // On the root the distribution is about even on both sides, and never below 0.
    const spread = Math.sqrt(mean + dispersion * mean * mean) / (2 * Math.sqrt(Math.max(mean, 0.25)));
    return Math.max(0, Math.sqrt(mean) + z * spread) ** 2;
  }
  const share = Math.min(1 - 1e-9, Math.max(1e-9, expected.value));
  const trials = Math.max(1, of);
  const spread = Math.sqrt((1 + (trials - 1) * expected.dispersion) / (trials * share * (1 - share)));
  return restored('SHARE', Math.log(share / (1 - share)) + z * spread);
}
