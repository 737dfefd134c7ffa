/** How a curve is read: in buckets of `width` steps, numbered from step 0. */
export interface Grid {
  readonly width: number;
  /** Level of the buckets that were made when the points came; null: points are read. */
  readonly level: number | null;
}

/** Of the buckets that are made of points when they come: 2^level steps each. */
const levels = [8, 14, 20, 28] as const;
/** Points that are read one by one; more are read from buckets. */
const mostPoints = 50_000;
/** Buckets of a level in one of the grid, at least: a grid of few would be much coarser than asked for. */
const leastRatio = 2;
/** So many points are not read for one answer where a level at most so much coarser than asked has them: it keeps every extreme, too. */
const hugePoints = 1_000_000;
const mostCoarser = 3;

/**
 * The grid for a range: of points where they are few, else of the coarsest level that is fine enough; where none is and points are very
 * many, of one that is nearly so.
 *
 * `pointCount`  how many points are in the range, about; `bucketCount`: how many buckets are wanted, at most.
 */
export function gridOf(range: { fromStep: number; toStep: number }, pointCount: number, bucketCount: number): Grid {
  const width = Math.max(1, Math.ceil((range.toStep - range.fromStep + 1) / bucketCount));
  const fine = pointCount <= mostPoints ? undefined : levels.findLast((one) => 2 ** one * leastRatio <= width);
  const coarse = pointCount <= hugePoints ? undefined : levels.find((one) => 2 ** one <= width * mostCoarser);
  const level = fine ?? coarse;
  return level === undefined ? { width, level: null } : { width: Math.ceil(width / 2 ** level) * 2 ** level, level };
}

export interface StepRange {
  readonly fromStep: number;
  /** Included. */
  readonly toStep: number;
}

/**
 * A range as whole buckets of a level, and the steps that are left at its ends and where an attempt was superseded within a bucket: those
 * are read from points. `whole` null: the range holds no whole bucket.
 */
export function partsOf(
  { fromStep, toStep }: StepRange,
  level: number,
  supersededSteps: readonly number[],
): { whole: { from: number; to: number } | null; ranges: StepRange[] } {
  const width = 2 ** level;
  const from = Math.ceil(fromStep / width);
  const to = Math.floor((toStep + 1) / width) - 1;
  if (to < from) return { whole: null, ranges: [{ fromStep, toStep }] };
  const ranges = [
    { fromStep, toStep: from * width - 1 },
    { fromStep: (to + 1) * width, toStep },
    ...supersededSteps
      .filter((step) => step > from * width && step < (to + 1) * width)
      .map((step) => ({ fromStep: Math.floor(step / width) * width, toStep: step - 1 })),
  ];
  return { whole: { from, to }, ranges: ranges.filter((range) => range.fromStep <= range.toStep) };
}
