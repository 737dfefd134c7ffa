import type { z } from 'zod';
import type { ClickHouse } from './clickhouse/client.ts';
import type { Sql } from './sql.ts';

export interface QueryDefinition<Args, Row> {
  /** `domain.subject`: the log comment and the metric's label. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly maxMemoryBytes?: number;
  /** Reads one row; decoded beside the SQL that makes it. */
  readonly row: z.ZodType<Row>;
  readonly sql: (args: Args) => Sql;
}

export type Query<Args, Row> = (clickhouse: ClickHouse, args: Args) => Promise<Row[]>;

/**
 * One named query to ClickHouse: bound parameters, capped time and memory, decoded rows.
 *
 * Errors  throws `StoreTimeout`, `StoreMemoryExceeded`, or a ZodError when a row is not what the query says.
 */
export function defineQuery<Args, Row>(definition: QueryDefinition<Args, Row>): Query<Args, Row> {
  const { name, timeoutMs, maxMemoryBytes, row, sql } = definition;
  const limits = maxMemoryBytes === undefined ? { timeoutMs } : { timeoutMs, maxMemoryBytes };
  return async (clickhouse, args) => (await clickhouse.query(name, sql(args), limits)).map((value) => row.parse(value));
}

export interface CommandDefinition<Args> {
  /** `domain.work`: the log comment and the metric's label. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly sql: (args: Args) => Sql;
}

export type Command<Args> = (clickhouse: ClickHouse, args: Args) => Promise<void>;

/**
 * One named statement that has ClickHouse write rows computed from its own rows: bound parameters, capped time, one thread, since what a
 * person asks for goes first. Rows that the server has are written by their table (`defineTable`); deletions are in
 * clickhouse/mutations.ts.
 *
 * Errors  throws `StoreTimeout` or `StoreMemoryExceeded`.
 */
export function defineCommand<Args>({ name, timeoutMs, sql }: CommandDefinition<Args>): Command<Args> {
  return (clickhouse, args) => clickhouse.command(name, sql(args), { timeoutMs, maxThreads: 1 });
}
