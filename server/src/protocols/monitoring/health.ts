import type { ServerResponse } from 'node:http';
import type { Disk } from '../../platform/store/disk/watch.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { longestQueryMs, pingClickHouse, pingPostgres, pingTimeoutMs, probeClickHouse } from '../../platform/store/ping.ts';

/**
 * Answers whether requests should be sent here: each store answers within two seconds, PostgreSQL can use its files, and ClickHouse
 * answers queries. A full disk is named, and is no reason to send no query here.
 *
 * The embedded ClickHouse runs one statement with parameters at a time, and every query has some: a ping without parameters is answered
 * also where no query is. So a probe with a parameter waits among the queries, one at a time; it may wait for as long as a query may take.
 */
export class Readiness {
  readonly #stores: Stores;
  readonly #disk: Disk;
  readonly #patienceMs: number;
  /** When the probe that is under way was sent. */
  #probedAtMs: number | null = null;
  #isProbeFailed = false;

  /** `patienceMs`: how long the probe may wait. */
  constructor(stores: Stores, disk: Disk, patienceMs: number = longestQueryMs) {
    this.#stores = stores;
    this.#disk = disk;
    this.#patienceMs = patienceMs;
  }

  async answer(response: ServerResponse): Promise<void> {
    const { postgres: statements, clickhouse: queries } = this.#stores;
    const [postgres, isPinged, isProbed] = await Promise.all([
      answers(pingPostgres(statements)).then((isAnswered) => isAnswered && statements.isSound),
      answers(pingClickHouse(queries, {})),
      this.#answersQueries(),
    ]);
    const clickhouse = isPinged && isProbed;
    const isReady = postgres && clickhouse;
    response.writeHead(isReady ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ ready: isReady, postgres, clickhouse, ...(this.#disk.state !== 'ROOMY' && { disk: this.#disk.state }) }));
  }

  async #answersQueries(): Promise<boolean> {
    if (this.#probedAtMs === null) {
      this.#probedAtMs = performance.now();
      const probe = probeClickHouse(this.#stores.clickhouse, { one: 1 }).then(
        () => this.#probed(false),
        () => this.#probed(true),
      );
      await inTime(probe);
    }
    return !this.#isProbeFailed && (this.#probedAtMs === null || performance.now() - this.#probedAtMs < this.#patienceMs);
  }

  #probed(isFailed: boolean): void {
    this.#probedAtMs = null;
    this.#isProbeFailed = isFailed;
  }
}

const answers = (question: Promise<unknown>): Promise<boolean> =>
  inTime(
    question.then(
      () => true,
      () => false,
    ),
  ).then((isAnswered) => isAnswered === true);

/** The value, or undefined where it takes longer than a ping may. */
async function inTime<Value>(value: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, pingTimeoutMs, undefined);
  });
  try {
    return await Promise.race([value, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
