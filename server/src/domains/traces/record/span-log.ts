import { zstdCompressSync, zstdDecompressSync, constants } from 'node:zlib';
import type { Stores } from '../../../platform/store/stores.ts';
import { StoreUnavailable } from '../../../platform/store/unavailable.ts';
import { insertSpans, type SpanLines } from './insert.ts';
import { logSpans, markRefused, spanLogQueue, type LogRow } from '../queries/queues.ts';
import { enqueueTraces } from './product.ts';

/** What one commit logs for one workspace. Lines are compressed with zstd. */
export interface LoggedSpans extends SpanLines {
  readonly workspaceId: string;
  readonly traceIds: ReadonlySet<string>;
}

/** Commits that are written to ClickHouse together: a few tens of megabytes of lines at most. */
const takeCount = 40;

/**
 * Spans of small commits, durable in PostgreSQL until they are written to ClickHouse together: a part of a table costs about 10 ms of CPU
 * time before it holds a row, a row here less than 1 ms (decision 20). They land before any caller has an answer
 * (platform/store/demand.ts), and before the server itself reads stored spans (`land`). Any number of servers may land them.
 */
export class SpanLog {
  readonly #stores: Stores;
  /** Commits of this process that are not in ClickHouse yet. At first there may be some of the process before. */
  #waitingCount = 1;
  #underWay: Promise<void> | null = null;
  #hasFailed = false;

  constructor(stores: Stores) {
    this.#stores = stores;
    // A question is answered from what there is when landing fails: the loop that lands says so (background/summaries.ts).
    stores.clickhouse.demand.onAsk(() => (this.#waitingCount === 0 ? null : this.land().catch(() => {})));
  }

  /**
   * Whether what is logged reaches ClickHouse. While it does not, spans go to ClickHouse at once, so that senders learn that it takes none.
   */
  get isLanding(): boolean {
    return !this.#hasFailed;
  }

  /** Durable on return. */
  async append(commits: readonly LoggedSpans[]): Promise<void> {
    await this.#stores.postgres.transaction(async (client) => {
      for (const { workspaceId, traceIds, spans, contents } of commits) {
        await logSpans(client, { workspaceId, traceIds, spans, contents });
      }
    });
    this.#waitingCount += commits.length;
  }

  /**
   * Resolves when everything that is logged now, by any server, is in ClickHouse, and its traces are queued to be summed up.
   *
   * Errors  those of either store; it is done again with the next call.
   */
  async land(): Promise<void> {
    // One that is under way may have taken its rows before the last commit.
    while (this.#underWay !== null) await this.#underWay.catch(() => {});
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
      while ((await this.#landSome()) === takeCount);
      this.#waitingCount -= count;
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  /** Writes the oldest commits and deletes them from the log. Cut off anywhere, it is done again: versions make that harmless. */
  async #landSome(): Promise<number> {
    const taken = await spanLogQueue.take(this.#stores.postgres, takeCount, async (client, rows) => {
      const landed = await this.#insert(rows);
      for (const [workspaceId, ofWorkspace] of Map.groupBy(landed, (row) => row.workspaceId)) {
        await enqueueTraces(client, workspaceId, new Set(ofWorkspace.flatMap(({ traceIds }) => traceIds)));
      }
      const refused = rows.filter((row) => !landed.includes(row));
      if (refused.length > 0) await markRefused(client, { ids: refused.map(({ id }) => id) });
      return { done: landed, value: null };
    });
    return taken?.takenCount ?? 0;
  }

  /** Returns the commits that ClickHouse took. One that it refuses does not hold up the others; when it takes none, its error is thrown. */
  async #insert(rows: readonly LogRow[]): Promise<readonly LogRow[]> {
    const { clickhouse } = this.#stores;
    try {
      await insertSpans(clickhouse, joined(rows));
      return rows;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      const taken: LogRow[] = [];
      for (const row of rows)
        await insertSpans(clickhouse, joined([row])).then(
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
export const compressed = ({ spans, contents }: SpanLines): SpanLines => ({
  spans: zstdCompressSync(spans, fastest),
  contents: zstdCompressSync(contents, fastest),
});

const joined = (rows: readonly SpanLines[]): SpanLines => ({
  spans: Buffer.concat(rows.map(({ spans }) => zstdDecompressSync(spans))),
  contents: Buffer.concat(rows.map(({ contents }) => zstdDecompressSync(contents))),
});

const logs = new WeakMap<Stores, SpanLog>();

/** The one log of these stores in this process. */
export function spanLogOf(stores: Stores): SpanLog {
  let log = logs.get(stores);
  if (log === undefined) logs.set(stores, (log = new SpanLog(stores)));
  return log;
}
