import type { TrainingMethod } from '../models/types.ts';
import { keyOfNode, userSetType } from '../../platform/graphql/node-ids.ts';
import { raw, type Sql } from '../../platform/store/sql.ts';
import { usersOfSet } from '../../platform/user-sets.ts';
import type { Postgres } from '../../platform/store/postgres/postgres.ts';
import { compileFilter, namesTrainingMethods, type AnalyticsFilter, type Conditions, type FilterContext } from './pure/filter.ts';
import type { Range } from './pure/interval.ts';
import { dirtyHoursIn, modelsOf, type RegisteredModel } from './queries.ts';
import { hasTerms, isOfMeaning, isOfMembers, isOfUsersFirstSeen } from './queries/members.ts';

export type { RegisteredModel } from './queries.ts';

/** Every model of the workspace, by name. Source: PostgreSQL. */
export async function registeredModels(postgres: Postgres, workspaceId: string): Promise<ReadonlyMap<string, RegisteredModel>> {
  return new Map((await modelsOf(postgres, { workspaceId })).map((model) => [model.name, model]));
}

/** What compiling a filter needs to know of the workspace. `models`: those of the workspace. */
export const filterContext = (workspaceId: string, models: ReadonlyMap<string, RegisteredModel>, members: Sql | null): FilterContext => ({
  modelsByMethod: namesByMethod(models.values()),
  hasTerms: (terms) => hasTerms(workspaceId, terms),
  isOfUsersFirstSeen: (range) => isOfUsersFirstSeen(workspaceId, range),
  isOfMeaning: (lists) => isOfMeaning(workspaceId, lists),
  isOfCohort: () => (members === null ? raw('false') : isOfMembers(members)),
});

/** The filter as a condition over facts of the workspace, without its time range. `filter`: one that `checkFilter` has passed. */
export async function conditionsOf(postgres: Postgres, workspaceId: string, filter: AnalyticsFilter): Promise<Conditions> {
  const models = namesTrainingMethods(filter) ? await registeredModels(postgres, workspaceId) : new Map<string, RegisteredModel>();
  return compileFilter(filter, filterContext(workspaceId, models, await membersOfFilter(postgres, workspaceId, filter.cohort)));
}

/**
 * A statement that gives the members of the cohort that a filter names; null: it names none. Errors: throws NOT_FOUND where there is no such
 * cohort.
 */
export const membersOfFilter = async (postgres: Postgres, workspaceId: string, cohort: string | null | undefined): Promise<Sql | null> =>
  cohort === null || cohort === undefined
    ? null
    : usersOfSet(postgres, { workspaceId, id: keyOfNode(userSetType, cohort, 'filter.cohort'), argument: 'filter.cohort' });

/** What is kept with a filter names a cohort that there is. Errors: throws BAD_USER_INPUT or NOT_FOUND that names it below `argument`. */
export async function assertCohort(
  postgres: Postgres,
  workspaceId: string,
  filter: AnalyticsFilter | null | undefined,
  argument: string,
): Promise<void> {
  const field = `${argument}.cohort`;
  if (filter?.cohort !== null && filter?.cohort !== undefined)
    await usersOfSet(postgres, { workspaceId, id: keyOfNode(userSetType, filter.cohort, field), argument: field });
}

/** Names of the models of each training method that is stated. */
function namesByMethod(models: Iterable<RegisteredModel>): ReadonlyMap<TrainingMethod, readonly string[]> {
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
