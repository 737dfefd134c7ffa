import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, sql, strings, uuid } from '../../../platform/store/sql.ts';

const moment = z.string().transform((ms) => new Date(Number(ms)));

interface Units {
  readonly workspaceId: string;
  readonly unitIds: readonly string[];
}

/** Exposures of units: a row by experiment, phase, unit and variant, however often it was sent. */
export const exposuresOfUnits = defineQuery({
  name: 'experiments.exposuresOfUnits',
  timeoutMs: 20_000,
  row: z.object({
    experimentId: z.string(),
    phase: z.coerce.number(),
    unitId: z.string(),
    variant: z.string(),
    firstAt: moment,
    lastAt: moment,
  }),
  sql: ({ workspaceId, unitIds }: Units) => sql`
    SELECT toString(x.experiment_id) AS experimentId, x.phase AS phase, x.unit_id AS unitId, toString(x.variant) AS variant,
      toString(toUnixTimestamp64Milli(min(x.first_at))) AS firstAt, toString(toUnixTimestamp64Milli(max(x.last_at))) AS lastAt
    FROM exposures AS x WHERE x.workspace_id = ${uuid(workspaceId)} AND x.unit_id IN ${strings(unitIds)}
    GROUP BY x.experiment_id, x.phase, x.unit_id, x.variant ORDER BY experimentId, phase, unitId, variant`,
});

/** Variants that messages of a user name, with how many answers do. */
export const variantsNamed = defineQuery({
  name: 'experiments.variantsNamed',
  timeoutMs: 20_000,
  row: z.object({ key: z.string(), variant: z.string(), answerCount: z.coerce.number(), firstAt: moment, lastAt: moment }),
  sql: ({ workspaceId, unitIds, limit }: Units & { readonly limit: number }) => sql`
    SELECT toString(m.experiment_name) AS key, toString(m.variant) AS variant, countIf(m.role = 'ASSISTANT') AS answerCount,
      toString(toUnixTimestamp64Milli(min(m.created_at))) AS firstAt, toString(toUnixTimestamp64Milli(max(m.created_at))) AS lastAt
    FROM message_facts AS m FINAL
    WHERE m.workspace_id = ${uuid(workspaceId)} AND m.user_external_id IN ${strings(unitIds)} AND m.experiment_name != '' AND m.variant != ''
    GROUP BY m.experiment_name, m.variant ORDER BY max(m.created_at) DESC LIMIT ${int(limit)}`,
});
