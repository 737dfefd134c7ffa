import { performance } from 'node:perf_hooks';

/** Whoever asks sees what was stored so long ago, whether or not anybody asked before. */
const freshMs = 500;
/** So long after a question somebody is taken to look on. */
const watchedMs = 10_000;
/** A question is answered from what there is when deriving takes longer. */
const patienceMs = 1_000;

/** How long a loop rests between two passes that had little to do. */
export interface Rest {
  readonly whileWatchedMs: number;
  readonly elseMs: number;
}

/**
 * Whether anybody looks at what is derived from stored records (facts of messages, sums of traces). Each pass of deriving has a fixed cost,
 * however little it derives: while nobody looks, passes are rare and large. A question ends the rest of a loop and waits for its pass.
 */
export class Demand {
  readonly #loops = new Set<DerivingLoop>();
  /** Whether every question, and every record, comes through this process. */
  readonly seesAll: boolean;
  readonly #now: () => number;
  readonly #landings = new Set<() => Promise<void> | null>();
  #askedAtMs = -Infinity;

  /** `seesAll`: whether every question comes through this process. Where other servers ask too, somebody is always taken to look. */
  constructor({ seesAll, now = () => performance.now() }: { seesAll: boolean; now?: () => number }) {
    this.seesAll = seesAll;
    this.#now = now;
  }

  get isWatched(): boolean {
    return !this.seesAll || this.#now() - this.#askedAtMs < watchedMs;
  }

  /** A subscription asks again: somebody looks on, and is content with what the last pass derived. */
  look(): void {
    this.#askedAtMs = this.#now();
    for (const loop of this.#loops) loop.hurry();
  }

  /**
   * Before a question of a person: resolves when all that this process acknowledged is in ClickHouse, and nothing that was stored more than
   * `freshMs` ago waits to be derived.
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

  /** `land` brings records into ClickHouse that are acknowledged and not there yet; null: there are none. */
  onAsk(land: () => Promise<void> | null): void {
    this.#landings.add(land);
  }

  /** A loop that derives, until `leave`. */
  enter(): DerivingLoop {
    const loop: DerivingLoop = new DerivingLoop(this, this.#now, () => this.#loops.delete(loop));
    this.#loops.add(loop);
    return loop;
  }
}

/** One loop's part: it rests between passes, and says when a pass is done. */
export class DerivingLoop {
  readonly #demand: Demand;
  readonly #now: () => number;
  readonly leave: () => void;
  #resting: { readonly sinceMs: number; readonly hurry: () => void; readonly end: () => void } | null = null;
  /** Those who wait for the pass that follows a rest. */
  #waiting: (() => void)[] = [];

  constructor(demand: Demand, now: () => number, leave: () => void) {
    this.#demand = demand;
    this.#now = now;
    this.leave = leave;
  }

  /** Resolves when the time is over, when a question wants a pass, or when `signal` aborts. */
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

  /** After each pass, also one that failed: those who waited for it go on. */
  passed(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Somebody looks now: the rest is one of those while watched. */
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
