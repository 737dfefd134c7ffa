/** A runner that gives no sign for so long has lost its jobs. */
export const leaseMs = 60_000;
/** How often a job may lose its runner and is queued again. */
export const mostLosses = 3;

export interface LeaseClocks {
  readonly processAt: Date;
  /** Null: no line was logged. */
  readonly logAt: Date | null;
  /** Null: no point was logged. */
  readonly stepAt: Date | null;
}

/** Whether a lease is lost: only where process, log and steps are all old. */
export const isLost = ({ processAt, logAt, stepAt }: LeaseClocks, now: Date): boolean =>
  [processAt, logAt, stepAt].every((at) => at === null || now.getTime() - at.getTime() >= leaseMs);

const leastPauseMs = 1_000;

/**
 * How long no lease can be lost. `signAt`: last sign of the lease that was silent for longest; null: none is held. A lease that is given
 * meanwhile lasts longer.
 */
export const pauseBefore = (signAt: Date | null, now: Date): number =>
  signAt === null ? leaseMs : Math.min(leaseMs, Math.max(leastPauseMs, signAt.getTime() + leaseMs - now.getTime()));
