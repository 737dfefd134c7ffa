import type { UpdateAnswer, UpdateStatus } from '../types.ts';

export interface UpdateState {
  readonly status: UpdateStatus;
  /** Whether the server refused it itself, because the job ended. */
  readonly isConcluded: boolean;
}

/**
 * What an update becomes by the trainer's answer; the same state where nothing changes; null where it was decided otherwise before.
 *
 * A late receipt changes nothing. What the server concluded from the end of the job gives way to the trainer's answer, which may arrive
 * later.
 */
export function answered(state: UpdateState, answer: UpdateAnswer): UpdateState | null {
  const isDecided = state.status === 'APPLIED' || state.status === 'REFUSED';
  if (answer === 'DELIVERED') return state.status === 'REQUESTED' ? { status: 'DELIVERED', isConcluded: false } : state;
  if (isDecided && !state.isConcluded) return state.status === answer ? state : null;
  return { status: answer, isConcluded: false };
}
