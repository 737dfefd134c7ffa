import type { MaskingKind } from '../policies/types.ts';

export const stepKinds = ['SELECTED', 'UNIQUE', 'MASKED', 'CORRECTED', 'DATASET', 'TRAINING', 'MODEL', 'REPLAY', 'VERDICT'] as const;
/** The steps of a loop, in their order. */
export type StepKind = (typeof stepKinds)[number];

export const stepStates = ['WAITING', 'RUNNING', 'NEEDS_PERSON', 'DONE', 'FAILED'] as const;
export type StepState = (typeof stepStates)[number];

export const loopStatuses = ['RUNNING', 'NEEDS_PERSON', 'DONE', 'FAILED', 'STOPPED'] as const;
export type LoopStatus = (typeof loopStatuses)[number];

export const itemKinds = ['FAILURE', 'CONTROL'] as const;
export type ItemKind = (typeof itemKinds)[number];

export const itemStates = ['OPEN', 'DUPLICATE', 'NEAR_DUPLICATE', 'LEFT_OUT'] as const;
export type ItemState = (typeof itemStates)[number];

export const corrections = ['EXISTING', 'REVIEWED', 'PROPOSED'] as const;
export type Correction = (typeof corrections)[number];

export const outcomes = ['FIXED', 'STILL_WRONG', 'BROKE', 'KEPT'] as const;
export type Outcome = (typeof outcomes)[number];

export const matchings = ['EQUAL', 'CONTAINS'] as const;
/** How a new answer is compared with the expected one: without regard to case and spaces, as a whole or as a part. */
export type Matching = (typeof matchings)[number];

/** A turn before the answer. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a loop was started with. */
export interface LoopSettings {
  /** Failed answers at most. */
  readonly maxFailures: number;
  /** Answers that succeeded, at most. */
  readonly controlCount: number;
  /** Share of the control sample that is trained on, so that the model keeps what it knows. It does not measure what breaks. */
  readonly rehearsalShare: number;
  /** Share of the failures that is held out from training. */
  readonly heldOutShare: number;
  readonly seed: number;
  readonly matching: Matching;
  /** Kinds that are masked beside those of the policy; empty: none. */
  readonly maskingKinds: readonly MaskingKind[];
}

/** Numbers of a step beside its count; each step has some of them. */
export interface StepDetails {
  /** SELECTED: answers of the control sample, and failed answers that cannot be replayed: without a prompt before them, or too long. */
  readonly controlCount?: number;
  readonly withoutPromptCount?: number;
  /** UNIQUE: duplicates, exact and near. */
  readonly duplicateCount?: number;
  readonly nearDuplicateCount?: number;
  /** MASKED: items that masking changed. */
  readonly changedCount?: number;
  /** CORRECTED: by kind of correction; those that wait for a person, and those that a person left out. */
  readonly existingCount?: number;
  readonly reviewedCount?: number;
  readonly proposedCount?: number;
  readonly waitingProposalCount?: number;
  readonly leftOutCount?: number;
  /** DATASET: rows by split. */
  readonly trainCount?: number;
  readonly heldOutCount?: number;
  /** TRAINING: name of the job. */
  readonly jobName?: string;
  readonly jobStatus?: string;
  /** MODEL: name and version. */
  readonly model?: string;
  readonly version?: number | null;
  /** REPLAY: how the answers came. */
  readonly answeredBy?: 'JOB' | 'MODEL';
  /** VERDICT. */
  readonly verdict?: StoredVerdict;
}

/** A share with its 95 % interval (Wilson). */
export interface CountedShare {
  readonly count: number;
  readonly outOf: number;
}

export interface StoredVerdict {
  /** Failed prompts that are answered as expected, of those that were replayed. */
  readonly fixed: CountedShare;
  /** The same over prompts that were not trained on. */
  readonly fixedHeldOut: CountedShare;
  /** Prompts of the control sample that are no longer answered as before; without those that were trained on. */
  readonly broke: CountedShare;
}

/** Of a workspace. */
export const maxLoops = 1_000;
export const mostFailures = 4_000;
export const mostControls = 1_000;
/** Characters of a prompt, and of an answer: longer ones are left out. */
export const maxTextLength = 20_000;
export const maxNameLength = 200;
/** Characters of an expected answer. */
export const maxAnswerLength = 100_000;
/** Corrections of one call. */
export const maxCorrections = 1_000;
export const largestSeed = 2_147_483_647;

/** Splits of the dataset version. */
export const splits = { train: 'train', heldOut: 'held_out', control: 'control' } as const;
