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

/** A mark that a version went into use under the name of its model. */
export interface Deployed {
  readonly versionId: string;
  readonly deployedAt: Date;
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

/** What a release check looks at. */
export const releaseParts = ['BENCHMARKS', 'PRODUCTION', 'COST', 'DRIFT'] as const;
export type ReleasePart = (typeof releaseParts)[number];

/** Parts whose regression can count: a drift is a difference, neither better nor worse. */
export const countedParts = ['BENCHMARKS', 'PRODUCTION', 'COST'] as const satisfies readonly ReleasePart[];
export type CountedPart = (typeof countedParts)[number];

export const releaseModes = ['OFF', 'WARN', 'BLOCK'] as const;
export type ReleaseMode = (typeof releaseModes)[number];

/** What a regression does to a mark of a deployment. */
export interface ReleasePolicy {
  readonly mode: ReleaseMode;
  readonly parts: readonly CountedPart[];
  /** Null: the default holds. */
  readonly updatedAt: Date | null;
}
export const defaultPolicy: ReleasePolicy = { mode: 'WARN', parts: ['BENCHMARKS', 'PRODUCTION'], updatedAt: null };
