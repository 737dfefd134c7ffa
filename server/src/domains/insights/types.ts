/** What an insight is about. */
export const insightKinds = [
  'CHANGE',
  'INCIDENT',
  'DRIFT',
  'NEW_TOPIC',
  'GROWING_TOPIC',
  'SENTIMENT',
  'UNTRUSTED_JUDGE',
  'COST_OUTLOOK',
] as const;
export type InsightKind = (typeof insightKinds)[number];

/** Why a person dismisses an insight. */
export type InsightReason = 'NOT_IMPORTANT' | 'KNOWN' | 'WRONG';

/** Unit of an insight's number: a share from 0 to 1, ms, stars, US dollars, how many, or a number without a unit. */
export type InsightUnit = 'share' | 'ms' | 'rating' | 'usd' | 'count' | 'number';

/** What a source has found. */
export interface FoundInsight {
  readonly kind: InsightKind;
  /** Two looks that find the same key of a kind have found the same insight. */
  readonly key: string;
  /** What it is distinguished by, such as "MODEL"; '': by nothing. Dismissals teach about it. */
  readonly dimension: string;
  readonly sentence: string;
  readonly value: number;
  readonly unit: InsightUnit;
  /** Path of the page that shows more, with its search. */
  readonly link: string;
  /** How much it matters, 0 to 1. */
  readonly weight: number;
}

/** What an insight was dismissed for. */
export interface Dismissal {
  readonly kind: InsightKind;
  readonly dimension: string;
  readonly reason: InsightReason;
}

export const defaultFirst = 5;
export const mostFirst = 20;
/** Longest note of a dismissal, in characters. */
export const maxNoteLength = 500;
