import { slopeOf } from '../../../platform/statistics/trend.ts';
import { wilson95, type Interval95 } from '../../../platform/statistics/wilson.ts';
import type { DriftDirection, Score, Update } from '../types.ts';
import { matrixOf, transferOf, type Matrix, type Transfer } from './matrix.ts';

/** The source's `ContinuousLearningMetrics`. Shares and accuracies are 0 to 1; null: what a number is made of was not sent. */
export interface ContinualMetrics {
  readonly statistics: {
    readonly updateCount: number;
    readonly succeededCount: number;
    readonly failedCount: number;
    readonly rollbackCount: number;
  };
  readonly drift: {
    readonly baseline: number | null;
    readonly current: number | null;
    /** Change of the performance in a thousand steps. */
    readonly rate: number | null;
    readonly interval: Interval95 | null;
    readonly direction: DriftDirection | null;
  };
  readonly adaptation: {
    readonly speed: number | null;
    readonly stepsTo90: number | null;
    readonly stability: number | null;
    readonly retention: number | null;
  };
  readonly feedback: {
    readonly count: number;
    readonly positiveCount: number;
    readonly positiveShare: number | null;
    readonly positiveInterval: Interval95 | null;
    readonly impact: number | null;
    readonly mistakesFixedShare: number | null;
    readonly mistakesFixedInterval: Interval95 | null;
  };
  readonly matrix: Matrix;
  readonly transfer: Transfer;
}

/** Performance at a step: the mean accuracy with all tasks. */
export interface Performance {
  readonly step: number;
  readonly value: number;
}

const stepsOfRate = 1_000;
/** Share of what is gained that counts as adapted. */
const adapted = 0.9;

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Steps at which every task was measured, in order: a mean over other tasks would be another number. */
export function performancesOf(tasks: readonly string[], scores: readonly Score[]): Performance[] {
  return [...Map.groupBy(scores, ({ step }) => step)]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([step, own]) => {
      const values = tasks.map((task) => own.find((score) => score.task === task)?.accuracy);
      return values.includes(undefined) ? [] : [{ step, value: meanOf(values as number[]) as number }];
    });
}

export function metricsOf(tasks: readonly string[], scores: readonly Score[], updates: readonly Update[]): ContinualMetrics {
  const count = (status: Update['status']): number => updates.filter((one) => one.status === status).length;
  const matrix = matrixOf(tasks, scores);
  return {
    statistics: {
      updateCount: updates.length,
      succeededCount: count('SUCCEEDED'),
      failedCount: count('FAILED'),
      rollbackCount: count('ROLLED_BACK'),
    },
    drift: driftOf(performancesOf(tasks, scores)),
    adaptation: { ...speedOf(tasks, scores), ...keepingOf(tasks, scores, matrix) },
    feedback: feedbackOf(updates),
    matrix,
    transfer: transferOf(matrix),
  };
}

/**
 * How the performance moves: a straight line by least squares. Its direction is STABLE where the interval of its slope contains 0, or there
 * are fewer than three points.
 */
function driftOf(performances: readonly Performance[]): ContinualMetrics['drift'] {
  const ends = { baseline: performances[0]?.value ?? null, current: performances.at(-1)?.value ?? null };
  const line = slopeOf(performances.map(({ step, value }) => ({ x: step / stepsOfRate, y: value })));
  if (line === null) return { ...ends, rate: null, interval: null, direction: null };
  const { slope: rate, interval } = line;
  const direction = interval === null || (interval.low <= 0 && interval.high >= 0) ? 'STABLE' : rate > 0 ? 'IMPROVING' : 'DEGRADING';
  return { ...ends, rate, interval, direction };
}

/**
 * Of each task, while it is learned, the accuracies from its start to its best in shares of that gain: `speed` is the mean height of the
 * curve over its steps (1: at once; 0.5: evenly), by trapezoids; `stepsTo90` the steps until nine tenths of it. Tasks without a gain are
 * left out.
 */
function speedOf(tasks: readonly string[], scores: readonly Score[]): Pick<ContinualMetrics['adaptation'], 'speed' | 'stepsTo90'> {
  const speeds: number[] = [];
  const steps: number[] = [];
  for (const task of tasks) {
    const own = scores.filter((score) => score.task === task).toSorted((one, other) => one.step - other.step);
    const first = own.findIndex(({ stage }) => stage === task);
    if (first < 1) continue;
    // From the last measurement before the learning on.
    const curve = [own[first - 1] as Score, ...own.slice(first).filter(({ stage }) => stage === task)];
    const [start] = curve as [Score, ...Score[]];
    const best = Math.max(...curve.map(({ accuracy }) => accuracy));
    const gain = best - start.accuracy;
    const length = (curve.at(-1) as Score).step - start.step;
    if (gain <= 0 || length <= 0) continue;
    const height = ({ accuracy }: Score): number => (accuracy - start.accuracy) / gain;
    const area = curve.slice(1).reduce((sum, score, place) => {
      const before = curve[place] as Score;
      return sum + ((height(score) + height(before)) / 2) * (score.step - before.step);
    }, 0);
    speeds.push(Math.max(0, area / length));
    steps.push((curve.find((score) => height(score) >= adapted) as Score).step - start.step);
  }
  return { speed: meanOf(speeds), stepsTo90: meanOf(steps) };
}

/**
 * `stability`: 1 less the mean over tasks of the largest fall of accuracy after the task was learned, at any step. `retention`: the mean over
 * earlier tasks of the last accuracy over the best before, so 1 where nothing is forgotten.
 */
function keepingOf(
  tasks: readonly string[],
  scores: readonly Score[],
  matrix: Matrix,
): Pick<ContinualMetrics['adaptation'], 'stability' | 'retention'> {
  const falls = tasks.flatMap((task) => {
    const own = scores.filter((score) => score.task === task).toSorted((one, other) => one.step - other.step);
    const end = own.findLastIndex(({ stage }) => stage === task);
    const after = own.slice(end + 1);
    if (end < 0 || after.length === 0) return [];
    const learned = (own[end] as Score).accuracy;
    return [Math.max(0, learned - Math.min(...after.map(({ accuracy }) => accuracy)))];
  });
  const last = matrix.rows.at(-1) ?? [];
  const shares = matrix.rows.slice(0, -1).flatMap((_, task) => {
    const best = Math.max(...matrix.rows.slice(0, -1).map((row) => row[task] ?? -Infinity));
    const now = last[task];
    return now == null || !Number.isFinite(best) || best <= 0 ? [] : [now / best];
  });
  const fall = meanOf(falls);
  return { stability: fall === null ? null : 1 - fall, retention: meanOf(shares) };
}

/** `impact`: the mean change of the performance over updates that took feedback in and held, each measured just before and just after. */
function feedbackOf(updates: readonly Update[]): ContinualMetrics['feedback'] {
  const count = sumOf(updates.map(({ feedbackCount }) => feedbackCount));
  const positiveCount = sumOf(updates.map((one) => one.positiveCount));
  const held = updates.filter(({ status, feedbackCount }) => status === 'SUCCEEDED' && feedbackCount > 0);
  const tried = updates.filter(({ mistakeCount, fixedCount }) => mistakeCount !== null && fixedCount !== null);
  const [mistakes, fixed] = [
    sumOf(tried.map(({ mistakeCount }) => mistakeCount as number)),
    sumOf(tried.map(({ fixedCount }) => fixedCount as number)),
  ];
  return {
    count,
    positiveCount,
    positiveShare: count === 0 ? null : positiveCount / count,
    positiveInterval: wilson95(positiveCount, count),
    impact: meanOf(held.flatMap(({ before, after }) => (before === null || after === null ? [] : [after - before]))),
    mistakesFixedShare: mistakes === 0 ? null : fixed / mistakes,
    mistakesFixedInterval: wilson95(fixed, mistakes),
  };
}
