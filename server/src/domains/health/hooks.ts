import { Hook } from '../../platform/hooks.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { Finding } from './pure/finding.ts';
import type { Run } from './pure/run.ts';

/** Asked when a job is judged: learning rates that were set while it ran, so that a changed rate is not taken for a fault. */
export const learningRatesSet = new Hook<(statements: Statements, workspaceId: string, jobId: string) => Promise<readonly number[]>>(
  'health.learningRatesSet',
);

/** What a job looks like to its health: its curves, and the warnings that hold. */
export interface JudgedJob {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly run: Run;
  readonly findings: readonly Finding[];
  readonly now: Date;
}

/** A job was judged, and its warnings are stored. A reaction that fails has the job judged again. */
export const jobJudged = new Hook<(context: { stores: Stores; live: Pick<LiveBus, 'publish'> }, judged: JudgedJob) => Promise<void>>(
  'health.jobJudged',
);
