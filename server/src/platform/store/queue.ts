import { definePgCommand, definePgQuery, type RowDecoder } from './pg-query.ts';
import { pg, type PgSql } from './pg-sql.ts';
import type { PgSession, Postgres, Statements } from './postgres/postgres.ts';

export interface QueueDefinition<Row extends { readonly id: string }> {
  /** The name of its statements: `<name>.any`, `<name>.take`, `<name>.done`. */
  readonly name: string;
  readonly table: string;
  /** Reads one row, of these columns. `id` is its place in the queue, as text. */
  readonly row: RowDecoder<Row>;
  readonly columns: string;
  /** Rows that another server has in hand are left to it (`pass`), or waited for (`wait`), where nothing may be missing on return. */
  readonly locked: 'pass' | 'wait';
  /** Holds for rows that are to be taken now; absent: all. */
  readonly isDue?: PgSql;
}

/** What became of the rows that were taken. */
export interface QueueWork<Row, Value> {
  /** Leave the queue with the commit. The others stay, and are taken again. */
  readonly done: readonly Row[];
  readonly value: Value;
}

export interface Queue<Row> {
  /** One statement in place of a transaction, for a server at rest. */
  hasAny(statements: Statements): Promise<boolean>;
  /**
   * Locks the oldest rows, at most `limit`, gives them to `work`, deletes those that are done, commits. Null: there was none.
   *
   * Cut off anywhere, nothing leaves the queue and the rows are taken again: `work` is to be harmless when it is done twice.
   */
  take<Value>(
    postgres: Postgres,
    limit: number,
    work: (session: PgSession, rows: readonly Row[]) => Promise<QueueWork<Row, Value>>,
  ): Promise<{ readonly takenCount: number; readonly value: Value } | null>;
}

/** Rows of a table of PostgreSQL that wait for work, which any number of servers may do side by side. */
export function defineQueue<Row extends { readonly id: string }>({
  name,
  table,
  row,
  columns,
  locked,
  isDue = pg`true`,
}: QueueDefinition<Row>): Queue<Row> {
  const acrossWorkspaces = 'The work of all workspaces waits in one queue.';
  const from = pg.raw(table);
  const anyRow = definePgCommand({
    name: `${name}.any`,
    isPrepared: true,
    acrossWorkspaces,
    // In the order in which rows are taken, so that what was deleted is passed over once.
    sql: () => pg`SELECT FROM ${from} ORDER BY id LIMIT 1`,
  });
  const oldest = definePgQuery({
    name: `${name}.take`,
    isPrepared: true,
    acrossWorkspaces,
    row,
    sql: ({ limit }: { limit: number }) => pg`
      SELECT ${pg.raw(columns)} FROM ${from} WHERE ${isDue} ORDER BY id LIMIT ${pg.int8(limit)} FOR UPDATE ${pg.raw(locked === 'pass' ? 'SKIP LOCKED' : '')}`,
  });
  const remove = definePgCommand({
    name: `${name}.done`,
    acrossWorkspaces,
    sql: ({ ids }: { ids: readonly string[] }) => pg`DELETE FROM ${from} WHERE id = ANY(${pg.int8s(ids)})`,
  });
  return {
    hasAny: async (statements) => (await anyRow(statements)) > 0,
    take: (postgres, limit, work) =>
      postgres.transaction(async (session) => {
        const rows = await oldest(session, { limit });
        if (rows.length === 0) return null;
        const { done, value } = await work(session, rows);
        if (done.length > 0) await remove(session, { ids: done.map(({ id }) => id) });
        return { takenCount: rows.length, value };
      }),
  };
}
