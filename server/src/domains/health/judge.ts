import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { jobJudged } from './hooks.ts';
import { runOf } from './load/run.ts';
import { healthOf, type Health } from './pure/health.ts';
import { clearWarnings, lockHealth, openWarnings, raiseWarnings, storeJudgment, storeWaste } from './queries.ts';

/**
 * Judges a job by all that is stored of it, and keeps what it finds: warnings that are new are raised, those that do not hold any more are
 * cleared. Two judgments of one job wait for each other. Null: there is no such job.
 */
export async function judgeJob(
  { stores, live }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  workspaceId: string,
  jobId: string,
  now: Date,
): Promise<Health | null> {
  const due = await lockHealth(stores.postgres, { workspaceId, jobId });
  const [first] = due;
  if (first === undefined) return null;
  const open = new Set((await openWarnings(stores.postgres, { workspaceId, jobId })).map(({ kind }) => kind));
  const run = await inWorkspace(workspaceId, () => runOf(stores, workspaceId, jobId, open, now));
  if (run === null) return null;
  const health = healthOf(run);
  const { findings, scores, overtraining, waste, usedMs, stoppingSavesMs } = health;
  const isKept = await inTransaction(stores.postgres, async (session) => {
    const [locked] = await lockHealth(session, { workspaceId, jobId });
    if (locked === undefined) return false;
    await clearWarnings(session, { workspaceId, jobId, kept: findings.map(({ kind }) => kind), now });
    await raiseWarnings(session, { workspaceId, jobId, findings, now });
    await storeWaste(session, { workspaceId, jobId, waste });
    await storeJudgment(session, { workspaceId, jobId, scores, overtraining, usedMs, stoppingSavesMs, dueAt: first.dueAt, now });
    return true;
  });
  if (!isKept) return null;
  for (const reaction of jobJudged.reactions)
    await inWorkspace(workspaceId, () => reaction({ stores, live }, { workspaceId, jobId, run, findings, now }));
  live.publish('training.changed', workspaceId, { jobIds: [jobId] });
  return health;
}
