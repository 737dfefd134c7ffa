import { z } from 'zod';
import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQueue } from '../../../platform/store/queue.ts';

/** Small commits of properties. Rows that another server holds are waited for, so that the caller sees them. */
export const propertyLogQueue = defineQueue({
  name: 'userPropertyLog',
  table: 'user_property_log',
  row: z.object({ id: z.string(), lines: z.instanceof(Buffer) }),
  columns: 'id, lines',
  locked: 'wait',
  isDue: pg`(refused_at IS NULL OR refused_at < now() - interval '1 minute')`,
});

export const logProperties = definePgCommand({
  name: 'userPropertyLog.append',
  isPrepared: true,
  sql: ({ lines }: { lines: Buffer }, workspace) =>
    pg`INSERT INTO user_property_log (workspace_id, lines) VALUES (${workspace}, ${pg.bytes(lines)})`,
});

export const refuseProperties = definePgCommand({
  name: 'userPropertyLog.refused',
  acrossWorkspaces: 'Rows that were taken from the queue of all workspaces.',
  sql: ({ ids }: { ids: readonly string[] }) => pg`UPDATE user_property_log SET refused_at = now() WHERE id = ANY(${pg.int8s(ids)})`,
});
