import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { readName } from '../../../platform/ingest/values.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { BadStudyTrial, StudyClosed } from '../errors.ts';
import { mostTrials } from '../ingest/study.ts';
import { columnsOf } from '../load/columns.ts';
import { knownStudy, planOf, shapeOf, type KnownStudy } from '../load/study.ts';
import { suggest } from '../pure/suggest.ts';
import { completeStudy, insertTrial, lockStudy, touchStudy, trialsOf, trialsOfRequest, type StoredTrial } from '../queries.ts';
import { announceStudy, type StudyContext } from './study.ts';

/** Trials of one call. */
export const maxAsked = 100;

export interface Asked {
  readonly studyId: string;
  readonly count: number;
  /** The same id again gives the same trials. */
  readonly requestId?: string | null | undefined;
}

/**
 * The next trials of a study, with parameters that its method has chosen. Fewer come than were asked for where the study has no room for
 * more: none is left to give when the list is empty.
 */
export async function askTrials(
  context: StudyContext,
  workspaceId: string,
  asked: Asked,
  now: Date,
): Promise<Result<readonly StoredTrial[], NotFound | BadStudyTrial | StudyClosed>> {
  const { studyId, count } = asked;
  const checked = checkInput(
    {
      count: count >= 1 && count <= maxAsked ? count : new Problem('count', `is ${count}; 1 to ${maxAsked} is taken`),
      requestId: readName({ requestId: asked.requestId }, 'requestId'),
    },
    BadStudyTrial,
  );
  if (!checked.ok) return checked;
  const { requestId } = checked.value;
  const stored = await context.stores.prisma.study.findUnique({ where: { id: studyId, workspaceId } });
  if (stored === null) return fail(new NotFound('Study', studyId, 'input.studyId'));
  const answer = await inTransaction(context.stores.postgres, async (session) => {
    const [locked] = await lockStudy(session, { workspaceId, studyId });
    if (locked === undefined) return fail(new NotFound('Study', studyId, 'input.studyId'));
    if (requestId !== null) {
      const known = await trialsOfRequest(session, { workspaceId, studyId, requestId });
      if (known.length > 0) return succeed(known);
    }
    const study = { ...knownStudy(stored), ...locked };
    if (study.status === 'STOPPED') return fail(new StudyClosed(study.name, study.status));
    if (study.status === 'COMPLETED') return succeed([]);
    return succeed(await giveTrials(session, study, { count, requestId, now }));
  });
  if (answer.ok) announceStudy(context, workspaceId, studyId);
  return answer;
}

/** Numbers and stores the next trials of a study whose row is locked. */
export async function giveTrials(
  session: PgSession,
  study: KnownStudy,
  { count, requestId, now }: { readonly count: number; readonly requestId: string | null; readonly now: Date },
): Promise<readonly StoredTrial[]> {
  const { id: studyId, workspaceId } = study;
  const room = Math.min(count, (study.maxTrials ?? mostTrials) - study.trialCount);
  if (room <= 0) {
    await completeStudy(session, { workspaceId, studyId });
    return [];
  }
  const columns = await columnsOf(session, shapeOf(study));
  const suggestions = suggest(planOf(study), columns, study.trialCount, room);
  const objectives = new Float64Array(study.directions.length).fill(NaN);
  for (const trial of suggestions) await insertTrial(session, { workspaceId, studyId, trial, objectives, requestId, now });
  await touchStudy(session, { workspaceId, studyId, added: suggestions.length, now });
  return trialsOf(session, { workspaceId, studyId, numbers: suggestions.map(({ number }) => number) });
}
