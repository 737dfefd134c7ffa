/** Tasks of a session. */
export const mostTasks = 50;
/** Steps of a session at which tasks are measured. */
export const mostSteps = 5_000;
/** Updates or scores in one call. */
export const mostInCall = 5_000;

export const updateStatuses = ['SUCCEEDED', 'FAILED', 'ROLLED_BACK'] as const;
export type UpdateStatus = (typeof updateStatuses)[number];

export const driftDirections = ['IMPROVING', 'STABLE', 'DEGRADING'] as const;
export type DriftDirection = (typeof driftDirections)[number];

/** Accuracy with one task at one step. */
export interface Score {
  readonly step: number;
  readonly task: string;
  /** Task that was being learned up to the step; null: none yet. */
  readonly stage: string | null;
  readonly accuracy: number;
  readonly loss: number | null;
  readonly at: Date;
}

export interface Update {
  readonly externalId: string;
  readonly status: UpdateStatus;
  readonly at: Date;
  readonly task: string | null;
  readonly feedbackCount: number;
  readonly positiveCount: number;
  /** Performance just before and just after; null: not measured. */
  readonly before: number | null;
  readonly after: number | null;
  readonly mistakeCount: number | null;
  readonly fixedCount: number | null;
  readonly error: string | null;
}
