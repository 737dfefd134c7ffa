import { z } from 'zod';
import type { ClickHouse } from './clickhouse/client.ts';
import { deleteRows } from './clickhouse/mutations.ts';
import { definePgCommand, definePgQuery } from './pg-query.ts';
import { pg } from './pg-sql.ts';
import type { Postgres } from './postgres/postgres.ts';
import { defineQuery } from './query.ts';
import { raw, sql, uuid } from './sql.ts';
import type { Stores } from './stores.ts';

/** Tables of PostgreSQL with rows of workspaces, by the catalog: a table that is new is among them. */
const tablesOfPostgres = definePgQuery({
  name: 'workspaces.tables',
  acrossWorkspaces: 'Reads the catalog.',
  row: z.object({ name: z.string().regex(/^[a-z_]+$/) }),
  sql: (_none: unknown) => pg`
    SELECT c.table_name AS name FROM information_schema.columns AS c
    JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
    WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND t.table_type = 'BASE TABLE' ORDER BY 1`,
});

/** The same of ClickHouse. */
const tablesOfClickHouse = defineQuery({
  name: 'workspaces.tables',
  acrossWorkspaces: 'Asks which tables there are.',
  timeoutMs: 20_000,
  row: z.object({ name: z.string().regex(/^[a-z_0-9]+$/) }),
  sql: (_none: unknown) => sql`
    SELECT c.table AS name FROM system.columns AS c
    INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
    WHERE c.database = currentDatabase() AND c.name = 'workspace_id' AND t.engine LIKE '%MergeTree' ORDER BY name`,
});

const rowsAtOnce = 5_000;

const eraseRows = definePgCommand({
  name: 'workspaces.erase',
  sql: ({ table }: { table: string }, workspace) => pg`
    DELETE FROM ${pg.raw(table)}
    WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${pg.raw(table)} WHERE workspace_id = ${workspace} LIMIT ${pg.int4(rowsAtOnce)}))`,
});

const foreignKeyViolation = '23503';

/**
 * Deletes every row of a workspace from PostgreSQL, a few thousand in a transaction, except from the tables named. Rows that others refer to
 * go after those. Cut off, it is done again.
 *
 * Errors  throws where rows refer to each other in a circle.
 */
export async function eraseFromPostgres(postgres: Postgres, workspaceId: string, except: readonly string[]): Promise<void> {
  let waiting = (await tablesOfPostgres(postgres)).map(({ name }) => name).filter((name) => !except.includes(name));
  while (waiting.length > 0) {
    const held: { table: string; error: unknown }[] = [];
    for (const table of waiting) {
      try {
        while ((await eraseRows(postgres, { workspaceId, table })) > 0);
      } catch (error) {
        if ((error as { code?: string }).code !== foreignKeyViolation) throw error;
        held.push({ table, error });
      }
    }
    if (held.length === waiting.length) throw held[0]?.error;
    waiting = held.map(({ table }) => table);
  }
}

/** Takes every row of a workspace off ClickHouse's disk. */
export async function eraseFromClickHouse(clickhouse: ClickHouse, workspaceId: string): Promise<void> {
  for (const { name } of await tablesOfClickHouse(clickhouse, {}))
    await deleteRows(clickhouse, { table: name, workspaceId }, sql`workspace_id = ${uuid(workspaceId)}`);
}

const countInPostgres = definePgQuery({
  name: 'workspaces.rows',
  row: z.object({ count: z.number() }),
  sql: ({ table }: { table: string }, workspace) =>
    pg`SELECT count(*)::int4 AS count FROM ${pg.raw(table)} WHERE workspace_id = ${workspace}`,
});
const countInClickHouse = defineQuery({
  name: 'workspaces.rows',
  timeoutMs: 60_000,
  row: z.object({ count: z.coerce.number() }),
  sql: ({ workspaceId, table }: { workspaceId: string; table: string }) =>
    sql`SELECT count() AS count FROM ${raw(table)} WHERE workspace_id = ${uuid(workspaceId)}`,
});

/** How many rows of a workspace each table of both stores has; tables without any are left out. */
export async function rowsOfWorkspace({ postgres, clickhouse }: Stores, workspaceId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await tablesOfPostgres(postgres)) {
    const [{ count } = { count: 0 }] = await countInPostgres(postgres, { workspaceId, table: name });
    if (count > 0) counts[`postgres.${name}`] = count;
  }
  for (const { name } of await tablesOfClickHouse(clickhouse, {})) {
    const [{ count } = { count: 0 }] = await countInClickHouse(clickhouse, { workspaceId, table: name });
    if (count > 0) counts[`clickhouse.${name}`] = count;
  }
  return counts;
}
