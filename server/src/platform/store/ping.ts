import { z } from 'zod';
import { definePgCommand } from './pg-query.ts';
import { pg } from './pg-sql.ts';
import { defineQuery } from './query.ts';
import { sql } from './sql.ts';

/** How long ClickHouse may take to say that it is there. */
export const pingTimeoutMs = 2_000;

export const pingPostgres = definePgCommand({ name: 'health.ping', acrossWorkspaces: 'Reads no table.', sql: () => pg`SELECT 1` });

export const pingClickHouse = defineQuery({
  name: 'health.ping',
  timeoutMs: pingTimeoutMs,
  row: z.object({ one: z.number() }),
  sql: (_none: Record<string, never>) => sql`SELECT 1 AS one`,
});
