import type { TrainingEndReason, TrainingStatus } from '../types.ts';

/** What a job's state is made of. The end reason is null exactly while it has not ended. */
export interface JobState {
  readonly status: TrainingStatus;
  readonly endReason: TrainingEndReason | null;
  /** From 1. */
  readonly attempt: number;
}

export type JobEvent =
  /** A runner took the job from the queue. */
  | { readonly kind: 'LEASED' }
  /** A point, a beat or a report came from the trainer. */
  | { readonly kind: 'HEARD' }
  /** Nothing came for longer than the pace of the job explains. */
  | { readonly kind: 'SILENT' }
  /** Nothing came for so long that nothing will. */
  | { readonly kind: 'GIVEN_UP' }
  /** Nothing came after all that the job was to send, from a trainer whose protocol has no report of an end. */
  | { readonly kind: 'DONE' }
  | { readonly kind: 'CANCEL_REQUESTED' }
  | { readonly kind: 'ENDED'; readonly status: 'FINISHED' | 'FAILED' | 'CANCELLED'; readonly endReason: TrainingEndReason }
  /** The runner that held the lease is gone. */
  | { readonly kind: 'LEASE_LOST' }
  /** The trainer starts again, at a checkpoint or from the beginning. */
  | { readonly kind: 'RESUMED' }
  /** The job waits for a runner again. */
  | { readonly kind: 'REQUEUED' };

export const activeStatuses: readonly TrainingStatus[] = ['STARTING', 'RUNNING', 'STALLED', 'CANCELLING'];
const active: ReadonlySet<TrainingStatus> = new Set(activeStatuses);
const ended: ReadonlySet<TrainingStatus> = new Set(['FINISHED', 'FAILED', 'CANCELLED', 'LOST']);

/** Whether a trainer works on the job, or should. */
export const isActive = (status: TrainingStatus): boolean => active.has(status);
/** Whether the job has come to an end; it may be resumed. */
export const isEnded = (status: TrainingStatus): boolean => ended.has(status);

/** Whether the server itself concluded the end: from silence, or the loss of the runner. */
export const isConcluded = ({ status, endReason }: Pick<JobState, 'status' | 'endReason'>): boolean =>
  status === 'LOST' || (isEnded(status) && (endReason === 'SILENT' || endReason === 'NO_END_REPORTED'));

/**
 * The state after an event; the same state where the event changes nothing; null where it is illegal. Nothing else decides on a status.
 *
 * An end that the server concluded itself (a silent trainer, a lost runner) gives way to what the trainer reports.
 */
export function transition(state: JobState, event: JobEvent): JobState | null {
  const { status, attempt } = state;
  const isOpen = isConcluded(state);
  const open = (next: TrainingStatus, of = attempt): JobState => ({ status: next, endReason: null, attempt: of });
  switch (event.kind) {
    case 'LEASED':
      return status === 'QUEUED' ? open('STARTING') : null;
    case 'HEARD':
      if (status === 'QUEUED' || status === 'STARTING' || status === 'STALLED' || isOpen) return open('RUNNING');
      return state;
    case 'SILENT':
      return status === 'RUNNING' ? open('STALLED') : state;
    case 'GIVEN_UP':
      return isActive(status) ? { status: 'FAILED', endReason: 'SILENT', attempt } : state;
    case 'DONE':
      return status === 'RUNNING' || status === 'STALLED' ? { status: 'FINISHED', endReason: 'NO_END_REPORTED', attempt } : state;
    case 'CANCEL_REQUESTED':
      if (status === 'QUEUED') return { status: 'CANCELLED', endReason: 'USER', attempt };
      if (status === 'CANCELLING' || status === 'CANCELLED') return state;
      return isActive(status) ? open('CANCELLING') : null;
    case 'ENDED':
      if (event.status === status && !isOpen) return state;
      return isEnded(status) && !isOpen ? null : { status: event.status, endReason: event.endReason, attempt };
    case 'LEASE_LOST':
      return isActive(status) ? { status: 'LOST', endReason: 'LOST_RUNNER', attempt } : null;
    case 'RESUMED':
      if (status === 'CANCELLING') return null;
      return status === 'QUEUED' || status === 'STARTING' ? open('RUNNING') : open('RUNNING', attempt + 1);
    case 'REQUEUED':
      return isEnded(status) ? open('QUEUED', attempt + 1) : null;
    default:
      return event satisfies never;
  }
}
