import type { ExportState } from '../types.ts';

/** What is stored of an export and of its task. */
export interface StoredState {
  readonly readyAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly closedAt: Date | null;
  readonly expiresAt: Date;
  readonly task: { readonly status: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' };
}

export function stateOf({ readyAt, cancelledAt, closedAt, expiresAt, task }: StoredState, now: Date): ExportState {
  if (cancelledAt !== null) return 'CANCELLED';
  if (readyAt !== null) return closedAt === null && expiresAt > now ? 'READY' : 'REMOVED';
  if (closedAt !== null || task.status === 'FAILED') return 'FAILED';
  // A task whose file is not noted yet is about to end.
  return task.status === 'QUEUED' ? 'QUEUED' : 'RUNNING';
}
