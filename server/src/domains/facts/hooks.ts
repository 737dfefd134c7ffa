import { Hook } from '../../platform/hooks.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';

/** Messages of one workspace whose facts were written, and where those stood before that moved in time or were deleted. */
export interface ProjectedMessages {
  readonly workspaceId: string;
  readonly messageIds: readonly number[];
  readonly stale: readonly { readonly messageId: number; readonly createdAt: Date }[];
}

/** In the transaction of a batch of the projector, once its facts are written. A rebuild does not call it: its steps follow the job. */
export const messagesProjected = new Hook<(client: Statements, batches: readonly ProjectedMessages[]) => Promise<void>>(
  'messagesProjected',
);
