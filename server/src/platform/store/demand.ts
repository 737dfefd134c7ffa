import { performance } from 'node:perf_hooks';

/** A caller sees everything that was stored at least this long ago. */
const freshMs = 500;
/** After a query, derived data counts as watched for this long. */
const watchedMs = 10_000;
/** When deriving takes longer than this, a query is answered from the data that exists. */
const patienceMs = 1_000;

/** How long a loop rests between two passes that had little to do. */
export interface Rest {
  readonly whileWatchedMs: number;
  readonly elseMs: number;
}

/**
 * Whether the data that is derived from stored records (facts of messages, sums of traces) is watched. Each pass of deriving has a fixed
 * cost, however little it derives: while it is not watched, passes are rare and large. A query ends a loop's pause and waits for its pass.
 */
export class Demand {
  readonly #loops = new Set<DerivingLoop>();
  /**
   * Whether every query and every record comes through this process. Where other servers take some, derived data always counts as watched.
   */
  readonly seesAll: boolean;
  readonly #now: () => number;
  readonly #landings = new Set<() => Promise<void> | null>();
  #askedAtMs = -Infinity;

  constructor({ seesAll, now = () => performance.now() }: { seesAll: boolean; now?: () => number }) {
    this.seesAll = seesAll;
    this.#now = now;
  }

  get isWatched(): boolean {
    return !this.seesAll || this.#now() - this.#askedAtMs < watchedMs;
  }

  /** A subscription queries again: derived data is watched, and the result of the last pass is fresh enough. */
  look(): void {
    this.#askedAtMs = this.#now();
    for (const loop of this.#loops) loop.hurry();
  }

  /**
   * Before a query of a person: resolves when everything that this process acknowledged is in ClickHouse, and nothing that was stored more
   * than `freshMs` ago waits to be derived.
   */
  async ask(): Promise<void> {
    this.look();
    const waits = [...[...this.#landings].map((land) => land()), ...[...this.#loops].map((loop) => loop.freshPass())];
    const passes = waits.filter((wait) => wait !== null);
    if (passes.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([Promise.all(passes), patience]);
    clearTimeout(timer);
  }

  /** `land` writes records to ClickHouse that are acknowledged and not there yet; null: there are none. */
  onAsk(land: () => Promise<void> | null): void {
    this.#landings.add(land);
  }

  /** Registers a loop that derives, until `leave`. */
  enter(): DerivingLoop {
    const loop: DerivingLoop = new DerivingLoop(this, this.#now, () => this.#loops.delete(loop));
    this.#loops.add(loop);
    return loop;
  }
}

/** One loop that derives: it pauses between passes, and reports when a pass is done. */
export class DerivingLoop {
  readonly #demand: Demand;
  readonly #now: () => number;
  readonly leave: () => void;
  #resting: { readonly sinceMs: number; readonly hurry: () => void; readonly end: () => void } | null = null;
  /** Callers that wait for the pass after a pause. */
  #waiting: (() => void)[] = [];

  constructor(demand: Demand, now: () => number, leave: () => void) {
    this.#demand = demand;
    this.#now = now;
    this.leave = leave;
  }

  /** Resolves when the time is over, when a query needs a pass, or when `signal` aborts. */
  async rest({ whileWatchedMs, elseMs }: Rest, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const sinceMs = this.#now();
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#resting = null;
        resolve();
      };
      let timer = setTimeout(end, this.#demand.isWatched ? whileWatchedMs : elseMs);
      const hurry = (): void => {
        clearTimeout(timer);
        timer = setTimeout(end, Math.max(0, sinceMs + whileWatchedMs - this.#now()));
      };
      signal.addEventListener('abort', end);
      this.#resting = { sinceMs, hurry, end };
    });
  }

  /** After each pass, also a failed one: callers that waited for it continue. */
  passed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** A query arrived: the pause becomes the shorter one of watched data. */
  hurry(): void {
    this.#resting?.hurry();
  }

  /** The next pass, begun now; null where the last one is fresh enough. */
  freshPass(): Promise<void> | null {
    if (this.#waiting.length === 0 && (this.#resting === null || this.#now() - this.#resting.sinceMs < freshMs)) return null;
    const pass = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#resting?.end();
    return pass;
  }
}
