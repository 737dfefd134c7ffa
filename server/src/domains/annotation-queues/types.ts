export const annotationQueueStatuses = ['OPEN', 'CLOSED'] as const;
export type AnnotationQueueStatus = (typeof annotationQueueStatuses)[number];

/** LEASED: given to a person. EXTRA: judged too late, kept beside those that count. */
export const assignmentStates = ['LEASED', 'SUBMITTED', 'SKIPPED', 'EXTRA'] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** A field of the rubric, of which one value is chosen. */
export interface RubricField {
  readonly name: string;
  readonly values: readonly string[];
}

/** What a judgment of a queue may say. */
export interface Rubric {
  readonly rating: boolean;
  readonly success: boolean;
  readonly correction: boolean;
  /** Failure tags that are offered; others are taken, too. */
  readonly failureTags: readonly string[];
  readonly fields: readonly RubricField[];
}

/** A queue as it can be saved. */
export interface CheckedQueue {
  readonly name: string;
  readonly instructions: string;
  readonly rubric: Rubric;
  readonly overlap: number;
  readonly leaseMinutes: number;
  readonly isForAll: boolean;
}

/** What a person says of a message of a queue. */
export interface QueueJudgment {
  readonly rating: number | null;
  readonly success: boolean | null;
  readonly failureTags: readonly string[];
  readonly correctedOutput: string | null;
  readonly comment: string | null;
  /** The chosen values, by the names of the rubric's fields. */
  readonly choices: Readonly<Record<string, string>>;
}
