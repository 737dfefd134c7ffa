import { z } from 'zod';
import { definePgCommand } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { sql } from '../../platform/store/sql.ts';

/** How long a store may take to say that it is there. */
export const patienceMs = 2_000;

export const pingPostgres = definePgCommand({ name: 'health.ping', acrossWorkspaces: 'Reads no table.', sql: () => pg`SELECT 1` });

export const pingClickHouse = defineQuery({ name: 'health.ping', timeoutMs: patienceMs, row: z.object({ one: z.number() }), sql: (_none: Record<string, never>) => sql`SELECT 1 AS one` });
