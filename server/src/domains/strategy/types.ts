import type { ParameterValue } from '../studies/types.ts';

export const strategyKinds = ['HYPERPARAMETERS', 'DATASET', 'SCHEDULE', 'ARCHITECTURE'] as const;
export type StrategyKind = (typeof strategyKinds)[number];

export const strategyGoals = ['PERFORMANCE', 'EFFICIENCY'] as const;
export type StrategyGoal = (typeof strategyGoals)[number];

export const strategyPriorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type StrategyPriority = (typeof strategyPriorities)[number];

/** How what was predicted compares with what came. */
export const strategyOutcomes = ['WAITING', 'BETTER', 'AS_PREDICTED', 'WORSE'] as const;
export type StrategyOutcome = (typeof strategyOutcomes)[number];

/** Finished jobs below which nothing is recommended. */
export const fewestJobs = 3;

/** A finished job with an evaluation loss, as a strategy reads it. */
export interface HistoryJob {
  readonly id: string;
  readonly baseModel: string | null;
  readonly datasetName: string | null;
  readonly datasetSize: number | null;
  /** 0 to 1. */
  readonly datasetQuality: number | null;
  /** Best evaluation loss: less is better. */
  readonly loss: number;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  /** Step of the best loss, and the last one; null: not known. */
  readonly bestStep: number | null;
  readonly lastStep: number | null;
  readonly ms: number | null;
  readonly nanoUsd: number | null;
  readonly configurationId: string | null;
}

/** A number that is predicted, with its interval at 95 %. */
export interface Predicted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Recommendation {
  /** The same for the same history. */
  readonly key: string;
  readonly kind: StrategyKind;
  readonly title: string;
  readonly why: string;
  /** Parameters that it sets, by name; none: it is about data. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly basisJobIds: readonly string[];
  /** Loss of the best job of the basis. */
  readonly baseline: number;
  /** Loss that is predicted; null: it is about time. */
  readonly predicted: Predicted | null;
  /** Baseline less predicted. */
  readonly improvement: Predicted | null;
  /** Hours that a job needs less; null: none. */
  readonly savedHours: Predicted | null;
  /** What a job by it takes: the mean of the basis, less what is saved; null: not known. */
  readonly hours: number | null;
  readonly costUsd: number | null;
  /** US dollars that a job costs less; null: none, or no price is known. */
  readonly benefitUsd: number | null;
  /** 0: near known jobs, 1: as uncertain as all of them; null: no process predicts it. */
  readonly exploration: number | null;
  /** Whether the interval of what it brings lies above 0. */
  readonly isDecisive: boolean;
  readonly priority: StrategyPriority;
}

export interface Constraints {
  readonly baseModel: string | null;
  readonly datasetName: string | null;
  readonly maxHours: number | null;
  readonly maxCostUsd: number | null;
}

/** Jobs that are compared with each other. */
export interface JobGroup {
  readonly baseModel: string | null;
  readonly datasetName: string | null;
  readonly jobs: readonly HistoryJob[];
}

export interface Strategy {
  readonly group: Omit<JobGroup, 'jobs'> | null;
  readonly jobCount: number;
  readonly basis: string;
  /** Most important first. */
  readonly recommendations: readonly Recommendation[];
  /** Sentences on recommendations beyond the constraints. */
  readonly leftOut: readonly string[];
  /** Of the recommendation that brings most; null: none is about the loss. */
  readonly improvement: Predicted | null;
}
