import type { WorkContext } from '../../../platform/jobs/context.ts';
import { changeState } from '../commands/state.ts';
import { giveUpMs, stallMs } from '../pure/silence.ts';
import { silentJobs } from '../queries/jobs.ts';
import { settleProgress } from '../record/writer.ts';

/** Jobs that are looked at in one run, those that are silent for longest first; the next run comes within a minute. */
const mostJobs = 5_000;

/** Marks jobs as stalled whose trainer is silent for longer than its pace explains, and gives up those that are for a day. */
export async function noteSilence({ stores, live, onError }: WorkContext, now: Date): Promise<void> {
  await settleProgress(stores);
  const jobs = await silentJobs(stores.postgres, { before: new Date(now.getTime() - stallMs(null)), limit: mostJobs });
  for (const { id, workspaceId, status, heardAt, gapMs } of jobs) {
    const silentMs = now.getTime() - heardAt.getTime();
    const isGivenUp = silentMs >= giveUpMs;
    if (!isGivenUp && (status !== 'RUNNING' || silentMs < stallMs(gapMs))) continue;
    await changeState({ stores, live }, workspaceId, id, { kind: isGivenUp ? 'GIVEN_UP' : 'SILENT' }, { now }).catch(onError);
  }
}
