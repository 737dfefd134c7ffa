/** How the parameters of the next trials are chosen. */
export const studyMethods = ['GRID', 'RANDOM', 'TPE', 'GP', 'CMA_ES', 'NSGA_II'] as const;
export type StudyMethod = (typeof studyMethods)[number];

/** Whether less or more of an objective is better. */
export const studyDirections = ['MINIMIZE', 'MAXIMIZE'] as const;
export type StudyDirection = (typeof studyDirections)[number];

/**
 * OPEN: a program asks for trials and sends their values. RUNNING: the server starts training jobs as trials. STOPPED: no trial is given any
 * more. COMPLETED: the study has all of its trials.
 */
export const studyStatuses = ['OPEN', 'RUNNING', 'STOPPED', 'COMPLETED'] as const;
export type StudyStatus = (typeof studyStatuses)[number];

/** The order is that of the numbers in packed columns, and of PostgreSQL's enum. */
export const trialStates = ['RUNNING', 'COMPLETE', 'PRUNED', 'FAILED'] as const;
export type TrialState = (typeof trialStates)[number];
export const trialStateCode = { RUNNING: 0, COMPLETE: 1, PRUNED: 2, FAILED: 3 } as const satisfies Record<TrialState, number>;

export type ParameterValue = string | number | boolean;

/** The parameter exists in a trial only if another one, which stands before it, has one of these values. */
export interface Condition {
  readonly parameter: string;
  readonly values: readonly ParameterValue[];
}

export interface NumberParameter {
  readonly name: string;
  readonly kind: 'FLOAT' | 'INT';
  readonly low: number;
  readonly high: number;
  /** Whether equal ratios count the same. */
  readonly isLog: boolean;
  /** Distance of the values; null: every number from low to high. Of an INT at least 1. */
  readonly step: number | null;
  /** Number of values that a grid takes; null: all, or 5 of a FLOAT without a step. */
  readonly levels: number | null;
  readonly when: Condition | null;
}

interface ChoiceParameter {
  readonly name: string;
  readonly kind: 'CATEGORICAL';
  readonly choices: readonly ParameterValue[];
  readonly when: Condition | null;
}

export type Parameter = NumberParameter | ChoiceParameter;

/** Parameters in an order in which a condition names an earlier one. */
export type SearchSpace = readonly Parameter[];

/** What decides that a trial is not worth its remaining steps. */
export const prunerKinds = ['NONE', 'MEDIAN', 'HYPERBAND'] as const;
export type PrunerKind = (typeof prunerKinds)[number];

export interface Pruner {
  readonly kind: PrunerKind;
  /** MEDIAN: complete trials before any is pruned. */
  readonly startupTrials: number;
  /** MEDIAN: first step at which a trial may be pruned. */
  readonly warmupSteps: number;
  /** HYPERBAND: steps of the first rung, of the last one, and how many of a rung's trials go on: one in so many. */
  readonly minSteps: number;
  readonly maxSteps: number;
  readonly reductionFactor: number;
}

/** Trials of a study in the order of their numbers, in packed columns. NaN: the parameter is not active, the objective not known. */
export interface TrialColumns {
  readonly count: number;
  /** Parameters of a point. */
  readonly width: number;
  readonly objectiveCount: number;
  readonly numbers: Int32Array;
  /** `trialStateCode`. */
  readonly states: Uint8Array;
  /** A number as it is, a choice by its place; `width` of each trial. */
  readonly points: Float64Array;
  /** `objectiveCount` of each trial. */
  readonly objectives: Float64Array;
  /** Of CMA-ES and NSGA-II; -1: of none. */
  readonly generations: Int32Array;
  /** The last report of a trial; NaN: none. */
  readonly lastSteps: Float64Array;
  readonly lastValues: Float64Array;
}
