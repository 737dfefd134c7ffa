import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import type { CohortRule } from '../types.ts';

const Definition = z.object({ id: z.string(), name: z.string(), rule: z.custom<CohortRule>(() => true) });

/** A cohort by its id. */
export const cohortById = definePgQuery({
  name: 'cohorts.byId',
  row: Definition,
  sql: ({ id }: { id: string }, workspace) =>
    pg`SELECT id, name, definition AS rule FROM cohorts WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

/** All cohorts of a workspace, by name. */
export const cohortsOf = definePgQuery({
  name: 'cohorts.ofWorkspace',
  row: Definition,
  sql: (_none: object, workspace) =>
    pg`SELECT id, name, definition AS rule FROM cohorts WHERE workspace_id = ${workspace} ORDER BY name, id`,
});

/** All cohorts of all workspaces. */
export const everyCohort = definePgQuery({
  name: 'cohorts.every',
  acrossWorkspaces: 'A schedule counts all of them.',
  row: Definition.extend({ workspaceId: z.string() }),
  sql: () => pg`
    SELECT c.id, c.name, c.definition AS rule, c.workspace_id AS "workspaceId" FROM cohorts AS c ORDER BY c.workspace_id, c.id`,
});

/** Keeps how many users a cohort has on a day; of a day the last count holds. */
export const saveSize = definePgCommand({
  name: 'cohorts.saveSize',
  sql: ({ id, userCount, countedAt }: { id: string; userCount: number; countedAt: Date }, workspace) => pg`
    INSERT INTO cohort_sizes (cohort_id, day, workspace_id, user_count, counted_at)
    SELECT c.id, ${pg.text(countedAt.toISOString().slice(0, 10))}::date, ${workspace}, ${pg.int4(userCount)}, ${pg.at(countedAt)}
    FROM cohorts AS c WHERE c.workspace_id = ${workspace} AND c.id = ${pg.uuid(id)}
    ON CONFLICT (cohort_id, day) DO UPDATE SET user_count = EXCLUDED.user_count, counted_at = EXCLUDED.counted_at`,
});

/** Forgets sizes of before a day. */
export const forgetSizes = definePgCommand({
  name: 'cohorts.forgetSizes',
  acrossWorkspaces: 'One sweep looks through all of them.',
  sql: ({ before }: { before: Date }) => pg`DELETE FROM cohort_sizes WHERE day < ${pg.text(before.toISOString().slice(0, 10))}::date`,
});

/** Ids of experiments by their keys. */
export const experimentIdsOf = definePgQuery({
  name: 'cohorts.experimentIds',
  row: z.object({ key: z.string(), id: z.string() }),
  sql: ({ keys }: { keys: readonly string[] }, workspace) =>
    pg`SELECT key, id FROM experiments WHERE workspace_id = ${workspace} AND key = ANY(${pg.texts(keys)})`,
});

/** Experiments whose targeting names a cohort, those that are archived left out. */
export const experimentsTargeting = definePgQuery({
  name: 'cohorts.targetedBy',
  row: z.object({ key: z.string(), name: z.string(), state: z.string() }),
  sql: ({ id }: { id: string }, workspace) => pg`
    SELECT key, name, state::text AS state FROM experiments
    WHERE workspace_id = ${workspace} AND state <> 'ARCHIVED' AND targeting ->> 'cohort' = ${pg.text(id)} ORDER BY key`,
});
