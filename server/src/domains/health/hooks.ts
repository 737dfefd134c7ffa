import { Hook } from '../../platform/hooks.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';

/** Asked when a job is judged: learning rates that were set while it ran, so that a changed rate is not taken for a fault. */
export const learningRatesSet = new Hook<(statements: Statements, workspaceId: string, jobId: string) => Promise<readonly number[]>>(
  'health.learningRatesSet',
);
