import type { Interval, StatisticProblem } from './answer.ts';

/**
 * WON                     a goal is better, none is worse, and no guardrail is breached
 * LOST                    a goal is worse, or a guardrail is breached
 * NO_RELEVANT_DIFFERENCE  every goal differs by less than its minimal effect
 * NOT_DECISIVE            the data don't decide yet
 * CANNOT_JUDGE            the data can't be used, whatever they show
 */
export const verdicts = ['WON', 'LOST', 'NO_RELEVANT_DIFFERENCE', 'NOT_DECISIVE', 'CANNOT_JUDGE'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Why. Of CANNOT_JUDGE: SAMPLE_RATIO_MISMATCH, NO_UNITS (a variant has none), NO_GOALS, NO_NUMBERS (no goal has an interval). Of NOT_DECISIVE:
 * PLANNED_SAMPLE_NOT_REACHED (a test that is looked at once is not read early, nor without a plan), INTERVAL_HOLDS_ZERO, GOALS_DISAGREE (one is better, one
 * worse), TOO_FEW_UNITS. Beside any: GUARDRAIL_BREACHED, GOAL_BETTER, GOAL_WORSE, WITHIN_MINIMAL_EFFECT.
 */
export const verdictReasons = [
  'SAMPLE_RATIO_MISMATCH',
  'NO_UNITS',
  'NO_GOALS',
  'NO_NUMBERS',
  'PLANNED_SAMPLE_NOT_REACHED',
  'TOO_FEW_UNITS',
  'INTERVAL_HOLDS_ZERO',
  'GOALS_DISAGREE',
  'GUARDRAIL_BREACHED',
  'GOAL_BETTER',
  'GOAL_WORSE',
  'WITHIN_MINIMAL_EFFECT',
] as const;
export type VerdictReason = (typeof verdictReasons)[number];

/** How the intervals were made: FIXED, for one look at the end; SEQUENTIAL, for any number of looks; BAYESIAN, credible. */
export type AnalysisKind = 'FIXED' | 'SEQUENTIAL' | 'BAYESIAN';

/** A number as people read it: shares in percentage points. */
export type EffectUnit = 'share' | 'relative' | 'usd' | 'ms' | 'tokens' | 'rating' | 'number';

export interface GoalEvidence {
  /** As it stands in a sentence: "success". */
  readonly name: string;
  readonly role: 'GOAL' | 'GUARDRAIL';
  /** Which direction is better. */
  readonly better: 'MORE' | 'LESS';
  readonly unit: EffectUnit;
  /** variant − base; null: there is none, and `problem` says why. */
  readonly effect: number | null;
  /** Of a guardrail one-sided and good for any number of looks, of a goal two-sided, after the correction for several goals; an end may be infinite. */
  readonly interval: Interval | null;
  readonly problem?: StatisticProblem | null;
  /** Whether effect and interval are adjusted by what units had before (CUPED); absent: they are not. */
  readonly isAdjusted?: boolean;
  /** The smallest effect that matters, on the scale of the effect, above 0; null: any does. */
  readonly minimalEffect: number | null;
}

export interface Evidence {
  readonly variant: string;
  readonly kind: AnalysisKind;
  readonly alpha: number;
  /** Of the sample-ratio test; null: not computed. */
  readonly sampleRatioPValue: number | null;
  /** Units of base and variant. */
  readonly units: readonly [base: number, variant: number];
  /** Of both together; null: none is planned. */
  readonly plannedUnits: number | null;
  /** Whether a FIXED test without planned units decides nothing, since its one look has no time; absent: the look is now. */
  readonly needsPlan?: boolean;
  /** Of both together, that come in a day; null: unknown. */
  readonly unitsPerDay: number | null;
  /** Units of a variant below which nothing is decided, where it is not `usualFewest`. */
  readonly fewestUnits?: number;
  /** Of the sequential interval, where it is not `plannedUnits`. */
  readonly tuning?: number;
  readonly goals: readonly GoalEvidence[];
}

export interface Judgment {
  readonly verdict: Verdict;
  readonly reasons: readonly VerdictReason[];
  /** The same in words, with the goal that decided. */
  readonly sentence: string;
  /** Days until it may be decided at this traffic; null: it is decided, or this can't be known. */
  readonly daysLeft: number | null;
}

export interface Decision {
  readonly verdict: Verdict;
  readonly reasons: readonly VerdictReason[];
  /** The goal that the sentence is about. */
  readonly decisive: GoalEvidence | null;
}
