import type { ImprovementCategory, VersionAssessment } from '../types.ts';

/**
 * The source's `improvement_category` of a change in percent, as its SQL has it. Null where the SQL compares with nothing: its ELSE would
 * name that a degradation.
 */
export function improvementCategory(changePercent: number | null): ImprovementCategory | null {
  if (changePercent === null) return null;
  if (changePercent > 10) return 'SIGNIFICANT_IMPROVEMENT';
  if (changePercent > 5) return 'MODERATE_IMPROVEMENT';
  if (changePercent > 0) return 'SLIGHT_IMPROVEMENT';
  return changePercent === 0 ? 'NO_CHANGE' : 'DEGRADATION';
}

/**
 * The source's `version_assessment`, as its SQL has it: a reliability that is not known makes every condition on it fail, so that a higher
 * accuracy alone is NO_CHANGE. Null where no accuracy can be compared.
 *
 * `accuracyDelta`     shares of correct answers, 0.05 for five points.
 * `reliabilityDelta`  shares of successes; null: one of the two has no verdicts.
 */
export function versionAssessment(accuracyDelta: number | null, reliabilityDelta: number | null): VersionAssessment | null {
  if (accuracyDelta === null) return null;
  const isAsReliable = reliabilityDelta !== null && reliabilityDelta >= 0;
  const isLessReliable = reliabilityDelta !== null && reliabilityDelta < 0;
  if (accuracyDelta > 0.05 && isAsReliable) return 'MAJOR_IMPROVEMENT';
  if (accuracyDelta > 0 && isAsReliable) return 'IMPROVEMENT';
  if (accuracyDelta >= 0 && isLessReliable) return 'MIXED_RESULTS';
  return accuracyDelta < 0 ? 'REGRESSION' : 'NO_CHANGE';
}

/** Versions that a rolling average covers, the current one included. */
export const rolledVersions = 5;

/** The mean of each change and the four before it, in the order of the versions; nulls are left out, as AVG does. Null: all five are. */
export function rollingMeans(changes: readonly (number | null)[]): (number | null)[] {
  return changes.map((_, place) => {
    const known = changes.slice(Math.max(0, place - rolledVersions + 1), place + 1).filter((change) => change !== null);
    return known.length === 0 ? null : known.reduce((sum, change) => sum + change, 0) / known.length;
  });
}
