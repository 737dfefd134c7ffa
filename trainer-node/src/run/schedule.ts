/** What the learning rate follows from. */
export interface Schedule {
  /** The highest rate, at the end of the warm-up. */
  readonly peak: number;
  readonly warmupSteps: number;
  readonly totalSteps: number;
}

/** Share of the peak at the end. */
export const END_SHARE = 0.1;

/** The rate of the step that comes after `done` steps: it rises evenly to the peak, then falls to a tenth of it along a cosine. */
export function rateAfter(done: number, { peak, warmupSteps, totalSteps }: Schedule): number {
  if (done < warmupSteps) return (peak * (done + 1)) / (warmupSteps + 1);
  const share = Math.min(1, (done - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
  return peak * (END_SHARE + (1 - END_SHARE) * 0.5 * (1 + Math.cos(Math.PI * share)));
}
