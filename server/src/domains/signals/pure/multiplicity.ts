import { thresholdsOf, type JudgedFinding, type Sensitivity, type Thresholds } from './feedback.ts';
import { measuredKind } from './measure.ts';
import type { SignalMetric } from '../types.ts';

/**
 * How much stronger a finding must be where many series are watched: of more of them, more are out by chance. 1.06 times with four series, 1.18
 * with 64, 1.27 with 500.
 */
const multiplicityOf = (seriesCount: number): number => 1 + 0.1 * Math.log10(Math.max(1, seriesCount));

/** The thresholds of a series among others. */
export function thresholdsAmong(
  seriesCount: number,
  { metric, sensitivity, verdicts }: { metric: SignalMetric; sensitivity: Sensitivity; verdicts: readonly JudgedFinding[] },
): Thresholds {
  const { UP, DOWN } = thresholdsOf(measuredKind(metric), sensitivity, verdicts);
  const by = multiplicityOf(seriesCount);
  return { UP: UP * by, DOWN: DOWN * by };
}
