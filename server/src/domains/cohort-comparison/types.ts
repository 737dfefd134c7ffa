import type { MetricResult } from '../experiments/pure/results.ts';
import type { Metric } from '../metrics/types.ts';

/** What is compared, checked. */
export interface ComparisonOf {
  readonly cohortId: string;
  /** null: everyone else. */
  readonly againstId: string | null;
  readonly metrics: readonly Metric[];
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Metrics of two groups; the first variant of each is the base: everyone else, or the other cohort. */
export interface CohortComparison {
  readonly cohortId: string;
  readonly userCount: number;
  readonly otherCount: number;
  readonly bothCount: number;
  readonly metrics: readonly MetricResult[];
}

export const maxCompared = 10;
export const maxMetrics = 20;
