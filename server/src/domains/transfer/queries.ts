import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, type PgSql } from '../../platform/store/pg-sql.ts';

/** Length and cost of a job that has begun and ended; cost where the price of its hardware is known. */
const length = pg.raw(`extract(epoch FROM ended_at - started_at) * 1000`);
const figures: PgSql = pg`avg(${length})::float8 AS ms, avg(hourly_nano_usd * ${length} / 3600000)::float8 AS "nanoUsd", count(*)::int AS count`;
const Figures = { ms: z.number().nullable(), nanoUsd: z.number().nullable(), count: z.number() };

/** What single jobs took. */
export const figuresOfJobs = definePgQuery({
  name: 'transfer.jobs',
  row: z.object({ jobId: z.string(), ...Figures }),
  sql: ({ jobIds }: { jobIds: readonly string[] }, workspace) => pg`
    SELECT id AS "jobId", ${figures} FROM training_jobs
    WHERE workspace_id = ${workspace} AND id = ANY(${pg.uuids(jobIds)}) AND started_at IS NOT NULL AND ended_at >= started_at GROUP BY id`,
});

/** What finished trainings from scratch of models took, on average. */
export const figuresFromScratch = definePgQuery({
  name: 'transfer.fromScratch',
  row: z.object({ model: z.string(), ...Figures }),
  sql: ({ models }: { models: readonly string[] }, workspace) => pg`
    SELECT output_model AS model, ${figures} FROM training_jobs
    WHERE workspace_id = ${workspace} AND output_model = ANY(${pg.texts(models)}) AND training_type = 'FROM_SCRATCH' AND status = 'FINISHED'
      AND started_at IS NOT NULL AND ended_at >= started_at AND deleted_at IS NULL
    GROUP BY output_model`,
});
