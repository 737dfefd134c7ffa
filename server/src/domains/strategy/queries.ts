import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { HistoryJob } from './types.ts';

/** Jobs that a strategy looks at. */
const mostJobs = 500;

const big = z
  .string()
  .nullable()
  .transform((value) => (value === null ? null : Number(value)));

/** Finished jobs with an evaluation loss, the one that ended last first. */
export const finishedJobs = definePgQuery({
  name: 'strategy.jobs',
  row: z
    .object({
      id: z.string(),
      baseModel: z.string().nullable(),
      datasetName: z.string().nullable(),
      datasetSize: big,
      datasetQuality: z.number().nullable(),
      loss: z.number(),
      hyperparameters: z.record(z.string(), z.unknown()),
      bestStep: big,
      lastStep: big,
      ms: z.number().nullable(),
      nanoUsd: z.number().nullable(),
      configurationId: z.string().nullable(),
    })
    .transform((job): HistoryJob => job),
  sql: (_all: object, workspace) => pg`
    SELECT id, base_model AS "baseModel", coalesce(dataset_name, dataset_id) AS "datasetName", dataset_size::text AS "datasetSize",
      dataset_quality_score AS "datasetQuality", best_eval_loss AS loss, hyperparameters, best_eval_step::text AS "bestStep",
      current_step::text AS "lastStep", (extract(epoch FROM ended_at - started_at) * 1000)::float8 AS ms,
      (hourly_nano_usd * extract(epoch FROM ended_at - started_at) / 3600)::float8 AS "nanoUsd", configuration_id AS "configurationId"
    FROM training_jobs
    WHERE workspace_id = ${workspace} AND status = 'FINISHED' AND best_eval_loss IS NOT NULL
      AND abs(best_eval_loss) < 1e300 AND deleted_at IS NULL AND jsonb_typeof(hyperparameters) = 'object'
    ORDER BY ended_at DESC NULLS LAST, id LIMIT ${pg.int8(mostJobs)}`,
});

/** The best loss of the finished jobs of configurations, and how many jobs of each there are. */
export const lossesOfConfigurations = definePgQuery({
  name: 'strategy.losses',
  row: z.object({ configurationId: z.string(), bestLoss: z.number().nullable(), jobCount: z.number(), finishedCount: z.number() }),
  sql: ({ configurationIds }: { configurationIds: readonly string[] }, workspace) => pg`
    SELECT configuration_id AS "configurationId", min(best_eval_loss) FILTER (WHERE status = 'FINISHED') AS "bestLoss", count(*)::int AS "jobCount",
      (count(*) FILTER (WHERE status = 'FINISHED'))::int AS "finishedCount"
    FROM training_jobs WHERE workspace_id = ${workspace} AND configuration_id = ANY(${pg.uuids(configurationIds)}) AND deleted_at IS NULL
    GROUP BY configuration_id`,
});
