import pg from 'pg';
import type { Availability } from '../availability.ts';
import { pause } from '../pause.ts';

export interface StorageOptions {
  readonly url: string;
  readonly availability: Availability;
  /** How often a storage that failed is tried again. */
  readonly everyMs?: number;
  /** So long after the last failure it is taken to be sound; a failure that a try does not find comes again meanwhile. */
  readonly calmMs?: number;
}

const connectMs = 3_000;
/**
 * Opens each table with its indexes, and reads its first page. Done by a new session: an old one keeps the files open that it once could
 * open.
 */
const readEverything = `
  SET statement_timeout = '10s';
  SET ftl.workspace = 'all'; -- else each table of workspaces would be read to its end for a row that may be seen
  DO $$
    DECLARE relation regclass;
    BEGIN
      FOR relation IN
        SELECT oid FROM pg_class
        WHERE relkind IN ('r', 'm', 't', 'S') AND relpersistence <> 't' AND relnamespace IN (current_schema()::regnamespace, 'pg_toast'::regnamespace)
          AND has_schema_privilege(relnamespace, 'USAGE') AND has_table_privilege(oid, 'SELECT')
      LOOP
        EXECUTE format('SELECT * FROM %s LIMIT 1', relation);
      END LOOP;
    END
  $$`;

/**
 * Whether PostgreSQL can read and write its files. It answers all the same when it can't, so that other statements say nothing about it:
 * from the first failure on it is tried until it works again.
 */
export class Storage {
  readonly #options: Required<StorageOptions>;
  readonly #stopping = new AbortController();
  #failedAt = -Infinity;
  #trying: Promise<void> | null = null;

  constructor({ everyMs = 2_000, calmMs = 5_000, ...options }: StorageOptions) {
    this.#options = { everyMs, calmMs, ...options };
  }

  get isSound(): boolean {
    return this.#trying === null;
  }

  /** A statement failed by it. */
  failed(error: unknown): void {
    this.#failedAt = performance.now();
    this.#options.availability.broke(error);
    this.#trying ??= this.#tryUntilSound().finally(() => (this.#trying = null));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#trying;
  }

  async #tryUntilSound(): Promise<void> {
    const { everyMs, calmMs, availability } = this.#options;
    while (!this.#stopping.signal.aborted) {
      await pause(everyMs, this.#stopping.signal);
      const failure = await this.#readEverything().then(
        () => null,
        (error: unknown) => error,
      );
      if (failure !== null) availability.broke(failure);
      else if (performance.now() - this.#failedAt >= calmMs) return availability.mended();
    }
  }

  async #readEverything(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#options.url, connectionTimeoutMillis: connectMs, query_timeout: 4 * connectMs });
    client.on('error', () => {}); // a lost connection fails the statement; unheard, it would end the process
    try {
      await client.connect();
      await client.query(readEverything);
    } finally {
      client.end().catch(() => {});
    }
  }
}
