import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';

/** Baselines whose filters name one of these users. */
export const baselinesNaming = definePgQuery({
  name: 'drift.baselinesNaming',
  row: z.object({ id: z.string() }),
  sql: ({ userIds }: { userIds: readonly string[] }, workspace) => pg`
    SELECT id FROM drift_baselines
    WHERE workspace_id = ${workspace}
      AND (filter->'users' ?| ${pg.texts(userIds)} OR filter->'not'->'users' ?| ${pg.texts(userIds)})`,
});
