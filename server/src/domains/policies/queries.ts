import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { maskingKinds, maskingModes } from './types.ts';

export const policyOfWorkspace = definePgQuery({
  name: 'policies.read',
  isPrepared: true,
  row: z.object({
    maskingMode: z.enum(maskingModes),
    maskingKinds: z.array(z.enum(maskingKinds)),
    maskingSecret: z.instanceof(Uint8Array),
    traceRetentionDays: z.number().nullable(),
    messageRetentionDays: z.number().nullable(),
    traceSampleShare: z.number(),
    updatedAt: z.date(),
  }),
  sql: (_none: unknown, workspace) => pg`
    SELECT masking_mode AS "maskingMode", masking_kinds AS "maskingKinds", masking_secret AS "maskingSecret", trace_retention_days AS "traceRetentionDays",
           message_retention_days AS "messageRetentionDays", trace_sample_share AS "traceSampleShare", updated_at AS "updatedAt"
    FROM data_policies WHERE workspace_id = ${workspace}`,
});

const workspaces = { row: z.object({ workspaceId: z.string() }), acrossWorkspaces: 'Asks in which workspaces a sweep has work.' };

export const workspacesWithRetention = definePgQuery({
  name: 'policies.withRetention',
  ...workspaces,
  sql: () => pg`SELECT workspace_id AS "workspaceId" FROM data_policies WHERE message_retention_days IS NOT NULL ORDER BY workspace_id`,
});

export const workspacesWithSampling = definePgQuery({
  name: 'policies.withSampling',
  ...workspaces,
  sql: () => pg`SELECT workspace_id AS "workspaceId" FROM data_policies WHERE trace_sample_share < 1 ORDER BY workspace_id`,
});

/** `from`: up to when a run has looked. */
export const samplingOfWorkspace = definePgQuery({
  name: 'sampling.policy',
  row: z.object({ share: z.number(), from: z.date() }),
  sql: (_none: unknown, workspace) => pg`
    SELECT trace_sample_share AS share, COALESCE(trace_sampled_until, updated_at) AS from FROM data_policies WHERE workspace_id = ${workspace}`,
});

/** Not where the share was changed meanwhile from all to less: that one counts from its own time on. */
export const advanceSampling = definePgCommand({
  name: 'sampling.advance',
  sql: ({ until }: { until: Date }, workspace) => {
    const at = pg.at(until);
    return pg`UPDATE data_policies SET trace_sampled_until = ${at} WHERE workspace_id = ${workspace} AND (trace_sampled_until IS NULL OR trace_sampled_until < ${at})`;
  },
});
