import { LOSSES, NORMS, TOKEN_COUNTERS } from '../../health/pure/roles.ts';
import type { TrainingMetric } from '../../signals/types.ts';
import { minuteMs, type TrainedCondition } from '../types.ts';
import { backMs, type Worded } from './readings.ts';
import { minutesText, ofText, percentText, pointText, seriesText, timeText, metricNames, valueText } from './words.ts';

/** What the points of a metric of one job were in one window of time and one attempt (`training/queries/windows.ts`). */
export interface PointWindow {
  readonly metric: string;
  /** Place of the window among those that were read, from 0. */
  readonly place: number;
  readonly attempt: number;
  readonly pointCount: number;
  readonly finiteCount: number;
  readonly median: number | null;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly firstValue: number | null;
  readonly lastValue: number | null;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** Names of metrics that a metric of training is read from, the preferred one first; of throughput tokens before steps. */
const namesOf: Readonly<Record<TrainingMetric, readonly string[]>> = {
  TRAINING_LOSS: LOSSES,
  GRADIENT_NORM: NORMS,
  TRAINING_THROUGHPUT: [...TOKEN_COUNTERS, ...LOSSES],
};
export const namesRead = (metric: TrainingMetric): readonly string[] => namesOf[metric];

/** How far before an evaluation each window of a condition ends: the window itself, and the one that it is compared with. */
export function backsOf(condition: TrainedCondition): readonly number[] {
  if (condition.source === 'VALUE') return [0];
  const { compareWith, windowMinutes } = condition;
  return [0, compareWith === 'WINDOW_BEFORE' ? windowMinutes * minuteMs : backMs[compareWith]];
}

/** The name that a job is read by: the first one with two points in any of the windows, else with one. */
function nameIn(metric: TrainingMetric, windows: readonly (readonly PointWindow[])[]): string | null {
  const counts = new Map<string, number>();
  for (const { metric: name, pointCount } of windows.flat()) counts.set(name, (counts.get(name) ?? 0) + pointCount);
  const names = namesOf[metric];
  return names.find((name) => (counts.get(name) ?? 0) > 1) ?? names.find((name) => counts.has(name)) ?? null;
}

/**
 * A metric in one window, of the newest attempt that has points in it; null: of too few. Of losses and norms the median of the finite points; of
 * throughput the progress from the first point to the last one, a second.
 */
function valueIn(
  { metric, minimumCount }: TrainedCondition,
  name: string,
  rows: readonly PointWindow[],
): { readonly value: number; readonly of: number } | null {
  const row = rows
    .filter((one) => one.metric === name)
    .reduce<PointWindow | null>((newest, one) => (newest !== null && newest.attempt > one.attempt ? newest : one), null);
  if (row === null) return null;
  if (metric !== 'TRAINING_THROUGHPUT')
    return row.median === null || row.finiteCount < minimumCount ? null : { value: row.median, of: row.finiteCount };
  const ms = row.lastAtMs - row.firstAtMs;
  const progress = isTokens(name) ? (row.lastValue ?? Number.NaN) - (row.firstValue ?? Number.NaN) : row.lastStep - row.firstStep;
  if (!(progress >= 0) || ms <= 0 || row.pointCount < minimumCount) return null;
  return { value: (progress / ms) * 1_000, of: row.pointCount };
}

const isTokens = (name: string): boolean => TOKEN_COUNTERS.includes(name);

const empty: Worded = { kind: 'empty', words: () => '' };

/** What a job is at an instant by the points in each window of a condition (`backsOf`). */
export function trainedReading(condition: TrainedCondition, windows: readonly (readonly PointWindow[])[], job: string, at: number): Worded {
  const { metric, windowMinutes, trip, isAbove } = condition;
  const name = nameIn(metric, windows);
  const [now, before] = windows.map((rows) => (name === null ? null : valueIn(condition, name, rows)));
  if (name === null || now === null || now === undefined) return empty;
  const shown = (value: number): string =>
    metric === 'TRAINING_THROUGHPUT' ? `${pointText(value)} ${isTokens(name) ? 'tokens' : 'steps'} a second` : valueText(metric, value);
  const what = (): string =>
    `The ${metricNames[metric]}${seriesText('TRAINING_JOB', job)} over ${minutesText(windowMinutes)} up to ${timeText(at)} was ${shown(now.value)}`;
  if (condition.source === 'VALUE')
    return {
      kind: 'value',
      ...now,
      words: () => `${what()}${ofText(metric, now.of)}; ${isAbove ? 'at least' : 'at most'} ${valueText(metric, trip)} is bad.`,
    };
  if (before === null || before === undefined || before.value === 0) return empty;
  const percent = ((now.value - before.value) / Math.abs(before.value)) * 100;
  return {
    kind: 'value',
    value: percent,
    of: now.of,
    words: () => `${what()}, before ${shown(before.value)}: ${percentText(percent)}; ${percentText(trip)} is bad.`,
  };
}

/** A job that trains, or did. */
export interface TrainedJob {
  readonly id: string;
  readonly name: string;
  readonly startedAt: Date;
  /** Null: it trains. */
  readonly endedAt: Date | null;
}

const shownLength = 100;
const idLength = 8;

/** The series of a job: its name, and as much of its id as tells jobs of one name apart. */
export const keyOfJob = ({ id, name }: Pick<TrainedJob, 'id' | 'name'>): string =>
  `${name.slice(0, shownLength)} (${id.slice(0, idLength)})`;

/** What is read of a series whose job does not train any more. */
export const overSentence = (key: string, at: number): string => `The training job ${key} does not run any more at ${timeText(at)}.`;
