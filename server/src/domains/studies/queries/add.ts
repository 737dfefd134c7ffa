import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { AddedTrial } from '../ingest/trial.ts';
import { bytesOf } from '../queries.ts';
import { trialStates } from '../types.ts';

interface Row {
  readonly studyId: string;
  readonly number: number;
  readonly trial: AddedTrial;
}

/** Trials that are known by their external ids. */
export const knownExternals = definePgQuery({
  name: 'studies.knownExternals',
  row: z.object({ externalId: z.string(), number: z.number(), state: z.enum(trialStates) }),
  sql: ({ studyId, externalIds }: { studyId: string; externalIds: readonly string[] }, workspace) => pg`
    SELECT external_id AS "externalId", number, state FROM study_trials
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND external_id = ANY(${pg.texts(externalIds)})`,
});

export const addTrial = definePgCommand({
  name: 'studies.addTrial',
  isPrepared: true,
  sql: ({ studyId, number, trial }: Row, workspace) => {
    const last = trial.reports.at(-1);
    return pg`
      INSERT INTO study_trials (study_id, number, workspace_id, state, point, objectives, reason, external_id, last_step, last_value,
        started_at, heard_at, ended_at)
      VALUES (${pg.uuid(studyId)}, ${pg.int4(number)}, ${workspace}, ${pg.enumerated('StudyTrialState', trial.state)},
        ${pg.bytes(bytesOf(trial.point))}, ${pg.bytes(bytesOf(trial.objectives))}, ${pg.text(trial.reason)}, ${pg.text(trial.externalId)},
        ${pg.float8(last?.[0] ?? null)}, ${pg.float8(last?.[1] ?? null)}, ${pg.at(trial.startedAt)},
        ${pg.at(trial.endedAt ?? trial.startedAt)}, ${pg.at(trial.endedAt)})`;
  },
});

export const replaceTrial = definePgCommand({
  name: 'studies.replaceTrial',
  isPrepared: true,
  sql: ({ studyId, number, trial }: Row, workspace) => {
    const last = trial.reports.at(-1);
    return pg`
      UPDATE study_trials SET state = ${pg.enumerated('StudyTrialState', trial.state)}, point = ${pg.bytes(bytesOf(trial.point))},
        objectives = ${pg.bytes(bytesOf(trial.objectives))}, reason = ${pg.text(trial.reason)},
        last_value = CASE WHEN ${pg.float8(last?.[0] ?? null)} IS NULL THEN last_value ELSE ${pg.float8(last?.[1] ?? null)} END,
        last_step = coalesce(${pg.float8(last?.[0] ?? null)}, last_step),
        heard_at = ${pg.at(trial.endedAt ?? trial.startedAt)}, ended_at = ${pg.at(trial.endedAt)}
      WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ${pg.int4(number)}`;
  },
});
