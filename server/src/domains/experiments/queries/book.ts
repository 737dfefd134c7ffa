import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { experimentKinds, experimentStates, experimentUnits, flagValueTypes, type Json, type Targeting, type Variant } from '../types.ts';

const json = <Value>() => z.custom<Value>(() => true);

const BookRow = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.enum(experimentKinds),
  unit: z.enum(experimentUnits),
  state: z.enum(experimentStates),
  isEnabled: z.boolean(),
  valueType: z.enum(flagValueTypes),
  defaultValue: json<Json>(),
  variants: json<readonly Variant[]>(),
  allocation: z.number(),
  targeting: json<Targeting>(),
  layer: z.string().nullable(),
  layerStart: z.number().nullable(),
  layerEnd: z.number().nullable(),
  phase: z.number(),
  seed: z.string(),
  shippedVariant: z.string().nullable(),
  updatedAt: z.date(),
  phases: json<
    readonly {
      readonly number: number;
      readonly startedAt: string;
      readonly endedAt: string | null;
      readonly variants: readonly string[];
    }[]
  >(),
  overrides: json<Readonly<Record<string, string>>>(),
});
export type BookRow = Readonly<z.infer<typeof BookRow>>;

/** Everything that assignments and exposures of a workspace need, in one statement. Archived experiments are served to no caller. */
export const bookRows = definePgQuery({
  name: 'experiments.book',
  isPrepared: true,
  row: BookRow,
  sql: (_none: unknown, workspace) => pg`
    SELECT e.id, e.key, e.kind, e.unit, e.state, e.is_enabled AS "isEnabled", e.value_type AS "valueType", e.default_value AS "defaultValue",
      e.variants, e.allocation, e.targeting, e.layer, e.layer_start AS "layerStart", e.layer_end AS "layerEnd", e.phase, e.seed,
      e.shipped_variant AS "shippedVariant", e.updated_at AS "updatedAt",
      coalesce((SELECT jsonb_agg(jsonb_build_object('number', p.number, 'startedAt', p.started_at, 'endedAt', p.ended_at,
          'variants', jsonb_path_query_array(p.variants, '$[*].key')) ORDER BY p.number)
        FROM experiment_phases AS p WHERE p.workspace_id = e.workspace_id AND p.experiment_id = e.id), '[]') AS phases,
      coalesce((SELECT jsonb_object_agg(o.unit_id, o.variant)
        FROM experiment_overrides AS o WHERE o.workspace_id = e.workspace_id AND o.experiment_id = e.id), '{}') AS overrides
    FROM experiments AS e WHERE e.workspace_id = ${workspace} AND e.state <> 'ARCHIVED' ORDER BY e.key`,
});

/** Running experiments with a ramp, in every workspace. */
export const rampedExperiments = definePgQuery({
  name: 'experiments.ramped',
  acrossWorkspaces: 'A schedule looks at all of them.',
  row: z.object({
    id: z.string(),
    key: z.string(),
    workspaceId: z.string(),
    allocation: z.number(),
    ramp: json<readonly { readonly share: number; readonly afterMinutes: number }[]>(),
    startedAt: z.date(),
  }),
  sql: () => pg`
    SELECT id, key, workspace_id AS "workspaceId", allocation, ramp, started_at AS "startedAt" FROM experiments
    WHERE state = 'RUNNING' AND started_at IS NOT NULL AND ramp <> '[]'`,
});

/** Experiments whose counts are kept young, in every workspace. */
export const countableExperiments = definePgQuery({
  name: 'experiments.countable',
  acrossWorkspaces: 'A schedule looks at all of them.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: ({ withStopped }: { withStopped: boolean }) => pg`
    SELECT id, workspace_id AS "workspaceId" FROM experiments
    WHERE kind = 'EXPERIMENT' AND metrics <> '[]'
      AND (state IN ('RUNNING', 'PAUSED') OR (state = 'STOPPED' AND ${pg.bool(withStopped)})) ORDER BY id`,
});

/** Running experiments that have a guardrail, in every workspace. */
export const guardedExperiments = definePgQuery({
  name: 'experiments.guarded',
  acrossWorkspaces: 'A schedule looks at all of them.',
  row: z.object({ id: z.string(), workspaceId: z.string() }),
  sql: () => pg`
    SELECT id, workspace_id AS "workspaceId" FROM experiments
    WHERE state = 'RUNNING' AND is_enabled AND kind = 'EXPERIMENT' AND metrics @> '[{"role":"GUARDRAIL"}]' ORDER BY id`,
});
