import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { trainingMethods, type TrainedFacts } from '../models/types.ts';
import { mostVersions } from './types.ts';

/** What is stored with a version. */
export interface VersionFacts extends TrainedFacts {
  readonly label: string | null;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly madeAt: Date;
  readonly parent: NamedVersion | null;
}

/** A version by its id, and as it is called. */
export interface NamedVersion {
  readonly id: string;
  readonly name: string;
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
    id: z.string(),
    version: z.number(),
    trainingMethod: z.enum(trainingMethods).nullable(),
    baseModel: z.string().nullable(),
    trainingDataset: z.string().nullable(),
  }),
  sql: ({ modelId }: { modelId: string }, workspace) => pg`
    SELECT id, version, training_method AS "trainingMethod", base_model AS "baseModel", training_dataset AS "trainingDataset" FROM model_versions
    WHERE workspace_id = ${workspace} AND model_id = ${pg.uuid(modelId)} ORDER BY version DESC LIMIT 1`,
});

/** The newest version of the model of a name, by when it was made; none: no version of it is registered. */
export const newestOfName = definePgQuery({
  name: 'versions.newestOfName',
  row: z.object({ id: z.string(), name: z.string() }),
  sql: ({ name }: { name: string }, workspace) => pg`
    SELECT v.id, m.name || ' v' || v.version AS name FROM model_versions v JOIN models m ON m.id = v.model_id AND m.workspace_id = v.workspace_id
    WHERE v.workspace_id = ${workspace} AND m.name = ${pg.text(name)} ORDER BY v.version DESC LIMIT 1`,
});

/**
 * Stores a version under its number; the job, where it was registered otherwise, is taken from there. One that is stored keeps its time and
 * its parent.
 */
export const storeVersion = definePgQuery({
  name: 'versions.store',
  row: z.object({ id: z.string() }),
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
      madeAt,
      parent,
      servedAs,
      now,
    }: VersionFacts & {
      readonly modelId: string;
      readonly version: number;
      readonly jobId: string | null;
      readonly servedAs: readonly string[];
      readonly now: Date;
    },
    workspace,
  ) => pg`
    INSERT INTO model_versions (model_id, version, workspace_id, job_id, label, training_method, base_model, training_dataset, hyperparameters, registered_at, made_at, parent_id, parent_name, served_as)
    VALUES (${pg.uuid(modelId)}, ${pg.int4(version)}, ${workspace}, ${pg.uuid(jobId)}, ${pg.text(label)}, ${pg.text(trainingMethod)}::"TrainingMethod",
            ${pg.text(baseModel)}, ${pg.text(trainingDataset)}, ${pg.json(hyperparameters)}, ${pg.at(now)}, ${pg.at(madeAt)}, ${pg.uuid(parent?.id ?? null)},
            ${pg.text(parent?.name ?? null)}, ${pg.texts(servedAs)})
    ON CONFLICT (job_id) DO UPDATE SET model_id = excluded.model_id, version = excluded.version, label = excluded.label,
      training_method = excluded.training_method, base_model = excluded.base_model, training_dataset = excluded.training_dataset,
      hyperparameters = excluded.hyperparameters, made_at = excluded.made_at
    RETURNING id`,
});

/** The versions of a workspace, the one made last first. */
export const lineageVersions = definePgQuery({
  name: 'versions.lineage',
  row: z.object({
    id: z.string(),
    modelId: z.string(),
    model: z.string(),
    version: z.number(),
    label: z.string().nullable(),
    trainingMethod: z.enum(trainingMethods).nullable(),
    madeAt: z.date(),
    parentId: z.string().nullable(),
    servedAs: z.array(z.string()),
  }),
  sql: (_all: object, workspace) => pg`
    SELECT v.id, v.model_id AS "modelId", m.name AS model, v.version, v.label, v.training_method AS "trainingMethod", v.made_at AS "madeAt",
      v.parent_id AS "parentId", v.served_as AS "servedAs"
    FROM model_versions v JOIN models m ON m.id = v.model_id AND m.workspace_id = v.workspace_id
    WHERE v.workspace_id = ${workspace} ORDER BY v.made_at DESC, v.id LIMIT ${pg.int8(mostVersions)}`,
});

/** Keeps all other changes of versions of the workspace out until the end of the transaction: lineage and names hold for all of them. */
export const lockVersions = definePgQuery({
  name: 'versions.lock',
  row: z.object({ id: z.string() }),
  sql: (_all: object, workspace) => pg`SELECT id FROM model_versions WHERE workspace_id = ${workspace} ORDER BY id FOR UPDATE`,
});

const StoredVersion = z.object({
  id: z.string(),
  modelId: z.string(),
  label: z.string().nullable(),
  trainingMethod: z.enum(trainingMethods).nullable(),
  baseModel: z.string().nullable(),
  trainingDataset: z.string().nullable(),
  hyperparameters: z.record(z.string(), z.unknown()),
  madeAt: z.date(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  servedAs: z.array(z.string()),
});
export type StoredVersion = z.infer<typeof StoredVersion>;

/** A version with all that can be edited; none: there is no version of the id. */
export const storedVersion = definePgQuery({
  name: 'versions.stored',
  row: StoredVersion,
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT id, model_id AS "modelId", label, training_method AS "trainingMethod", base_model AS "baseModel", training_dataset AS "trainingDataset",
      hyperparameters, made_at AS "madeAt", parent_id AS "parentId", parent_name AS "parentName", served_as AS "servedAs"
    FROM model_versions WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** Sets all that can be edited of a version. */
export const storeEdited = definePgCommand({
  name: 'versions.storeEdited',
  sql: (version: Omit<StoredVersion, 'modelId'>, workspace) => pg`
    UPDATE model_versions SET label = ${pg.text(version.label)}, training_method = ${pg.text(version.trainingMethod)}::"TrainingMethod",
      base_model = ${pg.text(version.baseModel)}, training_dataset = ${pg.text(version.trainingDataset)}, hyperparameters = ${pg.json(version.hyperparameters)},
      made_at = ${pg.at(version.madeAt)}, parent_id = ${pg.uuid(version.parentId)}, parent_name = ${pg.text(version.parentName)}, served_as = ${pg.texts(version.servedAs)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(version.id)}`,
});
