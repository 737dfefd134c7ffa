import type { WorkContext } from '../../platform/jobs/context.ts';
import { loseLease } from './commands/leases.ts';
import { leaseMs } from './pure/lease.ts';
import { quietLeases } from './queries.ts';

/** Queues jobs again whose runner is gone. */
export async function noteLostRunners({ stores, live, onError }: WorkContext, now: Date): Promise<void> {
  const quiet = await quietLeases(stores.postgres, { before: new Date(now.getTime() - leaseMs) });
  for (const { jobId, workspaceId } of quiet) await loseLease({ stores, live }, workspaceId, jobId, now).catch(onError);
}
