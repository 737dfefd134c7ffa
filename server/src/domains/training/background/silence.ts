import type { WorkContext } from '../../../platform/jobs/context.ts';
import { changeState } from '../commands/state.ts';
import { landPoints } from '../load/land.ts';
import { isComplete, summaryMetrics } from '../pure/completion.ts';
import { giveUpMs, stallMs } from '../pure/silence.ts';
import type { JobEvent } from '../pure/transition.ts';
import { silentJobs, type SilentJob } from '../queries/jobs.ts';
import { extentsOfMetrics } from '../queries/metrics.ts';
import { settleProgress } from '../record/writer.ts';
import type { TrainingSource } from '../types.ts';

/** Jobs that are looked at in one run, those that are silent for longest first; the next run comes within a minute. */
const mostJobs = 5_000;
/** Ways by which jobs come in that have no report of an end. */
const endless: ReadonlySet<TrainingSource> = new Set(['TRACKIO']);

/**
 * Marks jobs as stalled whose trainer is silent for longer than its pace explains, and gives up those that are for a day. A trainer that
 * cannot report its end, and has sent all that it was to send, has finished instead, when it was last heard.
 */
export async function noteSilence({ stores, live, onError }: WorkContext, now: Date): Promise<void> {
  await settleProgress(stores);
  const jobs = await silentJobs(stores.postgres, { before: new Date(now.getTime() - stallMs(null)), limit: mostJobs });
  const change = (job: SilentJob, event: JobEvent, happenedAt: Date | null): Promise<unknown> =>
    changeState({ stores, live }, job.workspaceId, job.id, event, { now, happenedAt }).catch(onError);
  /** Whether all came that was to come; where it cannot be found out now, the next run tries again. */
  const hasSentAll = async (job: SilentJob): Promise<boolean | null> => {
    if (!endless.has(job.source)) return false;
    if (isComplete({ ...job, summaryStep: null })) return true;
    try {
      await landPoints(stores);
      const scope = { workspaceId: job.workspaceId, jobIds: [job.id], metrics: summaryMetrics };
      const steps = (await extentsOfMetrics(stores.clickhouse, scope)).map(({ lastStep }) => lastStep);
      return isComplete({ ...job, summaryStep: steps.length === 0 ? null : Math.max(...steps) });
    } catch (error) {
      onError(error);
      return null;
    }
  };
  for (const job of jobs) {
    const silentMs = now.getTime() - job.heardAt.getTime();
    const isGivenUp = silentMs >= giveUpMs;
    if (!isGivenUp && (job.status !== 'RUNNING' || silentMs < stallMs(job.gapMs))) continue;
    const hasAll = await hasSentAll(job);
    if (hasAll === true) await change(job, { kind: 'DONE' }, job.heardAt);
    else if (hasAll === false) await change(job, { kind: isGivenUp ? 'GIVEN_UP' : 'SILENT' }, null);
  }
}
