import type { Socket } from 'node:net';
import pg from 'pg';
import type { Availability } from '../availability.ts';
import { noWorkspace } from '../scope.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { isLostConnection, isPastLimit, isStorageFailure } from './failures.ts';
import { ordinaryPatience, saysAnything, Vigil, type Patience } from './patience.ts';
import { APP_ROLE } from './role.ts';
import { scopeOfStatement, ScopedQuery, SET_SCOPE, type SessionSetting, type Setting } from './setting.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly availability: Availability;
  /** Called with each statement that is sent, Prisma's too: its label or name, else its text. */
  readonly onStatement: (statement: string) => void;
  /** Called when PostgreSQL could not read or write its files. */
  readonly onStorageFailure?: (error: unknown) => void;
  readonly patience?: Patience;
  /** The workspace of statements that name none in work that has set none (scope.ts). */
  readonly outside?: string;
}

/**
 * Of a session: its limit, unless the server's administrator has set one, and the role that passes no wall (walls.ts), unless its user passes
 * none either.
 */
const beginSession = `
  SELECT CASE WHEN current_setting('statement_timeout') = '0' THEN set_config('statement_timeout', $1, false) END,
    CASE WHEN (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN set_config('role', $2, false) END`;
const POOL_SIZE = 16;
/** For a connection to be made, or to become free. */
const CONNECT_PATIENCE_MS = 15_000;

/**
 * Connections to PostgreSQL, for the door (postgres.ts) and for Prisma. Values come as the driver's own types, with 64-bit
 * integers as text.
 *
 * Errors  `StoreUnavailable`: what a lost connection makes the driver throw, in its many forms; a statement that is not waited for any
 *         more (patience.ts); PostgreSQL that could not read or write its files.
 */
export function openConnections({
  url,
  availability,
  onStatement,
  onStorageFailure = () => {},
  patience = ordinaryPatience,
  outside,
}: ConnectionOptions): pg.Pool {
  const answered = (): void => availability.answered();
  const unavailable =
    (isUndone: boolean) =>
    (error: unknown): unknown => {
      if (isStorageFailure(error)) onStorageFailure(error);
      else if (isLostConnection(error) || isPastLimit(error)) {
        if (!pool.ending) availability.lost(error);
      } else return error;
      return new StoreUnavailable('PostgreSQL', { cause: error, isUndone });
    };
  const { host, port } = new pg.Client(url);
  const vigil = new Vigil(patience, () => saysAnything(host, port, patience.probeMs));

  class Connection extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      // A lost connection fails the statement under way and the next; an unheard error event would end the process. The pool hears
      // it only while the connection is idle.
      this.on('error', () => {});
      const giveUp = (): void => void (this as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
      const query = this.query.bind(this);
      const session: SessionSetting = { current: null };
      this.send = watched((...args) => sendScoped(query, session, args), {
        translate: unavailable(false),
        onSuccess: answered,
        begin: () => vigil.begin(giveUp),
      });
      this.query = ((...args: unknown[]) => {
        onStatement(nameOf(args[0]));
        return this.send(scoped(args[0], outside), ...args.slice(1));
      }) as typeof this.query;
    }

    /** Without observers of statements. */
    readonly send: AnyCall;
  }

  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'fine-tune-lab',
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    keepAlive: true,
    onConnect: async (client) => {
      const { send } = client as Connection;
      await send({ text: beginSession, values: [String(patience.limitMs), APP_ROLE], setting: null });
      await send({ ...SET_SCOPE, values: [noWorkspace, ''], setting: null });
    },
    Client: Connection as unknown as new () => pg.Client,
  });
  pool.on('error', () => {}); // of an idle connection: it is replaced at the next use
  pool.on('connect', () => {}); // the library that runs jobs looks for a listener, by which others hear a lost connection; `Connection` hears it
  pool.connect = watched(pool.connect.bind(pool) as AnyCall, { translate: unavailable(true) }) as typeof pool.connect;
  const query = watched(pool.query.bind(pool) as AnyCall, { translate: unavailable(false) });
  pool.query = ((...args: unknown[]) => query(scoped(args[0], outside), ...args.slice(1))) as typeof pool.query;
  return pool;
}

/** A statement with the scope in which it was called; null: any. */
interface Scoped {
  readonly text: string;
  readonly setting: Setting | null;
}

function scoped(statement: unknown, outside: string | undefined): Scoped {
  if (typeof statement === 'string') return { text: statement, setting: scopeOfStatement(statement, outside) };
  return 'setting' in (statement as object)
    ? (statement as Scoped)
    : { ...(statement as Scoped), setting: scopeOfStatement(statement, outside) };
}

/** Gives a promise where the caller gave no callback, as the driver does with what is no query of its own. */
function sendScoped(query: (query: pg.Submittable) => unknown, session: SessionSetting, args: readonly unknown[]): unknown {
  const sent = new ScopedQuery((args[0] as Scoped).setting, session, args);
  if (sent.callback !== undefined) return query(sent);
  return new Promise((resolve, reject) => {
    sent.callback = (error, result) => (error ? reject(error) : resolve(result));
    query(sent);
  }).catch((error: Error) => {
    Error.captureStackTrace(error); // leads to the caller, not to the socket
    throw error;
  });
}

type AnyCall = (...args: unknown[]) => unknown;

interface Watch {
  readonly translate: (error: unknown) => unknown;
  readonly onSuccess?: () => void;
  /** Called when the call begins; what it gives back is called when it is over. */
  readonly begin?: () => () => void;
}

/** The same call, with other errors: of its promise, or in its callback, which the driver's pool uses within. */
function watched(call: AnyCall, { translate, onSuccess = () => {}, begin = () => () => {} }: Watch): AnyCall {
  return (...args) => {
    const end = begin();
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, ...results: unknown[]) => {
        end();
        if (error == null) onSuccess();
        return (callback as AnyCall)(error == null ? error : translate(error), ...results);
      };
    }
    const result = call(...args);
    if (!(result instanceof Promise)) return result;
    return result.then(
      (value: unknown) => {
        end();
        onSuccess();
        return value;
      },
      (error: unknown) => {
        end();
        throw translate(error);
      },
    );
  };
}

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { label, name, text } = statement as { label?: string; name?: string; text?: string };
  return label ?? name ?? text ?? '';
}
