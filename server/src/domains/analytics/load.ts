import type { TrainingMethod } from '../models/types.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import type { Range } from './pure/interval.ts';
import { dirtyHoursIn, modelsOf, type RegisteredModel } from './queries.ts';

export type { RegisteredModel } from './queries.ts';

/** Every model of the workspace, by name. Source: PostgreSQL. */
export async function registeredModels(postgres: Postgres, workspaceId: string): Promise<ReadonlyMap<string, RegisteredModel>> {
  return new Map((await modelsOf(postgres, { workspaceId })).map((model) => [model.name, model]));
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
export async function dirtyHours(postgres: Postgres, workspaceId: string, range: Range): Promise<Date[]> {
  return (await dirtyHoursIn(postgres, { workspaceId, range })).map(({ hour }) => hour);
}
