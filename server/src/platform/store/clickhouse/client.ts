import type { ClickHouseClient } from '@clickhouse/client';
import { Abandoned, currentAsker, isAskedByServer, type Asker } from '../asker.ts';
import type { Availability } from '../availability.ts';
import { EqualQueries } from '../equal-queries.ts';
import { inTime, type TimeLimit } from '../deadline.ts';
import { Demand } from '../demand.ts';
import { raw, render, type RenderedSql, type Sql } from '../sql.ts';
import { Turns } from '../turns.ts';
import { isNetworkError, StoreUnavailable } from '../unavailable.ts';
import { wallOf } from './walls.ts';

/** What every statement states: its name (also its log comment), its time and its memory. */
export interface Limits {
  readonly timeoutMs: number;
  readonly maxMemoryBytes?: number;
  /** Threads it may use; absent = all. Background work takes one. */
  readonly maxThreads?: number;
  /** The only workspace of which it sees rows (walls.ts); absent: it is about all of them, or about none. */
  readonly workspaceId?: string;
}

/** A statement exceeded its time limit; no partial answer is returned. */
export class StoreTimeout extends Error {
  readonly code = 'STORE_TIMEOUT';
  readonly statement: string;
  readonly timeoutMs: number;
  constructor(statement: string, timeoutMs: number) {
    super(`The query took longer than ${timeoutMs} ms and was stopped. Ask for a shorter time range or add a filter.`);
    this.statement = statement;
    this.timeoutMs = timeoutMs;
  }
}

/** A statement exceeded its memory limit. */
export class StoreMemoryExceeded extends Error {
  readonly code = 'STORE_MEMORY_EXCEEDED';
  readonly statement: string;
  constructor(statement: string) {
    super('The query needs more memory than one query may use. Ask for a shorter time range or add a filter.');
    this.statement = statement;
  }
}

export type Observe = (statement: string, durationMs: number, failed: boolean) => void;

/** ClickHouse's own error codes. */
const TIMEOUT_EXCEEDED = '159';
const MEMORY_LIMIT_EXCEEDED = '241';

const DEFAULT_MAX_MEMORY_BYTES = 2_000_000_000;

/** Appends lines to a table without copying them into a statement. */
export type InsertBytes = (
  target: { table: string; columns: readonly string[]; settings: Readonly<Record<string, string>> },
  lines: Buffer,
) => Promise<void>;

/** The statement that lines of `JSONCompactEachRow` follow. */
export function insertInto({ table, columns, settings }: Parameters<InsertBytes>[0]): string {
  const named = Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'`)
    .join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')})${named === '' ? '' : ` SETTINGS ${named}`} FORMAT JSONCompactEachRow`;
}

/** The parts of a session. */
export interface SessionParts {
  readonly client: ClickHouseClient;
  readonly insertBytes: InsertBytes;
}

/** A session, and how many statements wait for it or run in it. */
interface Session extends SessionParts {
  waiting: number;
}

/** Ownership and concurrency of a ClickHouse. */
export interface ClickHouseOptions {
  /** Whether this process is the only one that uses ClickHouse, and ClickHouse ends with it. */
  readonly isOwn: boolean;
  /** How many queries run at once; further ones wait for their turn. */
  readonly questionCount: number;
  /** Null: it runs in this process, and cannot be unavailable. */
  readonly availability: Availability | null;
}

/**
 * The only access to ClickHouse, embedded or not. Readers and writers are several because an embedded session runs one statement at a
 * time: writing spans must not wait for summaries of traces. Settings are part of the statement: set on an embedded session, they would
 * persist.
 *
 * Queries wait for a turn (platform/store/turns.ts), so that no viewer's queries block those of others; `currentAsker` names the owner. A
 * query that no caller waits for any more is not started; a running one is abandoned where ClickHouse can finish it alone. Equal queries
 * that wait run once.
 */
export class ClickHouse {
  /** Whether derived data is watched; a query of a person waits until it is fresh. */
  readonly demand: Demand;
  readonly #writers: readonly Session[];
  readonly #readers: readonly Session[];
  readonly #turns: Turns;
  readonly #equal: EqualQueries;
  readonly #isOwn: boolean;
  readonly #availability: Availability | null;
  #observe: Observe = () => {};
  /** Tables with mutations under way, and how many. */
  readonly #mutations = new Map<string, number>();
  /** Tables whose merges are stopped, beside `#isAllHeld`. */
  readonly #held = new Set<string>();
  #isAllHeld = false;
  #merging: Promise<void> = Promise.resolve();

  constructor(
    writers: readonly SessionParts[],
    readers: readonly SessionParts[],
    { isOwn, questionCount, availability }: ClickHouseOptions,
  ) {
    this.#isOwn = isOwn;
    this.demand = new Demand({ seesAll: isOwn });
    this.#availability = availability;
    this.#turns = new Turns(questionCount);
    this.#equal = new EqualQueries((place, asker) => this.#turns.alsoAt(place, asker));
    this.#writers = writers.map((parts) => ({ ...parts, waiting: 0 }));
    this.#readers = readers.map((parts) => ({ ...parts, waiting: 0 }));
  }

  /** How many queries wait for their turn. */
  get waitingCount(): number {
    return this.#turns.waitingCount;
  }

  /** Called after each statement with its name and duration, for metrics. The duration excludes waiting. */
  set observe(observe: Observe) {
    this.#observe = observe;
  }

  /**
   * Runs one query and returns its undecoded rows. Callers of an equal query may receive the same rows: do not change them.
   *
   * Errors  throws `StoreTimeout`, also when the operation's time is over (platform/store/deadline.ts), `StoreMemoryExceeded` or
   *         `StoreUnavailable`; never returns a partial answer. Throws `Abandoned` when the asker has left.
   */
  query(name: string, statement: Sql, limits: Limits): Promise<unknown[]> {
    const rendered = render(statement);
    const { text, params } = rendered;
    const query = `${text}\n${settings(name, limits, rendered)}`;
    const key = `${query}\n${JSON.stringify(params, distinctly)}`;
    const ask = (): Promise<unknown[]> =>
      this.#equal.ask(key, currentAsker(), (asker, begun) =>
        this.#ask(asker, name, limits, async ({ client }, leaving) => {
          begun();
          const result = await client.query({ query, query_params: params, format: 'JSONEachRow', ...leaving });
          return result.json<unknown>();
        }),
      );
    return inTime(timeOf(name, limits), () => this.#whenFresh(ask));
  }

  /**
   * The same for many narrow rows: one array per selected name, all of one length. A third of the time of rows
   * (domains/traces/queries/tree.ts).
   * 64-bit integers come as numbers: only for those below 2^53.
   */
  queryColumns(
    name: string,
    statement: Sql,
    limits: Limits & { readonly workspaceId: string },
  ): Promise<Readonly<Record<string, readonly unknown[]>>> {
    return inTime(timeOf(name, limits), (begin) =>
      this.#whenFresh(() =>
        this.#ask(currentAsker(), name, limits, async ({ client }, leaving) => {
          const rendered = render(statement);
          const { text, params } = rendered;
          const query = `${text}\n${settings(name, { ...limits, timeoutMs: begin() }, rendered)}, output_format_json_quote_64bit_integers = 0`;
          const result = await client.query({ query, query_params: params, format: 'JSONColumnsWithMetadata', ...leaving });
          const { data } = await result.json<unknown>();
          return data as unknown as Record<string, unknown[]>;
        }),
      ),
    );
  }

  /** A query of the server itself starts no deriving: it would wait for itself. */
  async #whenFresh<Value>(ask: () => Promise<Value>): Promise<Value> {
    const asker = currentAsker();
    if (asker.isLive) this.demand.look();
    else if (!isAskedByServer()) await this.demand.ask();
    return ask();
  }

  /** Runs in a reader when it is the asker's turn. */
  #ask<Value>(
    asker: Asker,
    name: string,
    limits: Limits,
    work: (session: SessionParts, leaving: { abort_signal?: AbortSignal }) => Promise<Value>,
  ): Promise<Value> {
    const { signal } = asker;
    // An embedded session continues an abandoned query, and the next statement would wait for it: the query keeps its turn.
    const leaving = signal === null || this.#isOwn ? {} : { abort_signal: signal };
    return this.#turns.take(asker, async () => {
      try {
        return await this.#in(this.#readers, name, limits, (session) => work(session, leaving));
      } catch (error) {
        throw signal?.aborted === true ? new Abandoned() : error;
      }
    });
  }

  /** Runs in the session with the fewest waiting statements. */
  async #in<Value>(
    sessions: readonly Session[],
    name: string,
    limits: Limits,
    work: (session: SessionParts) => Promise<Value>,
  ): Promise<Value> {
    const session = sessions.reduce((least, candidate) => (candidate.waiting < least.waiting ? candidate : least));
    session.waiting += 1;
    try {
      return await this.#run(name, limits, () => work(session));
    } finally {
      session.waiting -= 1;
    }
  }

  /** Changes or defines something. `limits` absent: a definition, which carries no settings. */
  async command(name: string, statement: Sql, limits?: Limits): Promise<void> {
    await this.#in(this.#writers, name, limits ?? { timeoutMs: 0 }, async ({ client }) => {
      const rendered = render(statement);
      const { text, params } = rendered;
      await client.command({
        query: limits === undefined ? text : `${text}\n${settings(name, limits, rendered)}`,
        query_params: params,
      });
    });
  }

  /**
   * Appends rows given as `JSONCompactEachRow` lines in the order of `columns`. Durable when it returns.
   * `settings`: on an embedded session they stay for later inserts, so every insert into the table must name them.
   */
  async insert(table: string, columns: readonly string[], lines: string, settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#in(this.#writers, `${table}.insert`, { timeoutMs: 0 }, async ({ client }) => {
      // The lines stand in the statement: the client's own insert would take every row apart again.
      await client.command({ query: `${insertInto({ table, columns, settings })}\n${lines}` });
    });
  }

  /**
   * The same for lines by the megabyte, as UTF-8 (domains/traces/record/writer.ts).
   * `settings`: on an embedded session they may stay for later inserts, so they must concern this table only.
   */
  async insertBytes(
    table: string,
    columns: readonly string[],
    lines: Buffer,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await this.#in(this.#writers, `${table}.insert`, { timeoutMs: 0 }, ({ insertBytes }) =>
      insertBytes({ table, columns, settings }, lines),
    );
  }

  /**
   * Stops the merges of a table's parts, or starts them again. Does nothing on a ClickHouse of several users: its merges run on
   * machines of their own, and a process that ended would leave them held. Stops nothing while a mutation of the table is under way.
   */
  async setMerging(table: string, isMerging: boolean): Promise<void> {
    if (!isMerging && this.#mutations.has(table)) return;
    if (isMerging) this.#held.delete(table);
    else this.#held.add(table);
    await this.#switchMerges(isMerging, table);
  }

  /** The same for every table, for a disk without room: a merge writes its parts a second time before the old ones go. */
  async setAllMerging(isMerging: boolean): Promise<void> {
    this.#isAllHeld = !isMerging;
    if (isMerging) this.#held.clear();
    await this.#switchMerges(isMerging, null);
    if (!isMerging) for (const table of this.#mutations.keys()) await this.#switchMerges(true, table);
  }

  /**
   * Runs `work`, which starts a mutation of the table and waits for it. ClickHouse runs no mutation of a table whose merges are stopped.
   */
  async whileMerging<Value>(table: string, work: () => Promise<Value>): Promise<Value> {
    this.#mutations.set(table, (this.#mutations.get(table) ?? 0) + 1);
    try {
      if (this.#isAllHeld || this.#held.has(table)) {
        await this.#switchMerges(true, table);
        this.#held.delete(table);
      }
      return await work();
    } finally {
      const count = (this.#mutations.get(table) ?? 1) - 1;
      if (count > 0) this.#mutations.set(table, count);
      else this.#mutations.delete(table);
      if (count === 0 && this.#isAllHeld) await this.#switchMerges(false, table);
    }
  }

  /** One after the other, in the order of the calls: two sessions could exchange a stop and a start. `table` null: all tables. */
  #switchMerges(isMerging: boolean, table: string | null): Promise<void> {
    if (!this.#isOwn) return Promise.resolve();
    const statement = raw(`SYSTEM ${isMerging ? 'START' : 'STOP'} MERGES${table === null ? '' : ` ${table}`}`);
    const switched = this.#merging.then(() => this.command(table === null ? 'merging' : `${table}.merging`, statement));
    this.#merging = switched.catch(() => {}); // the caller has the error
    return switched;
  }

  async ping(): Promise<boolean> {
    return (await (this.#writers[0] as Session).client.ping()).success;
  }

  async close(): Promise<void> {
    for (const { client } of [...this.#readers, ...this.#writers]) await client.close();
  }

  async #run<Value>(name: string, limits: Limits, run: () => Promise<Value>): Promise<Value> {
    const startedAt = performance.now();
    let failed = true;
    try {
      const value = await run();
      failed = false;
      this.#availability?.answered();
      return value;
    } catch (error) {
      if (this.#availability !== null && isAway(error)) {
        this.#availability.lost(error);
        throw new StoreUnavailable('ClickHouse', { cause: error });
      }
      const { code } = error as { code?: string };
      if (code === TIMEOUT_EXCEEDED) throw new StoreTimeout(name, limits.timeoutMs);
      if (code === MEMORY_LIMIT_EXCEEDED) throw new StoreMemoryExceeded(name);
      if (error instanceof Error) error.message = `${name}: ${error.message}`;
      throw error;
    } finally {
      this.#observe(name, performance.now() - startedAt, failed);
    }
  }
}

const timeOf = (name: string, { timeoutMs }: Limits): TimeLimit => ({ timeoutMs, failure: (ms) => new StoreTimeout(name, ms) });
/** For `JSON.stringify`: what JSON has no form for still differs from everything else. */
const distinctly = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? `${typeof value} ${value}` : value;

/** Errors of ClickHouse itself have numbers for codes; its client's own, when nothing answers in time, have none. */
function isAway(error: unknown): boolean {
  return isNetworkError(error) || (error instanceof Error && /^(socket hang up|Timeout error\.)/.test(error.message));
}

/**
 * ClickHouse compiles expressions to machine code the third time that it sees them, which takes 100 to 200 ms of the reader's time; over ten
 * million rows the compiled code gained nothing that could be measured.
 */
const uncompiled = 'compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0';

function settings(name: string, limits: Limits, statement: RenderedSql): string {
  const parts = [
    `max_execution_time = ${limits.timeoutMs / 1_000}`,
    `max_memory_usage = ${limits.maxMemoryBytes ?? DEFAULT_MAX_MEMORY_BYTES}`,
    `log_comment = '${name.replaceAll("'", '')}'`,
    uncompiled,
  ];
  if (limits.maxThreads !== undefined) parts.push(`max_threads = ${limits.maxThreads}`);
  const wall = 'workspaceId' in limits ? wallOf(name, statement, limits.workspaceId) : '';
  if (wall !== '') parts.push(wall);
  return `SETTINGS ${parts.join(', ')}`;
}
