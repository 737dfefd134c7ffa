import { Abandoned, type Asker, type Place } from './asker.ts';
import { FairLine } from './fair-line.ts';

/** So many turns of requests pass before one of a live update, however many requests wait. */
const passedOverCount = 10;

interface Waiting {
  start: (release: () => void) => void;
}

interface Line {
  readonly waiting: FairLine<Waiting>;
  readonly running: Map<string, number>;
  runningCount: number;
}

/**
 * Turns at a resource with a limited number of slots. Requests go first, live updates follow; both in
 * rounds (fair-line.ts). A third of the slots is withheld from any one viewer, and from all live updates, so that a viewer that comes
 * next finds a free one; one viewer has at most a third of the slots for live updates.
 */
export class Turns {
  readonly #count: number;
  readonly #third: number;
  readonly #asked: Line = { waiting: new FairLine(), running: new Map(), runningCount: 0 };
  readonly #live: Line = { waiting: new FairLine(), running: new Map(), runningCount: 0 };
  readonly #waitingOf = new Map<Asker, Set<Waiting>>();
  #passedOver = 0;

  constructor(count: number) {
    this.#count = count;
    this.#third = Math.max(1, Math.floor(count / 3));
  }

  get waitingCount(): number {
    return this.#asked.waiting.size + this.#live.waiting.size;
  }

  /**
   * Does `work` when it is the asker's turn.
   *
   * Errors  rejects with `Abandoned` when the asker's signal aborts before that; and with what `work` throws.
   */
  async take<Value>(asker: Asker, work: () => Value | Promise<Value>): Promise<Value> {
    const release = await this.#turn(asker);
    try {
      return await work();
    } finally {
      release();
    }
  }

  /** One more caller waits for the answer to this asker's query. */
  alsoAt(place: Place, asker: Asker): void {
    for (const waiting of this.#waitingOf.get(asker) ?? []) this.#lineOf(asker).waiting.add([place], waiting);
  }

  #lineOf({ isLive }: Asker): Line {
    return isLive ? this.#live : this.#asked;
  }

  #turn(asker: Asker): Promise<() => void> {
    const { signal } = asker;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(new Abandoned());
      const line = this.#lineOf(asker);
      const settle = (): void => {
        signal?.removeEventListener('abort', leave);
        const own = this.#waitingOf.get(asker);
        own?.delete(waiting);
        if (own?.size === 0) this.#waitingOf.delete(asker);
      };
      const leave = (): void => {
        settle();
        line.waiting.remove(waiting);
        reject(new Abandoned());
      };
      const waiting: Waiting = {
        start: (release) => {
          settle();
          resolve(release);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waitingOf.set(asker, (this.#waitingOf.get(asker) ?? new Set()).add(waiting));
      line.waiting.add(asker.places(), waiting);
      this.#next();
    });
  }

  #next(): void {
    while (this.#asked.runningCount + this.#live.runningCount < this.#count) {
      const isLiveDue = this.#passedOver >= passedOverCount;
      if (!(isLiveDue ? this.#start(this.#live) || this.#start(this.#asked) : this.#start(this.#asked) || this.#start(this.#live))) return;
    }
  }

  /** False: no entry of this line may have a turn now. */
  #start(line: Line): boolean {
    const isLive = line === this.#live;
    const most = this.#count - this.#third || 1;
    if (isLive && line.runningCount >= most) return false;
    const next = line.waiting.take((viewer) => {
      const own = line.running.get(viewer) ?? 0;
      const other = (isLive ? this.#asked : this.#live).running.get(viewer) ?? 0;
      return own + other < most && (!isLive || own < this.#third);
    });
    if (next === null) return false;
    this.#passedOver = isLive || this.#live.waiting.size === 0 ? 0 : this.#passedOver + 1;
    const { viewer, item } = next;
    line.running.set(viewer, (line.running.get(viewer) ?? 0) + 1);
    line.runningCount += 1;
    item.start(() => {
      const left = (line.running.get(viewer) as number) - 1;
      if (left === 0) line.running.delete(viewer);
      else line.running.set(viewer, left);
      line.runningCount -= 1;
      this.#next();
    });
    return true;
  }
}
