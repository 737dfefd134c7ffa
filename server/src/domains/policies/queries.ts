import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
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
