import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Fields } from '../../../platform/ingest/values.ts';
import { BadStudy } from '../errors.ts';
import { mostTrials } from '../ingest/study.ts';
import { checkTrials } from '../ingest/trial.ts';
import { knownStudy } from '../load/study.ts';
import { NoStudy, readOptuna, type ReadStudy } from '../pure/optuna.ts';
import { storeAdded } from './add.ts';
import { createStudy, deleteStudy, type StudyContext } from './study.ts';

/** Characters of a file. */
export const maxFileLength = 30_000_000;

type ImportInput = Fields & { readonly text: string };

export interface Imported {
  readonly studyId: string;
  readonly trialCount: number;
  readonly rejected: readonly { readonly index: number; readonly field: string; readonly reason: string }[];
}

/**
 * Makes a study of the trials of an Optuna study: JSON of `study.trials`, or CSV of `trials_dataframe()`, whose space follows from the values.
 * A trial that cannot be read is left out and listed.
 */
export async function importStudy(
  context: StudyContext,
  workspaceId: string,
  { text, ...input }: ImportInput,
  now: Date,
): Promise<Result<Imported, BadStudy | NotFound>> {
  if (text.length > maxFileLength) return fail(new BadStudy('text', `has ${text.length} characters; at most ${maxFileLength} are taken`));
  let read: ReadStudy;
  try {
    read = readOptuna(text);
  } catch (error) {
    if (!(error instanceof NoStudy)) throw error;
    return fail(new BadStudy('text', error.message));
  }
  if (read.trials.length > mostTrials)
    return fail(new BadStudy('text', `has ${read.trials.length} trials; at most ${mostTrials} are taken`));
  const objectives =
    input['objectives'] ??
    Array.from({ length: read.objectiveCount }, (_, place) => ({ name: read.objectiveCount === 1 ? 'value' : `value ${place}` }));
  if ((objectives as readonly unknown[]).length !== read.objectiveCount)
    return fail(
      new BadStudy('objectives', `has ${(objectives as readonly unknown[]).length} objectives; the trials have ${read.objectiveCount}`),
    );
  const made = await createStudy(
    context,
    workspaceId,
    { ...input, method: 'TPE', objectives, searchSpace: read.searchSpace, configurationId: null },
    now,
  );
  if (!made.ok) return made;
  const study = knownStudy(await context.stores.prisma.study.findUniqueOrThrow({ where: { id: made.value, workspaceId } }));
  const { trials, rejected } = checkTrials(read.trials, { space: study.searchSpace, objectives: study.objectives }, now);
  const trialCount = await inTransaction(context.stores.postgres, (session) => storeAdded(session, study, trials, now)).catch(
    async (error: unknown) => {
      await deleteStudy(context, workspaceId, made.value);
      throw error;
    },
  );
  return succeed({ studyId: made.value, trialCount, rejected });
}
