import pg from 'pg';
import type { Availability } from '../availability.ts';
import { isNetworkError, StoreUnavailable } from '../unavailable.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly availability: Availability;
  /** Called with each statement that is sent, Prisma's too: its name, else its text. */
  readonly onStatement: (statement: string) => void;
}

const POOL_SIZE = 16;
/** For a connection to be made, or to become free. */
const CONNECT_PATIENCE_MS = 15_000;

/**
 * Connections to PostgreSQL, for the door (postgres.ts) and for Prisma. Values come as the driver's own types, with 64-bit
 * integers as text.
 *
 * Errors  what a lost connection makes the driver throw, in its many forms, comes as `StoreUnavailable`.
 */
export function openConnections({ url, availability, onStatement }: ConnectionOptions): pg.Pool {
  const answered = (): void => availability.answered();
  const unavailable = (isUndone: boolean) => (error: unknown): unknown => {
    if (error instanceof StoreUnavailable || !isLostConnection(error)) return error;
    if (!pool.ending) availability.lost(error);
    return new StoreUnavailable('PostgreSQL', { cause: error, isUndone });
  };

  class Connection extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      // A lost connection fails the statement under way and the next; an unheard error event would end the process. The pool hears
      // it only while nobody has the connection.
      this.on('error', () => {});
      const send = watched(this.query.bind(this) as AnyCall, unavailable(false), answered);
      this.query = ((...args: unknown[]) => {
        onStatement(nameOf(args[0]));
        return send(...args);
      }) as typeof this.query;
    }
  }

  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'fine-tune-lab',
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    keepAlive: true,
    Client: Connection as unknown as new () => pg.Client,
  });
  pool.on('error', () => {}); // of one that nobody has: it is replaced at the next use
  pool.connect = watched(pool.connect.bind(pool) as AnyCall, unavailable(true)) as typeof pool.connect;
  pool.query = watched(pool.query.bind(pool) as AnyCall, unavailable(false)) as typeof pool.query;
  return pool;
}

type AnyCall = (...args: unknown[]) => unknown;

/** The same call, with other errors: of its promise, or in its callback, which the driver's pool uses within. */
function watched(call: AnyCall, translate: (error: unknown) => unknown, onSuccess: () => void = () => {}): AnyCall {
  return (...args) => {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = (error: unknown, ...results: unknown[]) => {
        if (error == null) onSuccess();
        return (callback as AnyCall)(error == null ? error : translate(error), ...results);
      };
    }
    const result = call(...args);
    if (!(result instanceof Promise)) return result;
    return result.then(
      (value: unknown) => {
        onSuccess();
        return value;
      },
      (error: unknown) => {
        throw translate(error);
      },
    );
  };
}

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { name, text } = statement as { name?: string; text?: string };
  return name ?? text ?? '';
}

/** PostgreSQL's own: it ends the session, does not take one yet, or has too many. Class 08 is about connections as a whole. */
const LOST_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '53300']);
/** The driver's own, which have no code. */
const LOST_WORDS = [
  /^Connection terminated/,
  /^Client has encountered a connection error/,
  /^Client was closed/,
  /^timeout exceeded when trying to connect/,
  /^timeout expired/,
  /^Cannot use a pool after calling end/,
];

/** Whether a statement failed because there is no connection (any more), and not because of what it says. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return LOST_STATES.has(code) || /^08(?!P01)...$/.test(code) || isNetworkError(error);
  return LOST_WORDS.some((words) => words.test(error.message));
}
