import { dayMs } from '../../analytics/pure/interval.ts';
import type { Finding } from './detect/findings.ts';
import type { Thresholds } from './feedback.ts';
import type { MeasuredBucket } from './measure.ts';

/*
 * Shares of few trials that change slowly. A day of a model that few people judge says little, and a level that is learned from day to day goes
 * along with what changes over a week. So the last five days are compared, as one sample, with the three weeks before them, by how much
 * the buckets of those have varied beyond the binomial distribution.
 */

const settings = {
  recentDays: 5,
  referenceDays: 21,
  /** Fewer days before say too little, and fewer trials in either. */
  leastReferenceDays: 14,
  leastTrials: 60,
  /** Standard deviations, and the least difference that matters. */
  out: 3,
  effect: 0.05,
  /** It is over below this part of `out`, or after so many days, which are a new level. */
  calm: 0.5,
  newLevelDays: 14,
};

interface Trials {
  readonly at: number;
  readonly count: number;
  readonly of: number;
}

/** What is kept of a slow series. */
export interface Slow {
  readonly trials: Trials[];
  /** What an open finding is compared with. */
  reference: Sample | null;
  open: Finding | null;
}

interface Sample {
  readonly share: number;
  readonly of: number;
  /** Variance of buckets over that of the binomial distribution, at least 1. */
  readonly dispersion: number;
}

export const newSlow = (): Slow => ({ trials: [], reference: null, open: null });

function sampleOf(trials: readonly Trials[]): Sample {
  const of = trials.reduce((sum, one) => sum + one.of, 0);
  const share = trials.reduce((sum, one) => sum + one.count, 0) / Math.max(1, of);
  const variance = Math.max(1e-6, share * (1 - share));
  const squares = trials.reduce((sum, one) => sum + (one.of === 0 ? 0 : (one.count - one.of * share) ** 2 / (one.of * variance)), 0);
  const buckets = trials.filter((one) => one.of > 0).length;
  return { share, of, dispersion: buckets < 8 ? 1 : Math.max(1, squares / (buckets - 1)) };
}

/** The next bucket of a share; what it has made of the finding of the series, or null. `bucketMs`: its length. */
export function slowly(
  slow: Slow,
  { at, value, of }: MeasuredBucket,
  bucketMs: number,
  thresholds: Thresholds,
): { readonly change: 'OPENED' | 'CHANGED' | 'CLOSED'; readonly finding: Finding } | null {
  const { trials } = slow;
  trials.push({ at, count: Math.round((value ?? 0) * of), of });
  const end = at + bucketMs;
  const recentFrom = end - settings.recentDays * dayMs;
  while ((trials[0]?.at ?? end) < recentFrom - settings.referenceDays * dayMs) trials.shift();
  const recent = sampleOf(trials.filter((one) => one.at >= recentFrom));
  const before = trials.filter((one) => one.at < recentFrom);
  const reference = slow.reference ?? sampleOf(before);
  const isKnown = slow.reference !== null || recentFrom - (before[0]?.at ?? recentFrom) >= settings.leastReferenceDays * dayMs;
  if (!isKnown || recent.of < settings.leastTrials || reference.of < settings.leastTrials) return null;
  const variance = Math.max(1e-4, reference.share * (1 - reference.share)) * reference.dispersion;
  const spread = Math.sqrt(variance * (1 / recent.of + 1 / reference.of));
  const [distance, deviation] = [recent.share - reference.share, (recent.share - reference.share) / spread];
  const ends = { low: Math.max(0, reference.share - 1.96 * spread), high: Math.min(1, reference.share + 1.96 * spread) };
  const worst = { at: recentFrom, spanMs: settings.recentDays * dayMs, value: recent.share, expected: reference.share, ...ends, deviation };
  const direction = distance > 0 ? 'UP' : 'DOWN';
  if (slow.open === null) {
    const strength = Math.min(Math.abs(deviation) / settings.out, Math.abs(distance) / settings.effect);
    if (strength < thresholds[direction]) return null;
    const beganAt = Math.max(before.at(-1)?.at ?? at, recentFrom);
    slow.reference = reference;
    slow.open = { beganAt, openedAt: at, direction, kind: 'DRIFT', strength, worst, buckets: 1, endedAt: null, end: null };
    return { change: 'OPENED', finding: slow.open };
  }
  const finding = slow.open;
  const sign = finding.direction === 'UP' ? 1 : -1;
  finding.buckets += 1;
  if (sign * distance > sign * (finding.worst.value - finding.worst.expected)) finding.worst = worst;
  const isBack = sign * deviation < settings.calm * settings.out;
  const isNewLevel = at - finding.openedAt >= settings.newLevelDays * dayMs;
  if (!isBack && !isNewLevel) return { change: 'CHANGED', finding };
  finding.endedAt = end;
  finding.end = isBack ? 'RECOVERED' : 'NEW_LEVEL';
  slow.open = null;
  slow.reference = null;
  // What was is not compared with again.
  trials.splice(0, trials.length, ...trials.filter((one) => one.at >= recentFrom));
  return { change: 'CLOSED', finding };
}
