import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/**
 * All trials of a study as packed columns in one row: numbers of PostgreSQL are big-endian, points and objectives as they are stored. A
 * study has at most 20,000 trials.
 */
export const packedTrials = definePgQuery({
  name: 'studies.packedTrials',
  row: z.object({
    numbers: z.instanceof(Buffer).nullable(),
    states: z.instanceof(Buffer).nullable(),
    points: z.instanceof(Buffer).nullable(),
    objectives: z.instanceof(Buffer).nullable(),
    generations: z.instanceof(Buffer).nullable(),
    lastSteps: z.instanceof(Buffer).nullable(),
    lastValues: z.instanceof(Buffer).nullable(),
    startedAts: z.instanceof(Buffer).nullable(),
    endedAts: z.instanceof(Buffer).nullable(),
  }),
  sql: ({ studyId }: { studyId: string }, workspace) => pg`
    SELECT string_agg(int4send(number), '' ORDER BY number) AS numbers,
      string_agg(int4send(CASE state WHEN 'RUNNING' THEN 0 WHEN 'COMPLETE' THEN 1 WHEN 'PRUNED' THEN 2 ELSE 3 END), '' ORDER BY number) AS states,
      string_agg(point, '' ORDER BY number) AS points, string_agg(objectives, '' ORDER BY number) AS objectives,
      string_agg(int4send(generation), '' ORDER BY number) AS generations,
      string_agg(float8send(coalesce(last_step, 'NaN')), '' ORDER BY number) AS "lastSteps",
      string_agg(float8send(coalesce(last_value, 'NaN')), '' ORDER BY number) AS "lastValues",
      string_agg(float8send(extract(epoch FROM started_at)::float8 * 1000), '' ORDER BY number) AS "startedAts",
      string_agg(float8send(coalesce(extract(epoch FROM ended_at)::float8 * 1000, 'NaN')), '' ORDER BY number) AS "endedAts"
    FROM study_trials WHERE workspace_id = ${workspace} AND study_id = ${pg.uuid(studyId)}`,
});

/** Trials of studies by their states. */
export const stateCounts = definePgQuery({
  name: 'studies.stateCounts',
  row: z.object({ studyId: z.string(), running: z.number(), complete: z.number(), pruned: z.number(), failed: z.number() }),
  sql: ({ studyIds }: { studyIds: readonly string[] }, workspace) => pg`
    SELECT study_id AS "studyId", (count(*) FILTER (WHERE state = 'RUNNING'))::int AS running,
      (count(*) FILTER (WHERE state = 'COMPLETE'))::int AS complete, (count(*) FILTER (WHERE state = 'PRUNED'))::int AS pruned,
      (count(*) FILTER (WHERE state = 'FAILED'))::int AS failed
    FROM study_trials WHERE workspace_id = ${workspace} AND study_id = ANY(${pg.uuids(studyIds)}) GROUP BY study_id`,
});
