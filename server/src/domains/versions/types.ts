import type { TrainingMethod } from '../models/types.ts';
import type { Sample } from '../analytics/pure/comparison.ts';
import type { Sums } from '../benchmarks/pure/numbers.ts';

/** Versions of a workspace that are compared with each other, newest first. */
export const mostVersions = 1_000;
/** Further names of one version. */
export const mostNames = 20;

/** A version as its lineage and its numbers need it. */
export interface LineageVersion {
  readonly id: string;
  readonly modelId: string;
  readonly model: string;
  /** From 1 within its model. */
  readonly version: number;
  readonly label: string | null;
  readonly trainingMethod: TrainingMethod | null;
  readonly madeAt: Date;
  /** Null: it has none, or it was deleted. */
  readonly parentId: string | null;
  readonly servedAs: readonly string[];
}

/** From when on messages that use a name belong to a version, until the next period of the name begins. */
export interface Period {
  readonly name: string;
  readonly since: Date;
  readonly versionId: string;
}

/** What answers of a version are made of. */
export interface ProductionSample {
  readonly sample: Sample;
  readonly userCount: number;
  /** US dollars; null: no answer has a known price. */
  readonly costUsd: number | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The latest run of one suite with a version. */
export interface SuiteResult {
  readonly suiteId: string;
  readonly suite: string;
  readonly runId: string;
  readonly startedAt: Date;
  readonly sums: Sums;
}

/** The source's `improvement_category`. */
export const improvementCategories = [
  'SIGNIFICANT_IMPROVEMENT',
  'MODERATE_IMPROVEMENT',
  'SLIGHT_IMPROVEMENT',
  'NO_CHANGE',
  'DEGRADATION',
] as const;
export type ImprovementCategory = (typeof improvementCategories)[number];

/** The source's `version_assessment`. */
export const versionAssessments = ['MAJOR_IMPROVEMENT', 'IMPROVEMENT', 'MIXED_RESULTS', 'REGRESSION', 'NO_CHANGE'] as const;
export type VersionAssessment = (typeof versionAssessments)[number];

/** What the intervals of the differences of quality say, all together. */
export const versionVerdicts = ['BETTER', 'WORSE', 'MIXED', 'NOT_DECISIVE', 'TOO_FEW', 'NOTHING_TO_COMPARE'] as const;
export type VersionVerdict = (typeof versionVerdicts)[number];
