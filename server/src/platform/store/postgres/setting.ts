import pg from 'pg';
import { currentScope, noWorkspace, type Scope } from '../scope.ts';

/** What a session was set to at last; null: not known. */
export interface SessionSetting {
  current: string | null;
}

/** A scope whose workspace is known. */
export interface Setting extends Scope {
  readonly workspace: string;
}

/** The session's setting for a scope, in one text. */
const keyOf = ({ workspace, actor }: Setting): string => `${workspace}\n${actor}`;

/** The workspace that a statement names; absent: that of the work around it. Null: it reads no table. */
export interface Scoped {
  readonly scope?: string | null;
}

/** They touch no row, so that they go with whatever the session is set to. */
const touchesNoRow = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

/**
 * The scope in which a statement runs, found where it is called: a pool may send it while it works for another caller. Null: any.
 *
 * `outside`: the workspace of work that has set none.
 */
export function scopeOfStatement(statement: unknown, outside: string = noWorkspace): Setting | null {
  const { text, scope } = typeof statement === 'string' ? { text: statement } : (statement as { text?: string } & Scoped);
  if (scope === null || (text !== undefined && touchesNoRow.test(text))) return null;
  const around = currentScope();
  return { workspace: scope ?? around?.workspace ?? outside, actor: around?.actor ?? '' };
}

/** Prepared at connect: `SET_SCOPE` is never parsed together with a statement, whose name the driver would take for its. */
export const SET_SCOPE = {
  name: 'ftl.scope',
  text: `SELECT set_config('ftl.workspace', $1, false), set_config('ftl.actor', $2, false)`,
};

/** What the driver's query does with its connection, which its types leave out. */
interface Connection {
  bind(config: object): void;
  execute(config: object): void;
}

interface DriverQuery extends pg.Submittable {
  text: string;
  callback?: (error: unknown, result?: unknown) => void;
  submit(connection: unknown): unknown;
  requiresPreparation(): boolean;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: { readonly text: string }, connection: Connection): void;
  handleError(error: unknown, connection: Connection): void;
}

const Driver = pg.Query as unknown as new (...args: readonly unknown[]) => DriverQuery;

/**
 * A statement that runs in its scope whatever its session did before: where the session is set otherwise, the setting is sent ahead of it in
 * the same message, so that it costs no round. PostgreSQL skips the statement when the setting fails.
 *
 * What a session is set to is looked at when it is the statement's turn, and is not known after anything that may have taken a setting back:
 * an error, or a rollback.
 */
export class ScopedQuery extends Driver {
  readonly #scope: Setting | null;
  readonly #session: SessionSetting;
  /** The answer to the setting is still to come. */
  #isSetting = false;

  constructor(scope: Setting | null, session: SessionSetting, args: readonly unknown[]) {
    super(...args);
    this.#scope = scope;
    this.#session = session;
  }

  override submit(connection: unknown): unknown {
    const scope = this.#scope;
    if (scope !== null && this.#session.current !== keyOf(scope)) {
      this.#isSetting = true;
      this.#session.current = null;
      // Without values it goes as a text, which may be several statements.
      if (!this.requiresPreparation()) this.text = `${settingText(scope)};${this.text}`;
    }
    return super.submit(connection);
  }

  override prepare(connection: Connection): void {
    if (this.#isSetting) {
      const { workspace, actor } = this.#scope as Setting;
      connection.bind({ portal: '', statement: SET_SCOPE.name, values: [workspace, actor], valueMapper: String });
      connection.execute({ portal: '', rows: 0 });
    }
    super.prepare(connection);
  }

  override handleRowDescription(message: unknown): void {
    if (!this.#isSetting) super.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    if (!this.#isSetting) super.handleDataRow(message);
  }

  override handleCommandComplete(message: { readonly text: string }, connection: Connection): void {
    if (this.#isSetting) {
      this.#isSetting = false;
      this.#session.current = keyOf(this.#scope as Setting);
      return;
    }
    // Also the answer to a COMMIT of a transaction that had failed.
    if (message.text === 'ROLLBACK') this.#session.current = null;
    super.handleCommandComplete(message, connection);
  }

  override handleError(error: unknown, connection: Connection): void {
    this.#session.current = null;
    super.handleError(error, connection);
  }
}

const settingText = ({ workspace, actor }: Setting): string =>
  `SELECT set_config('ftl.workspace', ${pg.escapeLiteral(workspace)}, false), set_config('ftl.actor', ${pg.escapeLiteral(actor)}, false)`;
