import { compareShares, type ValueComparison } from '../../analytics/pure/comparison.ts';
import type { SuiteResult } from '../../versions/types.ts';
import { compareAccuracy } from '../../versions/pure/evolution.ts';
import type { Effectiveness, FigureSource, JobFigures, StoredTransfer } from '../types.ts';

const hourMs = 3_600_000;
const nanoPerUsd = 1e9;
const accuracyWords = { words: 'Accuracy', isMoreBetter: true } as const;

/** A number and where it comes from. */
export interface Figure {
  readonly value: number;
  readonly source: FigureSource;
}

/** What a transfer was worth. Null: not known. */
export interface TransferEffect {
  readonly accuracy: ValueComparison | null;
  readonly accuracySource: FigureSource | null;
  readonly trainingMs: Figure | null;
  readonly costUsd: Figure | null;
  readonly scratchMs: Figure | null;
  readonly scratchUsd: Figure | null;
  readonly scratchJobCount: number;
  readonly timeSavedMs: number | null;
  readonly timeReductionPercent: number | null;
  readonly costSavedUsd: number | null;
  readonly costReductionPercent: number | null;
  /** Accuracy gained by an hour of training. */
  readonly efficiencyPerHour: number | null;
  readonly effectiveness: Effectiveness | null;
}

/**
 * The source's `transfer_effectiveness`, as its SQL has it: without a training from scratch to compare with, conditions on time fail. Null
 * where no gain is known; the SQL has no row for it.
 *
 * `gain`  shares of correct answers.
 */
export function effectivenessOf(gain: number | null, timeReductionPercent: number | null): Effectiveness | null {
  if (gain === null) return null;
  const isBeyond = (percent: number): boolean => timeReductionPercent !== null && timeReductionPercent > percent;
  if (gain > 0.1 && isBeyond(50)) return 'HIGHLY_EFFECTIVE';
  if (gain > 0.05 && isBeyond(30)) return 'EFFECTIVE';
  return gain > 0 ? 'MODERATELY_EFFECTIVE' : 'INEFFECTIVE';
}

/** Runs of the target before the transfer and after it. */
export interface BeforeAndAfter {
  readonly before: readonly SuiteResult[];
  readonly after: readonly SuiteResult[];
}

interface Known {
  readonly benchmarks: BeforeAndAfter;
  readonly job: JobFigures | null;
  readonly scratch: JobFigures;
}

export function effectOf(session: StoredTransfer, { benchmarks, job, scratch }: Known): TransferEffect {
  const stated = statedAccuracy(session);
  const accuracy = stated ?? compareAccuracy(benchmarks.after, benchmarks.before);
  const trainingMs = firstOf([session.trainingMs, 'STATED'], [job?.ms ?? null, 'JOB'], [lengthOf(session), 'TIMES']);
  const costUsd = firstOf([usd(session.costNanoUsd), 'STATED'], [usd(job?.nanoUsd ?? null), 'JOB']);
  const scratchMs = firstOf([session.scratchMs, 'STATED'], [scratch.ms, 'JOBS_FROM_SCRATCH']);
  const scratchUsd = firstOf([usd(session.scratchNanoUsd), 'STATED'], [usd(scratch.nanoUsd), 'JOBS_FROM_SCRATCH']);
  const timeSavedMs = difference(scratchMs, trainingMs);
  const costSavedUsd = difference(scratchUsd, costUsd);
  const timeReductionPercent = percentOf(timeSavedMs, scratchMs);
  const gain = accuracy?.difference ?? null;
  return {
    accuracy,
    accuracySource: accuracy === null ? null : stated === null ? 'BENCHMARKS' : 'STATED',
    trainingMs,
    costUsd,
    scratchMs,
    scratchUsd,
    scratchJobCount: scratchMs?.source === 'JOBS_FROM_SCRATCH' ? scratch.count : 0,
    timeSavedMs,
    timeReductionPercent,
    costSavedUsd,
    costReductionPercent: percentOf(costSavedUsd, scratchUsd),
    efficiencyPerHour: gain === null || trainingMs === null || trainingMs.value === 0 ? null : gain / (trainingMs.value / hourMs),
    effectiveness: effectivenessOf(gain, timeReductionPercent),
  };
}

const usd = (nano: number | null): number | null => (nano === null ? null : nano / nanoPerUsd);
const lengthOf = ({ startedAt, completedAt }: StoredTransfer): number | null =>
  completedAt === null ? null : completedAt.getTime() - startedAt.getTime();
const difference = (one: Figure | null, other: Figure | null): number | null =>
  one === null || other === null ? null : one.value - other.value;
const percentOf = (saved: number | null, whole: Figure | null): number | null =>
  saved === null || whole === null || whole.value === 0 ? null : (saved / whole.value) * 100;

function firstOf(...choices: readonly (readonly [number | null, FigureSource])[]): Figure | null {
  for (const [value, source] of choices) if (value !== null) return { value, source };
  return null;
}

/** Accuracies that were sent: with Newcombe's interval where the items behind them were, else without a verdict. */
function statedAccuracy({ accuracyBefore, accuracyAfter, countBefore, countAfter }: StoredTransfer): ValueComparison | null {
  if (accuracyBefore === null || accuracyAfter === null) return null;
  if (countBefore !== null && countAfter !== null)
    return compareShares(
      accuracyWords,
      { count: accuracyAfter * countAfter, of: countAfter },
      { count: accuracyBefore * countBefore, of: countBefore },
    );
  const change = accuracyAfter - accuracyBefore;
  return {
    value: accuracyAfter,
    base: accuracyBefore,
    count: 0,
    baseCount: 0,
    difference: change,
    relativeChange: accuracyBefore === 0 ? null : change / accuracyBefore,
    interval: null,
    verdict: 'TOO_FEW',
    sentence: 'Accuracies were sent without the numbers of items behind them: no verdict.',
  };
}
