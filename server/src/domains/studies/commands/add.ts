import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../../platform/ingest/errors.ts';
import type { IngestResult } from '../../../platform/ingest/rejection.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { checkTrials, type AddedTrial } from '../ingest/trial.ts';
import { mostTrials } from '../ingest/study.ts';
import { knownStudy, type KnownStudy } from '../load/study.ts';
import { completeStudy, lockStudy, touchStudy } from '../queries.ts';
import { addTrial, knownExternals, replaceTrial } from '../queries/add.ts';
import { storeReport } from '../queries/reports.ts';
import { announceStudy, type StudyContext } from './study.ts';

/**
 * Adds trials whose parameters were chosen elsewhere: bad ones are rejected by index, all others are durable on return. A trial that is known
 * by its external id is replaced while it runs, and stays as it is once it has ended.
 */
export async function addTrials(
  context: StudyContext,
  workspaceId: string,
  { studyId, items }: { readonly studyId: string; readonly items: readonly unknown[] },
  now: Date,
): Promise<Result<IngestResult, NotFound | BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('trials', items.length, maxBatchSize));
  const stored = await context.stores.prisma.study.findUnique({ where: { id: studyId, workspaceId } });
  if (stored === null) return fail(new NotFound('Study', studyId, 'studyId'));
  const study = knownStudy(stored);
  const { trials, rejected } = checkTrials(items, { space: study.searchSpace, objectives: study.objectives }, now);
  const accepted = await inTransaction(context.stores.postgres, (session) => storeAdded(session, study, trials, now));
  announceStudy(context, workspaceId, studyId);
  return succeed({ accepted, updated: trials.length - accepted, rejected });
}

/** Returns how many of the trials are new. */
export async function storeAdded(session: PgSession, study: KnownStudy, trials: readonly AddedTrial[], now: Date): Promise<number> {
  const { workspaceId, id: studyId } = study;
  const [locked] = await lockStudy(session, { workspaceId, studyId });
  if (locked === undefined || trials.length === 0) return 0;
  const externalIds = trials.flatMap(({ externalId }) => externalId ?? []);
  const known = new Map((await knownExternals(session, { workspaceId, studyId, externalIds })).map((row) => [row.externalId, row]));
  let next = locked.trialCount;
  for (const trial of trials) {
    const before = trial.externalId === null ? undefined : known.get(trial.externalId);
    if (before !== undefined && before.state !== 'RUNNING') continue;
    if (before === undefined && next >= mostTrials) break;
    const number = before?.number ?? next;
    const row = { workspaceId, studyId, number, trial };
    if (before !== undefined) await replaceTrial(session, row);
    else {
      await addTrial(session, row);
      next += 1;
      if (trial.externalId !== null) known.set(trial.externalId, { externalId: trial.externalId, number, state: trial.state });
    }
    for (const [step, value] of trial.reports) await storeReport(session, { workspaceId, studyId, number, step, value, now });
  }
  const added = next - locked.trialCount;
  await touchStudy(session, { workspaceId, studyId, added, now });
  await completeStudy(session, { workspaceId, studyId });
  return added;
}
