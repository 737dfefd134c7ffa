import type { z } from 'zod';
import { RowReader } from './pg-row.ts';
import { pg, renderPg, type PgParam, type PgSql } from './pg-sql.ts';
import type { Statement, StatementAnswer, Statements } from './postgres/postgres.ts';
import { everyWorkspace, scopeOf } from './scope.ts';

/** The reason of a statement that no wall concerns: it goes with whatever its session is set to. */
export const readsNoTable = 'Reads no table.';

interface Named {
  /** `domain.statement`: the comment in the statement, its name in errors, and the metric's label. */
  readonly name: string;
  /**
   * Each session plans it once, for whatever values come later. Absent: it is planned with its values each time, as bulk statements need: a
   * plan that was made while the tables were small stays, and planning costs little beside a batch.
   */
  readonly isPrepared?: boolean;
}

/** A statement about one workspace. `workspace` is its id as a parameter; a statement that leaves it out fails when it is called. */
interface OfWorkspace<Args> extends Named {
  readonly acrossWorkspaces?: undefined;
  readonly sql: (args: Args, workspace: PgParam) => PgSql;
}

interface AcrossWorkspaces<Args> extends Named {
  /** Why it names no workspace: a queue, a sweep, a row by which the workspace is found. */
  readonly acrossWorkspaces: string;
  readonly sql: (args: Args) => PgSql;
}

interface WithRows<Row> {
  /** Reads one row, by the names of its columns; decoded beside the SQL that makes it. A `RowReader` where rows come by the thousand. */
  readonly row: RowDecoder<Row>;
}

export type RowDecoder<Row> = z.ZodType<Row> | RowReader<Row>;

type Ask<Args, Answer> = (statements: Statements, ...args: unknown extends Args ? [] : [args: Args]) => Promise<Answer>;
type InWorkspace<Args> = Args & { readonly workspaceId: string };

/** Asks for rows. */
export type PgQuery<Args, Row> = Ask<Args, Row[]>;
/** Changes rows, locks them or looks whether there are any; returns how many. */
export type PgCommand<Args> = Ask<Args, number>;

/**
 * One named query to PostgreSQL: bound parameters, the workspace in its type, decoded rows. It runs in whatever takes statements: a session
 * of its own (`stores.postgres`), a transaction, or the session of a lock.
 *
 * Errors  throws `StoreUnavailable`; a ZodError (a RowReader: an Error) when a row is not what the definition says; else the driver's error
 *         with PostgreSQL's `code`, its message headed by the name.
 */
export function definePgQuery<Args, Row>(definition: AcrossWorkspaces<Args> & WithRows<Row>): PgQuery<Args, Row>;
export function definePgQuery<Args, Row>(definition: OfWorkspace<Args> & WithRows<Row>): PgQuery<InWorkspace<Args>, Row>;
export function definePgQuery<Args, Row>(
  definition: (AcrossWorkspaces<Args> | OfWorkspace<Args>) & WithRows<Row>,
): (statements: Statements, args?: Args) => Promise<Row[]> {
  const { row } = definition;
  if (!(row instanceof RowReader)) {
    const send = sender(definition);
    return async (statements, args) => (await send(statements, args as Args)).rows.map((value) => row.parse(value));
  }
  const send = sender(definition, 'array');
  return async (statements, args) => {
    const { rows, fields } = await send(statements, args as Args);
    if (rows.length === 0) return [];
    const read = row.forColumns(fields.map(({ name }) => name));
    return rows.map((values) => read(values as unknown[]));
  };
}

/** The same for a statement without rows: it returns how many it changed or found. */
export function definePgCommand<Args>(definition: AcrossWorkspaces<Args>): PgCommand<Args>;
export function definePgCommand<Args>(definition: OfWorkspace<Args>): PgCommand<InWorkspace<Args>>;
export function definePgCommand<Args>(
  definition: AcrossWorkspaces<Args> | OfWorkspace<Args>,
): (statements: Statements, args?: Args) => Promise<number> {
  const send = sender(definition);
  return async (statements, args) => (await send(statements, args as Args)).rowCount ?? 0;
}

function sender<Args>(
  definition: AcrossWorkspaces<Args> | OfWorkspace<Args>,
  rowMode?: 'array',
): (statements: Statements, args: Args) => Promise<StatementAnswer<unknown>> {
  const { name, isPrepared = false } = definition;
  return async (statements, args) => {
    const { text, params } = rendered(definition, args);
    const statement: Statement = {
      label: name,
      text: `/* ${name} */ ${text}`,
      values: params.map(({ value }) => value),
      scope: scopeOfDefinition(definition, args),
      ...(isPrepared && { name }),
      ...(rowMode && { rowMode }),
    };
    try {
      return await statements.query(statement);
    } catch (error) {
      if (error instanceof Error && 'severity' in error) error.message = `${name}: ${error.message}`;
      throw error;
    }
  };
}

/** What the statement may see: its workspace, or all. */
function scopeOfDefinition<Args>(definition: AcrossWorkspaces<Args> | OfWorkspace<Args>, args: Args): string | null {
  if (definition.acrossWorkspaces === undefined) return scopeOf((args as InWorkspace<Args>).workspaceId);
  return definition.acrossWorkspaces === readsNoTable ? null : everyWorkspace;
}

function rendered<Args>(definition: AcrossWorkspaces<Args> | OfWorkspace<Args>, args: Args): ReturnType<typeof renderPg> {
  if (definition.acrossWorkspaces !== undefined) return renderPg(definition.sql(args));
  const workspace = pg.uuid((args as InWorkspace<Args>).workspaceId);
  const answer = renderPg(definition.sql(args, workspace));
  if (!answer.params.includes(workspace)) throw new Error(`${definition.name} names no workspace.`);
  return answer;
}
