import type { ChatMessage } from '../model-connections/types.ts';

export const runKinds = ['OFFLINE', 'SDK'] as const;
/** OFFLINE: the server answers, or takes stored answers. SDK: an application reports. */
export type RunKind = (typeof runKinds)[number];

export const runStates = ['WAITING', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED', 'FAILED'] as const;
export type RunState = (typeof runStates)[number];

export const itemStates = ['WAITING', 'CLAIMED', 'DONE', 'FAILED'] as const;
export type ItemState = (typeof itemStates)[number];

export const scoreKinds = ['RULE', 'MODEL', 'HUMAN', 'API'] as const;
export type ScoreKind = (typeof scoreKinds)[number];

export const checkKinds = ['EQUALS', 'CONTAINS', 'JSON_EQUALS', 'NUMBER_NEAR'] as const;
/** How an answer is compared with the expected output. */
export type CheckKind = (typeof checkKinds)[number];

/** A comparison of the answer with the expected output, which passes or fails. */
export interface Check {
  readonly kind: CheckKind;
  readonly name: string;
  /** EQUALS and CONTAINS: whether upper and lower case are the same. */
  readonly ignoresCase: boolean;
  /** JSON_EQUALS and NUMBER_NEAR: largest distance of numbers that are taken as equal. */
  readonly tolerance: number;
  /** Whether `tolerance` is a share of the expected number. */
  readonly isRelative: boolean;
}

/** What scores each item of a run. */
export type Scorer =
  | { readonly kind: 'CHECK'; readonly check: Check }
  | {
      readonly kind: 'JUDGE';
      readonly judgeId: string;
      /** As when the run began. */
      readonly name: string;
    };

/** A row or a message as it is evaluated. */
export interface Subject {
  /** What the same row has in every run. */
  readonly key: string;
  /** What is shown as input: any JSON. */
  readonly input: unknown;
  /** Null: none is known. */
  readonly expected: unknown;
  /** A chat that is to be answered; null: the input is no chat. */
  readonly chat: readonly ChatMessage[] | null;
  /** Texts of the system that stand before the chat. */
  readonly instructions: string;
  readonly metadata: unknown;
  /** The answer that is stored already; null: one is to be made, or is reported. */
  readonly answer: StoredAnswer | null;
}

/** An answer that a message holds. */
export interface StoredAnswer {
  readonly output: unknown;
  readonly latencyMs: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly nanoUsd: bigint | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
}

/** What a scorer says of an item. `error`: why it says nothing; then the others are null. */
export interface Scored {
  readonly name: string;
  readonly kind: ScoreKind;
  readonly scorer: string;
  readonly version: number | null;
  readonly value: number | null;
  readonly label: string | null;
  readonly passed: boolean | null;
  readonly comment: string | null;
  readonly error: string | null;
  readonly nanoUsd: bigint;
}

/** The numbers of one score of a run, over rows: a row with several answers or scores counts once, with their mean. */
export interface ScoreNumbers {
  readonly name: string;
  readonly kinds: readonly ScoreKind[];
  /** Rows with a value. */
  readonly n: number;
  /** Null: it has labels alone. */
  readonly mean: number | null;
  /** 95 %; null: fewer than two values, or none is known. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Null: it neither passes nor fails. */
  readonly passShare: number | null;
  readonly labels: readonly { readonly label: string; readonly count: number }[];
  /** Items that it could not say anything of. */
  readonly errorCount: number;
}

export const comparisonTests = ['MCNEMAR', 'SIGN_FLIP', 'PAIRED_T', 'NONE'] as const;
export type ComparisonTest = (typeof comparisonTests)[number];
export const comparisonVerdicts = ['BETTER', 'WORSE', 'NOT_DECISIVE'] as const;
export type ComparisonVerdict = (typeof comparisonVerdicts)[number];

/** One number of two runs over the rows that both have it of. */
export interface ComparedNumber {
  readonly name: string;
  readonly n: number;
  readonly a: number | null;
  readonly b: number | null;
  /** Of b less a; null: no row is shared. */
  readonly difference: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly pValue: number | null;
  /** Together with the other scores (Holm). */
  readonly adjustedPValue: number | null;
  readonly test: ComparisonTest;
  readonly verdict: ComparisonVerdict;
  readonly higherIsBetter: boolean;
  /** Rows in which b is better, and in which it is worse. */
  readonly gained: number;
  readonly lost: number;
}

/** Of one run. */
export const maxItems = 100_000;
export const maxScorers = 20;
export const maxRepetitions = 20;
export const maxNameLength = 300;
export const maxDescriptionLength = 2_000;
export const maxScoreNameLength = 100;
export const maxCommentLength = 10_000;
/** Of the output of one item as JSON, in bytes. */
export const maxOutputBytes = 1_048_576;
/** Items of one call of an application. */
export const maxReported = 500;
/** After so long without an item a run of an application is over. */
export const silentMs = 1_800_000;
