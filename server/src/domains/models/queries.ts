import { z } from 'zod';
import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import { kept } from '../../platform/store/kept.ts';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg, textColumn, unnest, type Column } from '../../platform/store/pg-sql.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { sql, uuid } from '../../platform/store/sql.ts';
import type { TrainedFacts } from './types.ts';

/**
 * When each model's first message was created.
 *
 * Shape   one row per model that a message names.
 * Source  `message_facts`: up to a second behind what was acknowledged.
 */
const askFirstMessages = defineQuery({
  name: 'models.firstMessages',
  timeoutMs: 5_000,
  row: z.object({ model: z.string(), at: z.coerce.number() }),
  sql: ({ workspaceId }: { workspaceId: string }) => sql`
    SELECT model, toUnixTimestamp64Milli(min(created_at)) AS at
    FROM message_facts FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND model != ''
    GROUP BY model`,
});

/** The same by name, kept for a while where it takes long (platform/store/kept.ts). */
export const firstMessages = kept(async (clickhouse: ClickHouse, workspaceId: string): Promise<ReadonlyMap<string, Date>> => {
  const rows = await askFirstMessages(clickhouse, { workspaceId });
  return new Map(rows.map(({ model, at }) => [model, new Date(at)]));
});

export interface NamedModel {
  name: string;
  provider: string | null;
}

const modelColumns: readonly Column<NamedModel>[] = [
  textColumn('name', (model) => model.name),
  textColumn('provider', (model) => model.provider),
];

export const storeModels = definePgCommand({
  name: 'models.register',
  sql: ({ models }: { models: readonly NamedModel[] }, workspace) => pg`
    INSERT INTO models (workspace_id, name, provider)
    SELECT ${workspace}, name, provider FROM ${unnest(modelColumns, models, 'sent')} ORDER BY name COLLATE "C"
    ON CONFLICT (workspace_id, name) DO UPDATE SET provider = EXCLUDED.provider
    WHERE models.provider IS NULL AND EXCLUDED.provider IS NOT NULL`,
});

/** A model by its name, made where there is none, and locked. */
export const lockNamed = definePgQuery({
  name: 'models.lock',
  row: z.object({ id: z.string() }),
  sql: ({ name }: { name: string }, workspace) => pg`
    INSERT INTO models (workspace_id, name) VALUES (${workspace}, ${pg.text(name)})
    ON CONFLICT (workspace_id, name) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
});

/** Sets the fields of a model that are empty or as `before` has them; facts that are null change nothing. */
export const storeTrained = definePgCommand({
  name: 'models.trained',
  sql: ({ modelId, facts, before }: { modelId: string; facts: TrainedFacts; before: TrainedFacts | null }, workspace) => {
    const field = (column: string, now: string | null, was: string | null, type: string) => {
      const stored = pg.raw(column);
      const cast = pg.raw(`::${type}`);
      return pg`${stored} = CASE WHEN ${stored} IS NULL OR ${stored} = ${pg.text(was)}${cast} THEN COALESCE(${pg.text(now)}${cast}, ${stored}) ELSE ${stored} END`;
    };
    return pg`
      UPDATE models SET
        ${field('training_method', facts.trainingMethod, before?.trainingMethod ?? null, '"TrainingMethod"')},
        ${field('base_model', facts.baseModel, before?.baseModel ?? null, 'text')},
        ${field('training_dataset', facts.trainingDataset, before?.trainingDataset ?? null, 'text')}
      WHERE workspace_id = ${workspace} AND id = ${pg.uuid(modelId)}`;
  },
});
