import type { MetricDirection } from '../metrics/types.ts';

/** How far back units may count that another program assigned. */
export const maxPastDays = 400;

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface JsonSchema {
  readonly [keyword: string]: Json;
}

export const experimentKinds = ['EXPERIMENT', 'FLAG'] as const;
export type ExperimentKind = (typeof experimentKinds)[number];
/** What is assigned a variant. */
export const experimentUnits = ['USER', 'SESSION', 'CONVERSATION', 'REQUEST'] as const;
export type ExperimentUnit = (typeof experimentUnits)[number];
export const experimentStates = ['DRAFT', 'RUNNING', 'PAUSED', 'STOPPED', 'ARCHIVED'] as const;
export type ExperimentState = (typeof experimentStates)[number];
export const flagValueTypes = ['BOOLEAN', 'STRING', 'INTEGER', 'FLOAT', 'JSON'] as const;
export type FlagValueType = (typeof flagValueTypes)[number];
export const metricRoles = ['GOAL', 'GUARDRAIL', 'SECONDARY'] as const;
export type MetricRole = (typeof metricRoles)[number];
export const methods = ['SEQUENTIAL', 'FIXED'] as const;
export type ExperimentMethod = (typeof methods)[number];
export const corrections = ['HOLM', 'BENJAMINI_HOCHBERG', 'NONE'] as const;
export type ExperimentCorrection = (typeof corrections)[number];

export interface Variant {
  readonly key: string;
  readonly name: string | null;
  /** Share of the units in the experiment. */
  readonly weight: number;
  /** What the flag is for its units. */
  readonly value: Json;
  readonly model: string | null;
  readonly promptName: string | null;
  readonly promptVersion: number | null;
  readonly parameters: Json;
}

/** The share of units in the experiment from so many minutes after its start on. */
export interface RampStep {
  readonly share: number;
  readonly afterMinutes: number;
}

export interface Targeting {
  /** In the language of GrowthBook's conditions; null: all. */
  readonly condition: { readonly [name: string]: Json } | null;
  /** Values of the attribute `environment`; empty: any. */
  readonly environments: readonly string[];
  /** Values of the attribute `channel`; empty: any. */
  readonly channels: readonly string[];
  /** The key of a cohort whose members may be in; absent: everyone. */
  readonly cohort?: string;
}

/** A part of a layer's units: those whose hash of the layer's key lies in [start, end). */
export interface LayerRange {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

export interface ExperimentMetric {
  readonly metric: string;
  readonly role: MetricRole;
  /** What counts as better; null: the direction of the metric itself. */
  readonly goal: MetricDirection | null;
  /** The least relative change that matters; null: not set. */
  readonly minimalEffect: number | null;
}

/** What a person defines of an experiment. */
export interface Definition {
  readonly name: string;
  readonly hypothesis: string;
  readonly unit: ExperimentUnit;
  readonly valueType: FlagValueType;
  /** What units outside get; null: no value. */
  readonly defaultValue: Json;
  readonly variants: readonly Variant[];
  /** A JSON schema (2020-12) that parameters of variants fit; null: any are taken. */
  readonly parametersSchema: JsonSchema | null;
  readonly allocation: number;
  readonly ramp: readonly RampStep[];
  readonly targeting: Targeting;
  readonly layer: LayerRange | null;
  readonly metrics: readonly ExperimentMetric[];
  readonly significance: number;
  readonly method: ExperimentMethod;
  readonly correction: ExperimentCorrection;
  readonly plannedSamplePerVariant: number | null;
  readonly isAa: boolean;
}

/** What divides units into segments: environment and channel of their first answer, and the model of the last one before their exposure. */
export const segmentDimensions = ['ENVIRONMENT', 'CHANNEL', 'MODEL'] as const;
export type SegmentDimension = (typeof segmentDimensions)[number];

/** That the server paused an experiment, and why. */
export interface ServerPause {
  /** As ISO 8601, UTC. */
  readonly at: string;
  readonly reason: string;
}
/** That are kept of an experiment. */
export const maxPauses = 50;

/** Why a unit got what it got. */
export const assignmentReasons = ['STATIC', 'SPLIT', 'TARGETING_MATCH', 'DEFAULT', 'DISABLED'] as const;
export type AssignmentReason = (typeof assignmentReasons)[number];

export const maxExperiments = 1_000;
export const maxVariants = 20;
export const maxVersions = 50;
export const maxOverrides = 1_000;
export const maxNameLength = 200;
export const maxHypothesisLength = 5_000;
export const maxRampSteps = 20;
export const maxMetrics = 30;
/** Of a value, of the parameters of a variant, of their schema and of a condition, each. */
export const maxValueBytes = 64 * 1024;
/** Assignments in one call. */
export const maxAssignments = 1_000;
export const maxExposures = 10_000;
/** Of an exposure: attributes that are kept with it, and the lengths of their names and values, and of the name of the client. */
export const maxExposedAttributes = 20;
export const maxExposedNameLength = 64;
export const maxExposedValueLength = 200;
export const maxClientLength = 100;
