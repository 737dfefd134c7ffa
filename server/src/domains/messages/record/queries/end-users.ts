import { z } from 'zod';
import { definePgQuery } from '../../../../platform/store/pg-query.ts';
import { pg } from '../../../../platform/store/pg-sql.ts';

const Identified = z.object({ id: z.string(), externalId: z.string() });
export type StoredEndUser = z.infer<typeof Identified>;

export const storedEndUsers = definePgQuery({
  name: 'endUsers.stored',
  row: Identified,
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    SELECT id::text AS id, external_id AS "externalId" FROM end_users WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`,
});

/** Those that another transaction has stored meanwhile are left out. */
export const storeEndUsers = definePgQuery({
  name: 'endUsers.store',
  row: Identified,
  sql: ({ externalIds }: { externalIds: readonly string[] }, workspace) => pg`
    INSERT INTO end_users (workspace_id, external_id)
    SELECT ${workspace}, external_id FROM unnest(${pg.texts(externalIds)}) AS sent (external_id) ORDER BY external_id COLLATE "C"
    ON CONFLICT (workspace_id, external_id) DO NOTHING RETURNING id::text AS id, external_id AS "externalId"`,
});
