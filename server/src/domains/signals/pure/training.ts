import type { Finding as Warning } from '../../health/pure/finding.ts';
import { blockMedians, MEDIAN_ERROR, medianOf, noiseOf } from '../../health/pure/numbers.ts';
import { lossOf, normOf, rateOf, rewardOf } from '../../health/pure/roles.ts';
import type { Run } from '../../health/pure/run.ts';
import { finite, type Series } from '../../health/pure/series.ts';
import type { Worst } from './detect/findings.ts';
import type { AnomalyKind, AnomalySeverity, SignalMetric } from '../types.ts';

/*
 * What leaves its expected range in a training job. A loss falls, and has no season: the watch of messages has no part in it. What lasts (a loss that
 * diverges, a throughput that drops) is found by the health of the job, whose warnings become findings here. What does not last, and raises no
 * warning, is found here: a loss or a gradient norm that jumps away from its own newest course. Values that are no numbers have no distance from
 * what is expected; they stay warnings.
 */

/** One setting for all jobs. */
const settings = {
  /** The median of so many newest points, against that of so many before them, with the noise of so many. */
  recent: 5,
  level: 30,
  noise: 100,
  leastPoints: 60,
  /** So many standard errors of the median, and so many times the level. Half of the way keeps what is open. */
  errors: 8,
  times: { TRAINING_LOSS: 1.5, GRADIENT_NORM: 10 },
  /** So many times the steps of the warm-up must have passed: losses bulge there. */
  afterWarmUp: 1.5,
  /** Throughput that is expected: down to this part of the usual. */
  usualThroughput: 0.8,
} as const;

/** A metric of a job that is out now. */
export interface TrainingAlarm {
  readonly metric: SignalMetric;
  readonly kind: AnomalyKind;
  readonly direction: 'UP' | 'DOWN';
  /** When it began, in ms since 1970. */
  readonly beganAt: number;
  readonly severity: AnomalySeverity;
  readonly worst: Worst;
  /** How many times as far out as it had to be. */
  readonly strength: number;
}

/**
 * What is out in a job by what is known now, one of each metric at most. `warnings`: those of its health that hold. `openSince`: of metrics that have an
 * open finding, when that began: half of what opens one keeps it, against what was before.
 */
export function trainingAlarms(
  run: Run,
  warnings: readonly Warning[],
  openSince: ReadonlyMap<SignalMetric, number>,
): readonly TrainingAlarm[] {
  if (!run.isActive) return [];
  const diverged = divergedLoss(run, warnings);
  return [
    diverged ?? jumped('TRAINING_LOSS', rewardOf(run.series) === undefined ? lossOf(run.series).points : null, run, openSince),
    jumped('GRADIENT_NORM', normOf(run.series), run, openSince),
    slowed(run, warnings),
  ].filter((alarm) => alarm !== null);
}

const numberIn = (value: number | string | undefined): number => (typeof value === 'number' ? value : Number.NaN);

/** When a job reached a step, by the times of a series; now where none is known. */
function timeOf({ steps, ats }: Series, step: number, now: number): number {
  const place = steps.findIndex((one) => one >= step);
  const at = place < 0 ? Number.NaN : (ats[place] ?? Number.NaN);
  return Number.isFinite(at) ? at : now;
}

function divergedLoss(run: Run, warnings: readonly Warning[]): TrainingAlarm | null {
  const { metric, points } = lossOf(run.series);
  const warning = warnings.find(({ kind, evidence }) => kind === 'DIVERGENCE' && evidence['metric'] === metric);
  if (warning === undefined) return null;
  const [level, now, noise] = [warning.evidence['level'], warning.evidence['now'], warning.evidence['noise']].map(numberIn) as [
    number,
    number,
    number,
  ];
  if (!Number.isFinite(level) || !Number.isFinite(now)) return null;
  const beganAt = timeOf(points, warning.beganAtStep, run.now);
  // A loss that has exploded is away from its start, whose noise is not known: a tenth of it stands for that.
  const spread = noise > 0 ? noise : Math.max(1e-9, Math.abs(level) / 10);
  return {
    metric: 'TRAINING_LOSS',
    kind: 'LEVEL_SHIFT',
    direction: 'UP',
    beganAt,
    severity: 'CRITICAL',
    worst: worstOf({ at: beganAt, until: run.now, value: now, expected: level, spread }),
    strength: 1,
  };
}

function slowed(run: Run, warnings: readonly Warning[]): TrainingAlarm | null {
  const warning = warnings.find(({ kind }) => kind === 'THROUGHPUT_DROP');
  if (warning === undefined) return null;
  const { evidence, beganAtStep } = warning;
  const unit = evidence['tokensPerSecondNow'] === undefined ? 'steps' : 'tokens';
  const [before, now] = [numberIn(evidence[`${unit}PerSecondBefore`]), numberIn(evidence[`${unit}PerSecondNow`])];
  if (!Number.isFinite(before) || !Number.isFinite(now)) return null;
  const beganAt = timeOf(lossOf(run.series).points, beganAtStep, run.now);
  const low = settings.usualThroughput * before;
  const spanMs = spanOf(beganAt, run.now);
  const deviation = (now - before) / ((before - low) / 1.96);
  return {
    metric: 'TRAINING_THROUGHPUT',
    kind: 'LEVEL_SHIFT',
    direction: 'DOWN',
    beganAt,
    severity: 'WARNING',
    worst: { at: beganAt, spanMs, value: now, expected: before, low, high: 2 * before - low, deviation },
    strength: 1,
  };
}

/** A metric whose newest points have jumped up from the course before them. */
function jumped(
  metric: 'TRAINING_LOSS' | 'GRADIENT_NORM',
  given: Series | null,
  run: Run,
  openSince: ReadonlyMap<SignalMetric, number>,
): TrainingAlarm | null {
  if (given === null) return null;
  const points = finite(given);
  const { values, steps, ats } = points;
  const count = values.length;
  if (count < settings.leastPoints || isWarmingUp(run, steps[count - 1] ?? 0)) return null;
  const since = openSince.get(metric);
  const opened = since === undefined ? -1 : ats.findIndex((at) => at >= since);
  // What is open is compared with what was before it, wherever it has led.
  const end = opened >= settings.level ? opened : count - settings.recent;
  const isPositive = values.every((value) => value > 0);
  const scaled = (part: Float64Array): Float64Array => (isPositive ? part.map(Math.log) : part);
  const before = scaled(values.subarray(Math.max(0, end - settings.noise), end));
  const [level, now] = [medianOf(before.subarray(-settings.level)), medianOf(scaled(values.subarray(count - settings.recent)))];
  // Waves of sorted batches and stairs of epochs come back: it must be half as far beyond where the second half of the past has been. The newest
  // points of that may be out already.
  const half = scaled(values.subarray(end >> 1, Math.max(end >> 1, end - settings.level / 2)));
  const highest = Math.max(level, ...blockMedians(half, settings.recent));
  const noise = Math.max(noiseOf(before), 1e-9 + 1e-6 * Math.abs(level));
  const distance = now - level;
  const least = isPositive ? Math.log(settings.times[metric]) : (settings.times[metric] - 1) * Math.abs(level);
  const beyond = since === undefined ? 2 * (now - highest) : distance;
  const strength = Math.min(
    distance / ((settings.errors * MEDIAN_ERROR * noise) / Math.sqrt(settings.recent)),
    Math.min(distance, beyond) / least,
  );
  if (!(strength >= (since === undefined ? 1 : 0.5))) return null;
  // It began with the first of the newest points in a row that are nearer to where it is than to where it was.
  let first = count - 1;
  while (first > 0 && (scaled(values.subarray(first - 1, first))[0] as number) > level + distance / 2) first -= 1;
  const at = ats[first] ?? Number.NaN;
  const beganAt = since ?? (Number.isFinite(at) ? at : run.now);
  const shown = (x: number): number => (isPositive ? Math.exp(x) : x);
  return {
    metric,
    kind: 'SPIKE',
    direction: 'UP',
    beganAt,
    severity: metric === 'GRADIENT_NORM' ? 'WARNING' : 'INFO',
    worst: {
      at: beganAt,
      spanMs: spanOf(beganAt, run.now),
      value: shown(now),
      expected: shown(level),
      low: shown(level - 1.96 * noise),
      high: shown(level + 1.96 * noise),
      deviation: distance / noise,
    },
    strength,
  };
}

/** Whether the learning rate is on its way to its first peak, or has just passed it. */
function isWarmingUp({ series }: Run, step: number): boolean {
  const { values, steps } = rateOf(series);
  let peak = 0;
  for (let place = 1; place < values.length; place += 1) if ((values[place] as number) > (values[peak] as number)) peak = place;
  return peak > 0 && step < settings.afterWarmUp * (steps[peak] ?? 0);
}

/** A stretch is stored to the minute; at least one. */
const spanOf = (from: number, to: number): number => Math.min(2_000_000_000, Math.max(60_000, to - from));

const worstOf = ({
  at,
  until,
  value,
  expected,
  spread,
}: {
  readonly at: number;
  readonly until: number;
  readonly value: number;
  readonly expected: number;
  readonly spread: number;
}): Worst => ({
  at,
  spanMs: spanOf(at, until),
  value,
  expected,
  low: expected - 1.96 * spread,
  high: expected + 1.96 * spread,
  deviation: (value - expected) / spread,
});
