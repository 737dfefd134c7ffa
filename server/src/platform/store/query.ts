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

/** A statement about one workspace, which its arguments name. */
interface OfWorkspace {
  readonly workspaceId: string;
}

/** What a definition says where its arguments name no workspace: in which part of them it stands, or why there is none. */
type Elsewhere<Args> = { readonly workspaceOf: (args: Args) => string } | { readonly acrossWorkspaces: string };

export type Query<Args, Row> = (clickhouse: ClickHouse, args: Args) => Promise<Row[]>;

/**
 * One named query to ClickHouse: bound parameters, capped time and memory, decoded rows. It is about the workspace that its arguments name:
 * ClickHouse shows it rows of no other (clickhouse/walls.ts), and one that leaves the workspace out fails when it is called.
 *
 * Errors  throws `StoreTimeout`, `StoreMemoryExceeded`, or a ZodError when a row is not what the query says.
 */
export function defineQuery<Args extends OfWorkspace, Row>(definition: QueryDefinition<Args, Row>): Query<Args, Row>;
export function defineQuery<Args, Row>(definition: QueryDefinition<Args, Row> & Elsewhere<Args>): Query<Args, Row>;
export function defineQuery<Args, Row>(definition: QueryDefinition<Args, Row> & Partial<Elsewhere<Args>>): Query<Args, Row> {
  const { name, timeoutMs, maxMemoryBytes, row, sql } = definition;
  const limits = maxMemoryBytes === undefined ? { timeoutMs } : { timeoutMs, maxMemoryBytes };
  return async (clickhouse, args) =>
    (await clickhouse.query(name, sql(args), { ...limits, ...reachOf(definition, args) })).map((value) => row.parse(value));
}

function reachOf<Args>(definition: object, args: Args): { readonly workspaceId?: string } {
  const { acrossWorkspaces, workspaceOf } = definition as { acrossWorkspaces?: string; workspaceOf?: (args: Args) => string };
  if (acrossWorkspaces !== undefined) return {};
  return { workspaceId: workspaceOf === undefined ? (args as OfWorkspace).workspaceId : workspaceOf(args) };
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
export function defineCommand<Args extends OfWorkspace>(definition: CommandDefinition<Args>): Command<Args>;
export function defineCommand<Args>(definition: CommandDefinition<Args> & Elsewhere<Args>): Command<Args>;
export function defineCommand<Args>(definition: CommandDefinition<Args> & Partial<Elsewhere<Args>>): Command<Args> {
  const { name, timeoutMs, sql } = definition;
  return (clickhouse, args) => clickhouse.command(name, sql(args), { timeoutMs, maxThreads: 1, ...reachOf(definition, args) });
}
