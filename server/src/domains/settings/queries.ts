import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { CheckedSettings } from './ingest.ts';
import { slaDimensions, targetMetrics, weekStarts } from './types.ts';

export const settingsOfWorkspace = definePgQuery({
  name: 'settings.read',
  isPrepared: true,
  row: z.object({
    slaThresholdMs: z.number(),
    slaRules: z.array(z.object({ dimension: z.enum(slaDimensions), value: z.string(), thresholdMs: z.number() })),
    targets: z.array(z.object({ metric: z.enum(targetMetrics), value: z.number() })),
    timeZone: z.string().nullable(),
    weekStart: z.enum(weekStarts),
    updatedAt: z.date(),
  }),
  sql: (_none: unknown, workspace) => pg`
    SELECT sla_threshold_ms AS "slaThresholdMs", sla_rules AS "slaRules", targets, time_zone AS "timeZone", week_start AS "weekStart",
           updated_at AS "updatedAt"
    FROM workspace_settings WHERE workspace_id = ${workspace}`,
});

export const writeSettings = definePgCommand({
  name: 'settings.write',
  sql: ({ slaThresholdMs, slaRules, targets, timeZone, weekStart }: CheckedSettings, workspace) => pg`
    INSERT INTO workspace_settings (workspace_id, sla_threshold_ms, sla_rules, targets, time_zone, week_start)
    VALUES (${workspace}, ${pg.int4(slaThresholdMs)}, ${pg.json(slaRules)}, ${pg.json(targets)},
            ${pg.text(timeZone)}, ${pg.enumerated('WeekStart', weekStart)})
    ON CONFLICT (workspace_id) DO UPDATE
    SET sla_threshold_ms = excluded.sla_threshold_ms, sla_rules = excluded.sla_rules, targets = excluded.targets,
        time_zone = excluded.time_zone, week_start = excluded.week_start, updated_at = now()`,
});

export const removeSettings = definePgCommand({
  name: 'settings.remove',
  sql: (_none: unknown, workspace) => pg`DELETE FROM workspace_settings WHERE workspace_id = ${workspace}`,
});
