import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { timedOut } from '../commands/tell.ts';
import { announceStudy } from '../commands/study.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import { numbersOf } from '../load/columns.ts';
import { completeStudy, lockStudy, lockTrial, silentTrials, storeTrial, touchStudy } from '../queries.ts';

/** Trials without a report for longer than their study allows have failed. A value that comes later is stored all the same. */
export async function failSilentTrials(context: WorkContext, now: Date): Promise<void> {
  const { postgres } = context.stores;
  const silent = await silentTrials(postgres, { now });
  for (const { workspaceId, studyId, number } of silent) {
    await inTransaction(postgres, async (session) => {
      await lockStudy(session, { workspaceId, studyId });
      const [trial] = await lockTrial(session, { workspaceId, studyId, number });
      if (trial?.state !== 'RUNNING') return;
      await storeTrial(session, {
        workspaceId,
        studyId,
        number,
        state: 'FAILED',
        objectives: numbersOf(trial.objectives),
        reason: timedOut,
        now,
      });
      await touchStudy(session, { workspaceId, studyId, added: 0, now });
      await completeStudy(session, { workspaceId, studyId });
    });
    announceStudy(context, workspaceId, studyId);
  }
}
