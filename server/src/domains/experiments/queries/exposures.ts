import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';

/** How many units of each variant and phase of an experiment were exposed, and when. */
export const exposureCounts = defineQuery({
  name: 'experiments.exposureCounts',
  timeoutMs: 20_000,
  row: z.object({
    phase: z.coerce.number(),
    variant: z.string(),
    units: z.coerce.number(),
    firstAt: z.coerce.date(),
    lastAt: z.coerce.date(),
  }),
  sql: ({ workspaceId, experimentId }: { workspaceId: string; experimentId: string }) => sql`
    SELECT phase, variant, uniqExact(unit_id) AS units, toString(min(first_at)) || 'Z' AS firstAt, toString(max(last_at)) || 'Z' AS lastAt
    FROM exposures WHERE workspace_id = ${uuid(workspaceId)} AND experiment_id = ${uuid(experimentId)}
    GROUP BY phase, variant ORDER BY phase, variant`,
});

/** Rows of users that are deleted. */
export const ofUnits = (workspaceId: string, unitIds: readonly string[]): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND unit_id IN ${strings(unitIds)}`;

/** Rows of an experiment that is deleted. */
export const ofExperiment = (workspaceId: string, experimentId: string): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND experiment_id = ${uuid(experimentId)}`;

/** Rows whose unit was last exposed before. */
export const exposedBefore = (workspaceId: string, cutoff: Date): Sql =>
  sql`workspace_id = ${uuid(workspaceId)} AND last_at < ${utc(cutoff)}`;
