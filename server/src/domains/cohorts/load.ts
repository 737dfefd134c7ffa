import { NotFound } from '../../platform/graphql/errors.ts';
import { join, sql, string, type Sql } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { landEvents } from '../events/load.ts';
import { everyUser, landProperties } from '../users/load.ts';
import { countOf, membersOf } from './queries/compile.ts';
import type { CompileContext } from './queries/sets.ts';
import { experimentsOf } from './pure/walk.ts';
import { cohortById, cohortsOf, experimentIdsOf, experimentsTargeting } from './queries/cohorts.ts';
import { cohortsWithMembers, memberCount } from './queries/members.ts';
import type { CohortDefinition, CohortRule } from './types.ts';

type Reading = Pick<Stores, 'postgres'>;

/** What rules are compiled against: `only`, where these users alone are looked at. */
async function contextOf(
  { postgres }: Reading,
  workspaceId: string,
  { rules, now, only }: { readonly rules: readonly CohortRule[]; readonly now: Date; readonly only?: readonly string[] },
): Promise<CompileContext> {
  const keys = [...new Set(rules.flatMap(experimentsOf))];
  const ids = keys.length === 0 ? [] : await experimentIdsOf(postgres, { workspaceId, keys });
  return {
    workspaceId,
    now,
    experimentIds: new Map(ids.map(({ key, id }) => [key, id])),
    everyUser: everyUser(workspaceId),
    ...(only !== undefined && { only }),
  };
}

/** A statement that gives the ids of those who meet a rule, each once, in the column `user_id`. */
export async function membersOfRule(stores: Reading, workspaceId: string, rule: CohortRule, now: Date): Promise<Sql> {
  return membersOf(rule, await contextOf(stores, workspaceId, { rules: [rule], now }));
}

/** A cohort by its id. Errors: throws NOT_FOUND that names the argument. */
export async function cohortOf({ postgres }: Reading, workspaceId: string, id: string, argument: string): Promise<CohortDefinition> {
  const [cohort] = await cohortById(postgres, { workspaceId, id });
  if (cohort === undefined)
    throw new NotFound(
      'Cohort',
      id,
      argument,
      'There is no such cohort: it was deleted, or never was in this workspace. Take it out, or choose another.',
    );
  return cohort;
}

/** A statement that gives the ids of the members of a cohort. Errors: throws NOT_FOUND that names the argument. */
export async function membersOfCohort(stores: Reading, workspaceId: string, id: string, argument: string, now: Date): Promise<Sql> {
  return membersOfRule(stores, workspaceId, (await cohortOf(stores, workspaceId, id, argument)).rule, now);
}

/** Makes what cohorts are made of readable: all that was acknowledged of users and events. */
export const landUsers = async (stores: Stores): Promise<void> => {
  await Promise.all([landProperties(stores), landEvents(stores)]);
};

/** How many users meet a rule now. */
export async function countRule(stores: Stores, workspaceId: string, rule: CohortRule, now: Date): Promise<number> {
  await landUsers(stores);
  const counted = countOf(rule, await contextOf(stores, workspaceId, { rules: [rule], now }));
  return (await memberCount(stores.clickhouse, { workspaceId, counted }))[0]?.count ?? 0;
}

/** Ids of the cohorts that a user is in, by their names. */
export async function cohortsOfUser(stores: Stores, workspaceId: string, userId: string, now: Date): Promise<string[]> {
  await landUsers(stores);
  const cohorts = await cohortsOf(stores.postgres, { workspaceId });
  if (cohorts.length === 0) return [];
  const context = await contextOf(stores, workspaceId, { rules: cohorts.map(({ rule }) => rule), now, only: [userId] });
  const members = cohorts.map(({ id, rule }) => ({ id, members: membersOf(rule, context) }));
  const found = new Set((await cohortsWithMembers(stores.clickhouse, { workspaceId, cohorts: members })).map(({ id }) => id));
  return cohorts.filter(({ id }) => found.has(id)).map(({ id }) => id);
}

/** Experiments and flags whose targeting names a cohort; archived ones left out. */
export const experimentsOfCohort = ({ postgres }: Reading, workspaceId: string, id: string) =>
  experimentsTargeting(postgres, { workspaceId, id });

/** Cohorts that are told apart at once: the statement looks through the users of each. */
export const mostToldApart = 10;

/**
 * The cohorts of a workspace as a table: `member_id`, a user, and `member_of`, the ids of the cohorts that the user is in, sorted, with `between` between
 * them; and the names of the cohorts. The first ten by name; null: there is none.
 */
export async function cohortTable(
  stores: Stores,
  workspaceId: string,
  now: Date,
  between: string,
): Promise<{ readonly table: Sql; readonly names: ReadonlyMap<string, string> } | null> {
  const cohorts = (await cohortsOf(stores.postgres, { workspaceId })).slice(0, mostToldApart);
  if (cohorts.length === 0) return null;
  await landUsers(stores);
  const context = await contextOf(stores, workspaceId, { rules: cohorts.map(({ rule }) => rule), now });
  const members = cohorts.map(({ id, rule }) => sql`SELECT user_id, ${string(id)} AS cohort FROM (${membersOf(rule, context)})`);
  const table = sql`(
    SELECT user_id AS member_id, arrayStringConcat(arraySort(groupUniqArray(cohort)), ${string(between)}) AS member_of
    FROM (${join(members, ' UNION ALL ')}) GROUP BY member_id)`;
  return { table, names: new Map(cohorts.map(({ id, name }) => [id, name])) };
}
