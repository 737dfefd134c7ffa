/** The source's `transfer_effectiveness`. */
export const effectivenessClasses = ['HIGHLY_EFFECTIVE', 'EFFECTIVE', 'MODERATELY_EFFECTIVE', 'INEFFECTIVE'] as const;
export type Effectiveness = (typeof effectivenessClasses)[number];

/** Where a number of a session comes from. */
export const figureSources = ['STATED', 'BENCHMARKS', 'JOB', 'JOBS_FROM_SCRATCH', 'TIMES'] as const;
export type FigureSource = (typeof figureSources)[number];

/** A session as it is stored. */
export interface StoredTransfer {
  readonly id: string;
  readonly targetModel: string;
  readonly accuracyBefore: number | null;
  readonly accuracyAfter: number | null;
  readonly countBefore: number | null;
  readonly countAfter: number | null;
  readonly trainingMs: number | null;
  readonly costNanoUsd: number | null;
  readonly scratchMs: number | null;
  readonly scratchNanoUsd: number | null;
  readonly jobId: string | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
}

/** What jobs took; null: not known. */
export interface JobFigures {
  readonly ms: number | null;
  readonly nanoUsd: number | null;
  /** Jobs behind them. */
  readonly count: number;
}
