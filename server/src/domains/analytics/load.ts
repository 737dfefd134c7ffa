import type { TrainingMethod } from '../models/types.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import type { Range } from './pure/interval.ts';

/** What the workspace's model registry says of a model. */
export interface RegisteredModel {
  readonly name: string;
  readonly provider: string | null;
  readonly trainingMethod: TrainingMethod | null;
}

/** Every model of the workspace, by name. Source: PostgreSQL. */
export async function registeredModels(postgres: Postgres, workspaceId: string): Promise<ReadonlyMap<string, RegisteredModel>> {
  const { rows } = await postgres.query<{ name: string; provider: string | null; training_method: TrainingMethod | null }>({
    name: 'analytics.models',
    text: 'SELECT name, provider, training_method FROM models WHERE workspace_id = $1',
    values: [workspaceId],
  });
  return new Map(rows.map(({ name, provider, training_method }) => [name, { name, provider, trainingMethod: training_method }]));
}

/** Names of the models of each training method that is stated. */
export function namesByMethod(models: Iterable<RegisteredModel>): ReadonlyMap<TrainingMethod, readonly string[]> {
  const names = new Map<TrainingMethod, string[]>();
  for (const { name, trainingMethod } of models) {
    if (trainingMethod !== null) names.set(trainingMethod, [...(names.get(trainingMethod) ?? []), name]);
  }
  return names;
}

/** Starts of the hours in the range whose rollup is older than their facts. Source: PostgreSQL. */
export async function dirtyHours(postgres: Postgres, workspaceId: string, { from, to }: Range): Promise<Date[]> {
  const { rows } = await postgres.query<{ hour: Date }>({
    name: 'analytics.dirtyHours',
    text: `SELECT DISTINCT hour FROM rollup_dirty_hours WHERE workspace_id = $1 AND hour > $2::timestamptz - interval '1 hour' AND hour < $3`,
    values: [workspaceId, from, to],
  });
  return rows.map(({ hour }) => hour);
}
