import { z } from 'zod';
import { definePgCommand, readsNoTable } from './pg-query.ts';
import { pg } from './pg-sql.ts';
import { defineQuery } from './query.ts';
import { sql, uint } from './sql.ts';

/** How long a store may take to answer a ping. */
export const pingTimeoutMs = 2_000;

export const pingPostgres = definePgCommand({ name: 'health.ping', acrossWorkspaces: readsNoTable, sql: () => pg`SELECT 1` });

export const pingClickHouse = defineQuery({
  name: 'health.ping',
  acrossWorkspaces: readsNoTable,
  timeoutMs: pingTimeoutMs,
  row: z.object({ one: z.number() }),
  sql: (_none: Record<string, never>) => sql`SELECT 1 AS one`,
});

/** A query may take 20 s (deadline.ts), and others wait for it. */
export const longestQueryMs = 30_000;

/** A query as all others are, with a parameter: it is answered only where they are. */
export const probeClickHouse = defineQuery({
  name: 'health.probe',
  acrossWorkspaces: readsNoTable,
  timeoutMs: longestQueryMs,
  row: z.object({ one: z.coerce.number() }),
  sql: ({ one }: { one: number }) => sql`SELECT ${uint(one)} AS one`,
});
