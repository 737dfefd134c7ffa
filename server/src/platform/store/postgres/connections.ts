import type { Socket } from 'node:net';
import pg from 'pg';
import type { Availability } from '../availability.ts';
import { currentScope } from '../scope.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { isLostConnection, isPastLimit, isStorageFailure } from './failures.ts';
import { ordinaryPatience, saysAnything, Vigil, type Patience } from './patience.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly availability: Availability;
  /** Called with each statement that is sent, Prisma's too: its label or name, else its text. */
  readonly onStatement: (statement: string) => void;
  /** Called when PostgreSQL could not read or write its files. */
  readonly onStorageFailure?: (error: unknown) => void;
  readonly patience?: Patience;
}

/** Of a session, unless the server's administrator has set one. */
const limitStatements = `SELECT set_config('statement_timeout', $1, false) WHERE current_setting('statement_timeout') = '0'`;
const setActor = "SELECT set_config('ftl.actor', $1, false)";
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
      this.send = watched(this.query.bind(this) as AnyCall, {
        translate: unavailable(false),
        onSuccess: answered,
        begin: () => vigil.begin(giveUp),
      });
      this.query = ((...args: unknown[]) => {
        onStatement(nameOf(args[0]));
        this.sendActor();
        const isRollback = /^ROLLBACK/i.test(textOf(args[0]));
        if (isRollback) this.#sentActor = null;
        return this.send(...args);
      }) as typeof this.query;
    }

    /** What the session has last been sent; null: not known, since what a transaction has set goes with it. */
    #sentActor: string | null = null;

    /**
     * Sent ahead of a statement of another actor, without waiting for it: the driver sends statements in order, and what fails this one
     * (a lost connection, a transaction that has failed) fails the next one too.
     */
    private sendActor(): void {
      const { actor } = currentScope();
      if (actor === this.#sentActor) return;
      this.#sentActor = actor;
      const forget = (): void => void (this.#sentActor = null);
      (this.send(setActor, [actor]) as Promise<unknown>).catch(forget);
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
    onConnect: (client) => (client as Connection).send(limitStatements, [String(patience.limitMs)]),
    Client: Connection as unknown as new () => pg.Client,
  });
  pool.on('error', () => {}); // of an idle connection: it is replaced at the next use
  pool.on('connect', () => {}); // the library that runs jobs looks for a listener, by which others hear a lost connection; `Connection` hears it
  pool.connect = watched(pool.connect.bind(pool) as AnyCall, { translate: unavailable(true) }) as typeof pool.connect;
  pool.query = watched(pool.query.bind(pool) as AnyCall, { translate: unavailable(false) }) as typeof pool.query;
  return pool;
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

const textOf = (statement: unknown): string => (typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? ''));

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { label, name, text } = statement as { label?: string; name?: string; text?: string };
  return label ?? name ?? text ?? '';
}
