import { z } from 'zod';
import { definePgCommand } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineQueue } from '../../../platform/store/queue.ts';

/** Small commits of points. Rows that another server holds are waited for, so that the caller sees them. */
export const pointLogQueue = defineQueue({
  name: 'pointLog',
  table: 'point_log',
  row: z.object({ id: z.string(), lines: z.instanceof(Buffer) }),
  columns: 'id, lines',
  locked: 'wait',
  isDue: pg`(refused_at IS NULL OR refused_at < now() - interval '1 minute')`,
});

export const logLines = definePgCommand({
  name: 'pointLog.append',
  isPrepared: true,
  sql: ({ lines }: { lines: Buffer }, workspace) =>
    pg`INSERT INTO point_log (workspace_id, lines) VALUES (${workspace}, ${pg.bytes(lines)})`,
});

export const refusePoints = definePgCommand({
  name: 'pointLog.refused',
  acrossWorkspaces: 'Rows that were taken from the queue of all workspaces.',
  sql: ({ ids }: { ids: readonly string[] }) => pg`UPDATE point_log SET refused_at = now() WHERE id = ANY(${pg.int8s(ids)})`,
});
