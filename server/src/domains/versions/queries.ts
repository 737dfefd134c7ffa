import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { trainingMethods, type TrainedFacts } from '../models/types.ts';

/** What a training job says of the model that it made. */
export interface VersionFacts extends TrainedFacts {
  readonly label: string | null;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
}

/** The version that a job is registered as. */
export const versionOfJob = definePgQuery({
  name: 'versions.ofJob',
  row: z.object({ modelId: z.string(), version: z.number() }),
  sql: ({ jobId }: { jobId: string }, workspace) =>
    pg`SELECT model_id AS "modelId", version FROM model_versions WHERE workspace_id = ${workspace} AND job_id = ${pg.uuid(jobId)}`,
});

/** The newest version of a model. */
export const newestVersion = definePgQuery({
  name: 'versions.newest',
  row: z.object({
    version: z.number(),
    trainingMethod: z.enum(trainingMethods).nullable(),
    baseModel: z.string().nullable(),
    trainingDataset: z.string().nullable(),
  }),
  sql: ({ modelId }: { modelId: string }, workspace) => pg`
    SELECT version, training_method AS "trainingMethod", base_model AS "baseModel", training_dataset AS "trainingDataset" FROM model_versions
    WHERE workspace_id = ${workspace} AND model_id = ${pg.uuid(modelId)} ORDER BY version DESC LIMIT 1`,
});

/**
 * Stores a version under its number; the job, where it was registered otherwise, is taken from there. One that is stored keeps its time.
 */
export const storeVersion = definePgCommand({
  name: 'versions.store',
  sql: (
    {
      modelId,
      version,
      jobId,
      label,
      trainingMethod,
      baseModel,
      trainingDataset,
      hyperparameters,
      now,
    }: VersionFacts & { modelId: string; version: number; jobId: string; now: Date },
    workspace,
  ) => pg`
    INSERT INTO model_versions (model_id, version, workspace_id, job_id, label, training_method, base_model, training_dataset, hyperparameters, registered_at)
    VALUES (${pg.uuid(modelId)}, ${pg.int4(version)}, ${workspace}, ${pg.uuid(jobId)}, ${pg.text(label)}, ${pg.text(trainingMethod)}::"TrainingMethod",
            ${pg.text(baseModel)}, ${pg.text(trainingDataset)}, ${pg.json(hyperparameters)}, ${pg.at(now)})
    ON CONFLICT (job_id) DO UPDATE SET model_id = excluded.model_id, version = excluded.version, label = excluded.label,
      training_method = excluded.training_method, base_model = excluded.base_model, training_dataset = excluded.training_dataset,
      hyperparameters = excluded.hyperparameters`,
});
