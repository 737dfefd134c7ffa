/** What was counted of one name since its window began. */
export interface Counted {
  readonly used: number;
  /** When its window ends, and it is counted from 0 again. */
  readonly endsInMs: number;
}

/** Counts by name, each in a window that begins with its first count and lasts a minute. */
export interface Counters {
  /** Adds to a name's count, and says what it comes to; several at a time are each counted once. */
  add(name: string, count: number): Counted | Promise<Counted>;
  close(): void;
}

export const windowMs = 60_000;
/** An attacker has many addresses: the oldest windows are forgotten beyond this many. */
const maxNameCount = 200_000;

interface Window {
  used: number;
  endsAtMs: number;
}

/** Counts of this process. */
export class LocalCounters implements Counters {
  /** In the order in which their windows end. */
  readonly #windows = new Map<string, Window>();

  add(name: string, count: number, nowMs = performance.now()): Counted {
    let window = this.#windows.get(name);
    if (window === undefined || window.endsAtMs <= nowMs) {
      this.#windows.delete(name);
      this.#dropOldest(nowMs);
      this.#windows.set(name, (window = { used: 0, endsAtMs: nowMs + windowMs }));
    }
    window.used += count;
    return { used: window.used, endsInMs: window.endsAtMs - nowMs };
  }

  get size(): number {
    return this.#windows.size;
  }

  close(): void {
    this.#windows.clear();
  }

  /** Two that are over for each that begins: nothing grows, and no call looks through all. */
  #dropOldest(nowMs: number): void {
    let seenCount = 0;
    for (const [name, { endsAtMs }] of this.#windows) {
      if (endsAtMs > nowMs && this.#windows.size < maxNameCount) return;
      this.#windows.delete(name);
      seenCount += 1;
      if (seenCount === 2) return;
    }
  }
}
