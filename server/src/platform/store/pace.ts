export interface PaceOptions {
  /** Turns that may follow each other at once after a silence. */
  readonly burst: number;
  /** Sustained, one turn comes in so many milliseconds. */
  readonly everyMs: number;
}

/**
 * Limits the rate of work with a fixed cost per run: a part of a ClickHouse table costs about 10 ms of CPU time before
 * it holds a row. After a silence a turn is immediate; in sustained traffic, work is collected for a common turn.
 *
 * Time is an argument, in milliseconds of any clock that does not run backwards.
 */
export class Pace {
  readonly #burst: number;
  readonly #everyMs: number;
  #turns: number;
  #countedAtMs = -Infinity;

  constructor({ burst, everyMs }: PaceOptions) {
    this.#burst = burst;
    this.#everyMs = everyMs;
    this.#turns = burst;
  }

  /** How long until the next turn, in milliseconds; 0: now. */
  waitMs(nowMs: number): number {
    this.#count(nowMs);
    return this.#turns >= 1 ? 0 : (1 - this.#turns) * this.#everyMs;
  }

  /** Takes a turn. Work that cannot wait takes one that has not come yet, and the next comes later. */
  take(nowMs: number): void {
    this.#count(nowMs);
    this.#turns = Math.max(0, this.#turns - 1);
  }

  #count(nowMs: number): void {
    this.#turns = Math.min(this.#burst, this.#turns + (nowMs - this.#countedAtMs) / this.#everyMs);
    this.#countedAtMs = nowMs;
  }
}

/** How much came within the last second. */
export class LastSecond {
  readonly #counts: { readonly atMs: number; readonly count: number }[] = [];

  /** Adds what came now, and gives the sum. */
  add(count: number, nowMs: number): number {
    this.#counts.push({ atMs: nowMs, count });
    while ((this.#counts[0]?.atMs ?? nowMs) <= nowMs - 1_000) this.#counts.shift();
    return this.#counts.reduce((sum, one) => sum + one.count, 0);
  }
}
