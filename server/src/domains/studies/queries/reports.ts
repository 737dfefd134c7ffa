import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

interface Report {
  readonly studyId: string;
  readonly number: number;
  readonly step: number;
  /** NaN: it was not a number. */
  readonly value: number;
  readonly now: Date;
}

/** A report at a step; sent again it replaces the stored one. */
export const storeReport = definePgCommand({
  name: 'studies.storeReport',
  isPrepared: true,
  sql: ({ studyId, number, step, value, now }: Report, workspace) => pg`
    INSERT INTO study_reports (study_id, number, step, workspace_id, value, reported_at)
    VALUES (${pg.uuid(studyId)}, ${pg.int4(number)}, ${pg.float8(step)}, ${workspace}, ${pg.float8(value)}, ${pg.at(now)})
    ON CONFLICT (study_id, number, step) DO UPDATE SET value = excluded.value, reported_at = excluded.reported_at`,
});

/** The last report of a trial stands in its row, too. */
export const noteLastReport = definePgCommand({
  name: 'studies.noteLastReport',
  isPrepared: true,
  sql: ({ studyId, number, step, value, now }: Report, workspace) => pg`
    UPDATE study_trials SET heard_at = ${pg.at(now)},
      last_value = CASE WHEN last_step IS NULL OR last_step <= ${pg.float8(step)} THEN ${pg.float8(value)} ELSE last_value END,
      last_step = GREATEST(last_step, ${pg.float8(step)})
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ${pg.int4(number)}`,
});

const anyNumber = z.union([z.number(), z.nan()]);
const Value = z.object({ number: z.number(), step: z.number(), value: anyNumber, isComplete: z.boolean() });

/** Reports of trials, by step. */
export const reportsOfTrials = definePgQuery({
  name: 'studies.reportsOfTrials',
  row: z.object({ number: z.number(), step: z.number(), value: anyNumber }),
  sql: ({ studyId, numbers }: { studyId: string; numbers: readonly number[] }, workspace) => pg`
    SELECT number, step, value FROM study_reports
    WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND number = ANY(${pg.int4s(numbers)}) ORDER BY number, step`,
});

/** What all trials reported at a step. */
export const reportsAt = definePgQuery({
  name: 'studies.reportsAt',
  row: Value,
  sql: ({ studyId, step }: { studyId: string; step: number }, workspace) => pg`
    SELECT r.number, r.step, r.value, t.state = 'COMPLETE' AS "isComplete" FROM study_reports r
    JOIN study_trials t ON t.study_id = r.study_id AND t.number = r.number AND t.workspace_id = ${workspace}
    WHERE r.workspace_id = ${workspace} AND r.study_id = ${pg.uuid(studyId)} AND r.step = ${pg.float8(step)}`,
});

/** The first report of each trial at or after a step. */
export const reportsFrom = definePgQuery({
  name: 'studies.reportsFrom',
  row: Value,
  sql: ({ studyId, step }: { studyId: string; step: number }, workspace) => pg`
    SELECT DISTINCT ON (r.number) r.number, r.step, r.value, false AS "isComplete" FROM study_reports r
    WHERE r.workspace_id = ${workspace} AND r.study_id = ${pg.uuid(studyId)} AND r.step >= ${pg.float8(step)} ORDER BY r.number, r.step`,
});

/** The best and the last report of each trial that has reported a number. */
export const courses = definePgQuery({
  name: 'studies.courses',
  row: z.object({ number: z.number(), bestStep: z.number(), bestValue: z.number(), lastStep: z.number(), lastValue: z.number() }),
  sql: ({ studyId, isMaximised }: { studyId: string; isMaximised: boolean }, workspace) => pg`
    SELECT number, (array_agg(step ORDER BY value ${pg.raw(isMaximised ? 'DESC' : 'ASC')}, step))[1] AS "bestStep",
      (array_agg(value ORDER BY value ${pg.raw(isMaximised ? 'DESC' : 'ASC')}, step))[1] AS "bestValue",
      max(step) AS "lastStep", (array_agg(value ORDER BY step DESC))[1] AS "lastValue"
    FROM study_reports WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)} AND value <> 'NaN' GROUP BY number`,
});
