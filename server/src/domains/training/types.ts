/** States of a training job; pure/transition.ts alone decides which follows which. */
export const trainingStatuses = [
  'QUEUED',
  'STARTING',
  'RUNNING',
  'STALLED',
  'CANCELLING',
  'FINISHED',
  'FAILED',
  'CANCELLED',
  'LOST',
] as const;
export type TrainingStatus = (typeof trainingStatuses)[number];

/** What a trainer may report of itself. */
export const reportedStatuses = ['RUNNING', 'FINISHED', 'FAILED', 'CANCELLED'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

export const endReasons = [
  'COMPLETED',
  'USER',
  'POLICY',
  'LOST_RUNNER',
  'OUT_OF_MEMORY',
  'BAD_EXIT',
  'PREEMPTED',
  'TIME_LIMIT',
  'SILENT',
  'EARLY_STOPPED',
  'REPORTED',
  'NO_END_REPORTED',
] as const;
export type TrainingEndReason = (typeof endReasons)[number];

export const trainingTypes = ['FINE_TUNING', 'FEW_SHOT', 'REINFORCEMENT', 'TRANSFER_LEARNING', 'FROM_SCRATCH'] as const;
export type TrainingType = (typeof trainingTypes)[number];

export const trainingSources = ['API', 'MLFLOW', 'TRACKIO', 'IMPORT', 'RUNNER'] as const;
export type TrainingSource = (typeof trainingSources)[number];
/** Those that a caller of the API may state. */
export type SentSource = Extract<TrainingSource, 'API' | 'IMPORT'>;

/** Names in a job's `attributes` of what its trainer warned of begin so. */
export const alertPrefix = 'trackio:alert:';

export const alertLevels = ['INFO', 'WARN', 'ERROR'] as const;
export type AlertLevel = (typeof alertLevels)[number];

/** What a trainer itself warned of. */
export interface Alert {
  readonly id: string | null;
  readonly title: string;
  readonly text: string | null;
  /** As sent. */
  readonly level: string;
  /** Null: none was sent. */
  readonly step: number | null;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

/** Attempts are numbered in 16 bits. */
export const maxAttempt = 65_535;
/** The largest step: what JSON carries exactly. */
export const maxStep = Number.MAX_SAFE_INTEGER;
/** The longest name of a metric, in UTF-16 code units. */
export const maxMetricNameLength = 250;

/** A point as any protocol sends it; absent and null are the same. */
export interface SentPoint {
  /** Name as the trainer spells it. */
  readonly metric: string;
  /** 0 to 2^53 - 1. Of a system metric: its time in milliseconds, absent: that of `at`. */
  readonly step?: number | null;
  /** NaN and infinities are values. */
  readonly value: number;
  /** Null: now. */
  readonly at?: Date | null;
  /** Null: the current attempt. */
  readonly attempt?: number | null;
  /** Distinguishes points of one metric at one step (MLflow's timestamp); else 0. */
  readonly nth?: number | null;
}

/** A point that can be stored. */
export interface CheckedPoint {
  /** Canonical name (pure/metric-name.ts). */
  readonly metric: string;
  readonly sentAs: string;
  readonly isSystem: boolean;
  readonly step: number;
  readonly value: number;
  /** Microseconds since the epoch; null: now. */
  readonly atUs: number | null;
  /** Null: the current attempt. */
  readonly attempt: number | null;
  readonly nth: number;
}

/** Points of one job side by side: entry `i` of every list is one point. */
export interface PointColumns {
  readonly metric: string[];
  readonly step: number[];
  readonly value: number[];
  /** Milliseconds since the epoch. */
  readonly at: number[];
  readonly attempt: number[];
}
