import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Availability, SILENT } from '../availability.ts';
import { StoreUnavailable } from '../unavailable.ts';
import { openConnections } from './connections.ts';
import type { Lock } from './locks.ts';
import type { Patience } from './patience.ts';
import { Storage } from './storage.ts';

export interface Statement {
  /** Prepared once a session under this name; absent: planned again each time. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Rows as arrays of their values, in the order of `fields`; absent: as objects. */
  readonly rowMode?: 'array';
  /** `domain.statement`, the name in counts and measurements; absent: neither counted nor measured. */
  readonly label?: string;
  /** The workspace that it reads and changes (scope.ts); null: it reads no table; absent: that of the work around it. */
  readonly scope?: string | null;
}

export interface StatementAnswer<Row> {
  readonly rows: Row[];
  /** The columns of the rows. */
  readonly fields: readonly { readonly name: string }[];
  /** Rows that were selected or changed. */
  readonly rowCount: number | null;
}

/** Called when a statement with a label is answered, or fails. */
export type ObserveAnswers = (label: string, durationMs: number, failed: boolean) => void;

/** What takes statements: any session (`Postgres`), or the one of a transaction or a lock (`PgSession`). */
export interface Statements {
  /**
   * For definitions only (pg-query.ts): a domain names its statements there, and decodes their rows.
   *
   * Errors: `StoreUnavailable`; else the driver's, with PostgreSQL's `code`.
   */
  // oxlint-disable-next-line typescript/no-explicit-any
  query<Row = any>(statement: string | Statement, values?: readonly unknown[]): Promise<StatementAnswer<Row>>;
}

/** One session: its statements run after each other, and see what those before have done. */
export class PgSession implements Statements {
  readonly #client: pg.PoolClient;
  readonly #observeAnswers: ObserveAnswers;

  constructor(client: pg.PoolClient, observeAnswers: ObserveAnswers) {
    this.#client = client;
    this.#observeAnswers = observeAnswers;
  }

  // oxlint-disable-next-line typescript/no-explicit-any
  query<Row = any>(statement: string | Statement, values?: readonly unknown[]): Promise<StatementAnswer<Row>> {
    return measured(
      statement,
      this.#observeAnswers,
      this.#client.query(statement as pg.QueryConfig, values as unknown[]) as unknown as Promise<StatementAnswer<Row>>,
    );
  }
}

export interface PostgresOptions {
  readonly availability?: Availability;
  readonly patience?: Patience;
  /** The workspace of statements that name none in work that has set none (scope.ts); absent: none, so that they see no rows. */
  readonly outside?: string;
}

/**
 * The only access to PostgreSQL, for our own statements and for Prisma's. A connection that is lost, at whatever moment, fails its
 * statements with `StoreUnavailable` and is replaced; nothing else happens (postgres.test.ts). The same where PostgreSQL hangs, or can't
 * read or write its files.
 */
export class Postgres implements Statements {
  readonly #pool: pg.Pool;
  readonly #storage: Storage;
  #observe: (statement: string) => void = () => {};
  #onAnswer: ObserveAnswers = () => {};
  readonly #observeAnswers: ObserveAnswers = (...answer) => this.#onAnswer(...answer);

  constructor(url: string, { availability = new Availability('PostgreSQL', SILENT), patience, outside }: PostgresOptions = {}) {
    this.#storage = new Storage({ url, availability });
    this.#pool = openConnections({
      url,
      availability,
      onStatement: (statement) => this.#observe(statement),
      onStorageFailure: (error) => this.#storage.failed(error),
      ...(patience !== undefined && { patience }),
      ...(outside !== undefined && { outside }),
    });
  }

  /** Whether it can read and write its files, as far as is known. */
  get isSound(): boolean {
    return this.#storage.isSound;
  }

  /** Called with each statement that is sent, Prisma's too: its label, else its text. */
  set observe(observe: (statement: string) => void) {
    this.#observe = observe;
  }

  set observeAnswers(observe: ObserveAnswers) {
    this.#onAnswer = observe;
  }

  /** One statement, in a transaction of its own. */
  // oxlint-disable-next-line typescript/no-explicit-any
  query<Row = any>(statement: string | Statement, values?: readonly unknown[]): Promise<StatementAnswer<Row>> {
    return measured(
      statement,
      this.#observeAnswers,
      this.#pool.query(statement as pg.QueryConfig, values as unknown[]) as unknown as Promise<StatementAnswer<Row>>,
    );
  }

  /**
   * Runs `work` in one transaction and commits it.
   *
   * Errors  whatever `work` throws, and nothing of it stands. `StoreUnavailable`: `isUndone` tells whether nothing of it stands, or the
   *         answer to the commit was lost and it may.
   */
  async transaction<Value>(work: (session: PgSession) => Promise<Value>): Promise<Value> {
    const client = await this.#pool.connect();
    let isSound = false;
    let isCommitting = false;
    try {
      await client.query('BEGIN');
      const value = await work(new PgSession(client, this.#observeAnswers));
      isCommitting = true;
      const { command } = await client.query('COMMIT');
      isSound = true;
      // After a statement that failed, PostgreSQL answers a commit so; `work` has not let its error through.
      if (command !== 'COMMIT') throw new Error('A transaction was rolled back at its commit: one of its statements had failed.');
      return value;
    } catch (error) {
      if (!isSound)
        isSound = await client.query('ROLLBACK').then(
          () => true,
          () => false,
        );
      if (error instanceof StoreUnavailable && !isCommitting) error.isUndone = true;
      throw error;
    } finally {
      client.release(!isSound);
    }
  }

  /**
   * Runs `work` unless another server runs it: one at a time over all servers on this PostgreSQL. Null: another has the lock.
   *
   * `signal` is aborted when the session that holds the lock is lost: another server may have it then, and `work` must stop.
   */
  async withLock<Value>(lock: Lock, work: (session: PgSession, signal: AbortSignal) => Promise<Value>): Promise<Value | null> {
    return this.#occupying(async (client, signal, keep) => {
      const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS taken', [lock]);
      if (!rows[0].taken) {
        keep();
        return null;
      }
      try {
        return await work(new PgSession(client, this.#observeAnswers), signal);
      } finally {
        // A session that can't give the lock back is ended, and the lock with it.
        await client.query('SELECT pg_advisory_unlock($1)', [lock]).then(keep, () => {});
      }
    });
  }

  /**
   * Runs `work` on a session of its own that ends with it, and every lock of the session too. `signal` is aborted when the session is lost.
   */
  async withSession<Value>(work: (session: PgSession, signal: AbortSignal) => Promise<Value>): Promise<Value> {
    return this.#occupying((client, signal) => work(new PgSession(client, this.#observeAnswers), signal));
  }

  /** Runs `work` on one connection, which is closed afterwards unless `keep` was called. */
  async #occupying<Value>(work: (client: pg.PoolClient, signal: AbortSignal, keep: () => void) => Promise<Value>): Promise<Value> {
    const client = await this.#pool.connect();
    const lost = new AbortController();
    const onLost = (): void => lost.abort();
    client.on('error', onLost);
    let isKept = false;
    try {
      return await work(client, lost.signal, () => (isKept = true));
    } finally {
      client.off('error', onLost);
      client.release(!isKept);
    }
  }

  /** Open connections, idle connections, and callers that wait for one. */
  get connections(): { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number } {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { totalCount, idleCount, waitingCount };
  }

  /** For Prisma, over the same connections. */
  prismaAdapter(): PrismaPg {
    return new PrismaPg(this.#pool, { disposeExternalPool: false });
  }

  /** For the library that runs jobs (platform/jobs/runner.ts), over the same connections: one that is lost fails there as it does here. */
  jobPool(): pg.Pool {
    return this.#pool;
  }

  /** Waits for the connections that are in use. */
  async close(): Promise<void> {
    await this.#storage.stop();
    await this.#pool.end();
  }
}

function measured<Answer>(statement: string | Statement, observe: ObserveAnswers, answer: Promise<Answer>): Promise<Answer> {
  if (typeof statement === 'string' || statement.label === undefined) return answer;
  const { label } = statement;
  const startedAt = performance.now();
  const ended = (failed: boolean) => () => observe(label, performance.now() - startedAt, failed);
  answer.then(ended(false), ended(true));
  return answer;
}
