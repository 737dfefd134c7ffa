import type { EffectUnit } from '../../platform/statistics/evidence.ts';

/**
 * SHARE       how often: of all items of a set of units, or of the units themselves where the measure has no base
 * MEAN        Σ of the measure ÷ number of items that have it
 * SUM         what a unit adds up to, as a mean over all units; a unit without any counts with 0
 * PERCENTILE  of all items, linear between the two nearest
 * RATIO       Σ of one measure ÷ Σ of another
 * RETENTION   share of units with an answer or an event so many days later
 */
export const metricKinds = ['SHARE', 'MEAN', 'SUM', 'PERCENTILE', 'RATIO', 'RETENTION'] as const;
export type MetricKind = (typeof metricKinds)[number];

/** What is measured: of an answer, or of an event that an application reported. */
export const measures = [
  'ANSWERS',
  'CONVERSATIONS',
  'TURNS',
  'SUCCESS',
  'RATING',
  'COST',
  'LATENCY',
  'TIME_TO_FIRST_TOKEN',
  'TOKENS',
  'INPUT_TOKENS',
  'OUTPUT_TOKENS',
  'ERRORS',
  'FAILURE_TAG',
  'TOOL_CALLS',
  'TOOL_SUCCESS',
  'EVENTS',
  'EVENT_VALUE',
] as const;
export type Measure = (typeof measures)[number];

/** UP: more is better. */
export const metricDirections = ['UP', 'DOWN'] as const;
export type MetricDirection = (typeof metricDirections)[number];

/** What the value of a metric is in. */
export const metricUnits = ['share', 'usd', 'ms', 'tokens', 'rating', 'number'] as const satisfies readonly EffectUnit[];
export type MetricUnit = (typeof metricUnits)[number];

export interface AttributeFilter {
  /** A field of the event's attributes. */
  readonly name: string;
  /** One of these; numbers and booleans as JSON has them. */
  readonly values: readonly string[];
}

/** A measure, and which answers or events count. Lists that are empty do not restrict. */
export interface Measured {
  readonly measure: Measure;
  /** Name of the events; null: the measure is of answers. */
  readonly event: string | null;
  /** Of FAILURE_TAG; null: the measure is another. */
  readonly failureTag: string | null;
  /** Of TOOL_CALLS and TOOL_SUCCESS; null: any tool. */
  readonly tool: string | null;
  /** Of answers. */
  readonly models: readonly string[];
  readonly environments: readonly string[];
  readonly prompts: readonly string[];
  /** Of events. */
  readonly attributes: readonly AttributeFilter[];
}

/** Of sums of units, so that a few cannot outweigh all others: at a value, or at a percentile of the units whose sum is not 0. */
export type Cap = { readonly value: number } | { readonly percentile: number };

/** What a person defines of a metric. */
export interface MetricDefinition {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: MetricKind;
  readonly measured: Measured;
  /** Of RATIO. */
  readonly denominator: Measured | null;
  /** Of PERCENTILE, between 0 and 1. */
  readonly percentile: number | null;
  /** Of RETENTION: an answer or event from so many days after the unit's first instant on … */
  readonly afterDays: number | null;
  /** … and within so many days from then. */
  readonly withinDays: number | null;
  readonly cap: Cap | null;
  /** Only what follows within so many hours after the unit's first instant counts; null: all that follows. */
  readonly windowHours: number | null;
  readonly better: MetricDirection;
  readonly unit: MetricUnit;
}

/** A metric as results use it. */
export interface Metric extends MetricDefinition {
  /** As it stands in a sentence. */
  readonly words: string;
  readonly isBuiltIn: boolean;
}

/** What a unit is; a metric holds for each of them. */
export type UnitKind = 'USER' | 'SESSION' | 'CONVERSATION' | 'REQUEST';

export const maxDefinitions = 500;
export const maxNameLength = 200;
export const maxDescriptionLength = 2_000;
export const maxFilterValues = 50;
export const maxAttributes = 10;
export const maxWindowHours = 24 * 400;
export const maxRetentionDays = 400;
