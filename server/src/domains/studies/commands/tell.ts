import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { readText, shown } from '../../../platform/ingest/values.ts';
import type { PgSession } from '../../../platform/store/postgres/postgres.ts';
import { BadStudyTrial, StudyTrialEnded } from '../errors.ts';
import { readObjectiveValues } from '../ingest/values.ts';
import { numbersOf } from '../load/columns.ts';
import { verdictOf } from '../load/prune.ts';
import { knownStudy, type KnownStudy } from '../load/study.ts';
import type { PruneVerdict } from '../pure/prune.ts';
import { completeStudy, lockStudy, lockTrial, storeTrial, touchStudy, type StoredTrial } from '../queries.ts';
import { noteLastReport, storeReport } from '../queries/reports.ts';
import type { TrialState } from '../types.ts';
import { announceStudy, type StudyContext } from './study.ts';

/** Why a trial without a report for too long has failed. A value that comes later is stored all the same. */
export const timedOut = 'No report came within the time that the study allows.';

interface TrialReport {
  readonly studyId: string;
  readonly number: number;
  /** Of each objective, null in place of what is no number; absent: the trial goes on, or ended without. */
  readonly values?: readonly (number | null | undefined)[] | null | undefined;
  readonly state?: Exclude<TrialState, 'RUNNING'> | null | undefined;
  readonly reason?: string | null | undefined;
  /** A report of the first objective at a step. */
  readonly step?: number | null | undefined;
  readonly value?: number | null | undefined;
}

export interface TellAnswer extends PruneVerdict {
  readonly studyId: string;
  readonly number: number;
}

/**
 * Stores what became of a trial: a report at a step, its end, or both. The same again changes nothing; an end that differs from the first
 * one is refused. A trial whose objective is no number has failed.
 */
export async function tellTrial(
  context: StudyContext,
  workspaceId: string,
  sent: TrialReport,
  now: Date,
): Promise<Result<TellAnswer, NotFound | BadStudyTrial | StudyTrialEnded>> {
  const { studyId, number } = sent;
  const stored = await context.stores.prisma.study.findUnique({ where: { id: studyId, workspaceId } });
  if (stored === null) return fail(new NotFound('Study', studyId, 'input.studyId'));
  const study = knownStudy(stored);
  const checked = checkReport(sent, study);
  if (!checked.ok) return checked;
  const answer = await inTransaction(context.stores.postgres, async (session) => {
    // The study before its trials, as those who ask do.
    await lockStudy(session, { workspaceId, studyId });
    const [trial] = await lockTrial(session, { workspaceId, studyId, number });
    if (trial === undefined) return fail(new NotFound('Trial', String(number), 'input.number'));
    return storeTold(session, study, trial, checked.value, now);
  });
  if (answer.ok) announceStudy(context, workspaceId, studyId);
  return answer;
}

interface CheckedReport {
  readonly report: { readonly step: number; readonly value: number } | null;
  readonly end: {
    readonly state: Exclude<TrialState, 'RUNNING'>;
    readonly objectives: Float64Array;
    readonly reason: string | null;
  } | null;
}

function checkReport(sent: TrialReport, study: KnownStudy): Result<CheckedReport, BadStudyTrial> {
  const width = study.directions.length;
  const values = sent.values === undefined || sent.values === null ? null : readObjectiveValues(sent.values, width, 'values');
  const hasReport = sent.step !== undefined && sent.step !== null;
  const checked = checkInput(
    {
      step:
        hasReport && !(sent.step >= 0 && sent.step <= Number.MAX_SAFE_INTEGER)
          ? new Problem('step', `is ${sent.step}; 0 or more is taken`)
          : null,
      value: !hasReport && typeof sent.value === 'number' ? new Problem('value', 'stands without the step at which it was') : null,
      values:
        sent.state === 'COMPLETE' && values === null
          ? new Problem('values', 'is missing: a complete trial has a value of each objective')
          : sent.state === 'FAILED' && values !== null
            ? new Problem('values', 'stands beside FAILED: a trial that failed has none')
            : values,
      reason: readText({ reason: sent.reason }, 'reason'),
      input:
        hasReport || values !== null || sent.state
          ? null
          : new Problem('values', 'is missing, and so are state and step: send at least one'),
    },
    BadStudyTrial,
  );
  if (!checked.ok) return checked;
  const { reason } = checked.value;
  const report = hasReport
    ? { step: sent.step, value: typeof sent.value === 'number' && Number.isFinite(sent.value) ? sent.value : NaN }
    : null;
  const objectives = checked.value.values;
  if (objectives === null && !sent.state) return succeed({ report, end: null });
  if (objectives === null)
    return succeed({ report, end: { state: sent.state ?? 'FAILED', objectives: new Float64Array(width).fill(NaN), reason } });
  const bad = objectives.findIndex(Number.isNaN);
  if (bad < 0) return succeed({ report, end: { state: sent.state ?? 'COMPLETE', objectives, reason } });
  const why = `The objective ${shown(study.objectives[bad])} is no number.`;
  return succeed({ report, end: { state: 'FAILED', objectives: new Float64Array(width).fill(NaN), reason: why } });
}

async function storeTold(
  session: PgSession,
  study: KnownStudy,
  trial: StoredTrial,
  { report, end }: CheckedReport,
  now: Date,
): Promise<Result<TellAnswer, StudyTrialEnded>> {
  const { workspaceId, id: studyId } = study;
  const { number } = trial;
  const place = { workspaceId, studyId, number };
  const isOver = trial.state !== 'RUNNING' && trial.reason !== timedOut;
  if (isOver) {
    const isSame =
      end !== null && end.state === trial.state && (end.state === 'FAILED' || sameNumbers(end.objectives, numbersOf(trial.objectives)));
    return isSame ? succeed({ studyId, number, shouldPrune: false, reason: null }) : fail(new StudyTrialEnded(number, trial.state));
  }
  if (report !== null) {
    await storeReport(session, { ...place, ...report, now });
    await noteLastReport(session, { ...place, ...report, now });
  }
  if (end !== null) await storeTrial(session, { ...place, ...end, now });
  else if (trial.state !== 'RUNNING')
    await storeTrial(session, { ...place, state: 'RUNNING', objectives: numbersOf(trial.objectives), reason: null, now });
  await touchStudy(session, { workspaceId, studyId, added: 0, now });
  if (end !== null) {
    await completeStudy(session, { workspaceId, studyId });
    return succeed({ studyId, number, shouldPrune: false, reason: null });
  }
  return succeed({ studyId, number, ...(await verdictOf(session, study, number)) });
}

const sameNumbers = (one: Float64Array, other: Float64Array): boolean => one.every((value, place) => Object.is(value, other[place]));
