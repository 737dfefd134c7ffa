import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { ClickHouse } from './clickhouse/client.ts';
import type { PgSession, Statements } from './postgres/postgres.ts';
import type { Queue } from './queue.ts';
import type { Stores } from './stores.ts';
import { StoreUnavailable } from './unavailable.ts';

export interface RecordLogOptions<Commit, Row extends { readonly id: string }> {
  /** Its rows that another server holds are waited for, so that the caller of `land` sees them. */
  readonly queue: Queue<Row>;
  /** Commits that are written to ClickHouse together: a few tens of megabytes of lines at most. */
  readonly takeCount: number;
  readonly store: (session: Statements, commit: Commit) => Promise<unknown>;
  /** Writes to ClickHouse; durable on return, and harmless when it is done twice. */
  readonly insert: (clickhouse: ClickHouse, rows: readonly Row[]) => Promise<void>;
  /** What follows, in the transaction in which the rows leave the log. */
  readonly landed?: (session: PgSession, rows: readonly Row[]) => Promise<void>;
  /** Rows that ClickHouse does not take stay, and are tried again later. */
  readonly refuse: (session: PgSession, args: { readonly ids: readonly string[] }) => Promise<unknown>;
}

/**
 * Records of small commits, durable in PostgreSQL until they are written to ClickHouse together: a part of a table costs about 10 ms of CPU
 * time before it holds a row, a row here less than 1 ms (decision 20). They land before any caller has an answer that should have them. Any
 * number of servers may land them.
 */
export class RecordLog<Commit, Row extends { readonly id: string }> {
  readonly #stores: Stores;
  readonly #options: RecordLogOptions<Commit, Row>;
  /** Commits of this process that are not in ClickHouse yet. At first there may be some of the process before. */
  #waitingCount = 1;
  #underWay: Promise<void> | null = null;
  /** The landing after the one that is under way, shared by all callers that came meanwhile. */
  #next: Promise<void> | null = null;
  #hasFailed = false;

  constructor(stores: Stores, options: RecordLogOptions<Commit, Row>) {
    this.#stores = stores;
    this.#options = options;
  }

  /**
   * Whether what is logged reaches ClickHouse. While it does not, records go to ClickHouse at once, so that senders learn that it takes
   * none.
   */
  get isLanding(): boolean {
    return !this.#hasFailed;
  }

  /** Whether this process has logged what is not in ClickHouse yet. */
  get isWaiting(): boolean {
    return this.#waitingCount > 0;
  }

  /** Durable on return. */
  async append(commits: readonly Commit[]): Promise<void> {
    const { postgres } = this.#stores;
    const { store } = this.#options;
    const [only, ...others] = commits;
    if (only !== undefined && others.length === 0) await store(postgres, only);
    else {
      await postgres.transaction(async (session) => {
        for (const commit of commits) await store(session, commit);
      });
    }
    this.#waitingCount += commits.length;
  }

  /**
   * Resolves when everything that is logged now, by any server, is in ClickHouse.
   *
   * Errors  those of either store; it is done again with the next call.
   */
  land(): Promise<void> {
    if (this.#next !== null) return this.#next;
    if (this.#underWay === null) return this.#begin();
    // The one that is under way may have taken its rows before the last commit.
    this.#next = this.#underWay
      .catch(() => {})
      .then(() => {
        this.#next = null;
        return this.#begin();
      });
    return this.#next;
  }

  async #begin(): Promise<void> {
    if (this.#waitingCount === 0 && this.#stores.clickhouse.demand.seesAll) return;
    this.#underWay = this.#landAll();
    try {
      await this.#underWay;
    } finally {
      this.#underWay = null;
    }
  }

  async #landAll(): Promise<void> {
    const count = this.#waitingCount;
    try {
      while ((await this.#landSome()) === this.#options.takeCount);
      this.#waitingCount -= count;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** Writes the oldest commits and deletes them from the log. Cut off anywhere, it is done again: versions make that harmless. */
  async #landSome(): Promise<number> {
    const { queue, takeCount, landed: follow, refuse } = this.#options;
    const taken = await queue.take(this.#stores.postgres, takeCount, async (session, rows) => {
      const landed = await this.#insert(rows);
      await follow?.(session, landed);
      const refused = rows.filter((row) => !landed.includes(row));
      if (refused.length > 0) await refuse(session, { ids: refused.map(({ id }) => id) });
      return { done: landed, value: null };
    });
    return taken?.takenCount ?? 0;
  }

  /** Returns the commits that ClickHouse took. One that it refuses does not hold up the others; when it takes none, its error is thrown. */
  async #insert(rows: readonly Row[]): Promise<readonly Row[]> {
    const { clickhouse } = this.#stores;
    const { insert } = this.#options;
    try {
      await insert(clickhouse, rows);
      return rows;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const taken: Row[] = [];
      for (const row of rows)
        await insert(clickhouse, [row]).then(
          () => taken.push(row),
          () => {},
        );
      if (taken.length === 0) throw error;
      return taken;
    }
  }
}

const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Lines as they are logged. */
export const compressedLines = (lines: Buffer): Buffer => zstdCompressSync(lines, fastest);

/** The lines of several commits, one after the other. */
export const joinedLines = (logged: readonly Buffer[]): Buffer => Buffer.concat(logged.map((lines) => zstdDecompressSync(lines)));
