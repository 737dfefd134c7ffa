import { z } from 'zod';
import { definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { trainingMethods, type TrainingMethod } from '../models/types.ts';
import type { Range } from './pure/interval.ts';

/** What the workspace's model registry says of a model. */
export interface RegisteredModel {
  readonly name: string;
  readonly provider: string | null;
  readonly trainingMethod: TrainingMethod | null;
}

export const modelsOf = definePgQuery({
  name: 'analytics.models',
  isPrepared: true,
  row: z.object({ name: z.string(), provider: z.string().nullable(), trainingMethod: z.enum(trainingMethods).nullable() }),
  sql: (_none: unknown, workspace) =>
    pg`SELECT name, provider, training_method AS "trainingMethod" FROM models WHERE workspace_id = ${workspace}`,
});

export const dirtyHoursIn = definePgQuery({
  name: 'analytics.dirtyHours',
  isPrepared: true,
  row: z.object({ hour: z.date() }),
  sql: ({ range: { from, to } }: { range: Range }, workspace) => pg`
    SELECT DISTINCT hour FROM rollup_dirty_hours WHERE workspace_id = ${workspace} AND hour > ${pg.at(from)} - interval '1 hour' AND hour < ${pg.at(to)}`,
});
