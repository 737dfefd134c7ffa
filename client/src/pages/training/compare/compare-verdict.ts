/** How much the end of one curve lies above the end of another. */
export interface EndDifference {
  /** The end less the baseline's end. */
  readonly change: number;
  /** 95 % interval of the change; null: too few points for one. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly verdict: 'better' | 'worse' | 'not decisive';
}

/** The end of a curve. */
export interface CurveEnd {
  readonly mean: number;
  /** Of the mean, from batches of neighbouring points, which may depend on each other; null: fewer than three batches. */
  readonly standardError: number | null;
  readonly pointCount: number;
}

/** Part of a curve that is its end. */
const END_SHARE = 0.1;
const LEAST_POINTS = 5;
const MOST_BATCHES = 10;
/** 97.5 % points of Student's t by degrees of freedom, 2 to 9. */
const T: Readonly<Record<number, number>> = { 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262 };

/** Mean of the last tenth of a curve's finite values, at least five of them where there are as many; null: none is finite. */
export function endOf(values: readonly number[]): CurveEnd | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const end = finite.slice(-Math.max(LEAST_POINTS, Math.ceil(finite.length * END_SHARE)));
  const batchCount = Math.min(MOST_BATCHES, Math.floor(end.length / 2));
  const size = Math.floor(end.length / Math.max(1, batchCount));
  const batches = Array.from({ length: batchCount }, (_, place) =>
    meanOf(end.slice(end.length - (batchCount - place) * size, end.length - (batchCount - place - 1) * size)),
  );
  return {
    mean: meanOf(end),
    standardError: batchCount < 3 ? null : Math.sqrt(varianceOf(batches) / batchCount),
    pointCount: end.length,
  };
}

/**
 * The difference of two ends.
 *
 * Method  means of the ends; the interval from the standard errors of batch means, with Student's t at the fewer batches.
 *         It says how the curves scatter, and nothing of another seed.
 */
export function differenceOf(one: CurveEnd, baseline: CurveEnd, goal: 'lower' | 'higher' | 'none'): EndDifference {
  const change = one.mean - baseline.mean;
  if (one.standardError === null || baseline.standardError === null) return { change, interval: null, verdict: 'not decisive' };
  const freedom = Math.min(MOST_BATCHES, Math.floor(Math.min(one.pointCount, baseline.pointCount) / 2)) - 1;
  const half = (T[freedom] ?? 4.303) * Math.hypot(one.standardError, baseline.standardError);
  const interval = [change - half, change + half] as const;
  const isDecisive = goal !== 'none' && (interval[0] > 0 || interval[1] < 0);
  return { change, interval, verdict: !isDecisive ? 'not decisive' : change > 0 === (goal === 'higher') ? 'better' : 'worse' };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
