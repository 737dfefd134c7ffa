export interface AnnouncedOptions<State> {
  /** What it is at this moment. */
  readonly read: () => State;
  /** Tells those who follow it. */
  readonly publish: (state: State) => void;
  readonly save: (state: State) => Promise<unknown>;
  /** Between two notices, in milliseconds. */
  readonly everyMs: number;
  /** The most between two notices of a server that is busy, so that much at once does not stand in its own way; absent: `everyMs`. */
  readonly mostEveryMs?: number;
  /** From a change to the write of what it is then; absent: 1,000 ms. */
  readonly storeAfterMs?: number;
}

/**
 * Something that is made over a while, such as an answer of a model: those who follow it hear of its first change at once, and of those that
 * come soon after together; now and then it is stored, so that one who comes later reads it. What changes it calls `changed`.
 */
export class Announced<State> {
  readonly #options: AnnouncedOptions<State>;
  readonly #mostEveryMs: number;
  readonly #storeAfterMs: number;
  #everyMs: number;
  #publishedAt = -Infinity;
  #publishing: NodeJS.Timeout | null = null;
  #toStore: NodeJS.Timeout | null = null;
  #storing: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(options: AnnouncedOptions<State>) {
    this.#options = options;
    this.#everyMs = options.everyMs;
    this.#mostEveryMs = options.mostEveryMs ?? options.everyMs;
    this.#storeAfterMs = options.storeAfterMs ?? 1_000;
  }

  /** It has changed: announced at once after a silence, else with the next notice. */
  changed(): void {
    if (this.#publishing !== null || this.#isOver) return;
    const now = performance.now();
    const waitMs = this.#everyMs - (now - this.#publishedAt);
    if (waitMs <= 0) return this.#publish();
    this.#publishing = setTimeout(() => {
      const lateMs = Math.max(0, performance.now() - now - waitMs);
      this.#everyMs = Math.min(this.#mostEveryMs, this.#options.everyMs + 4 * lateMs);
      this.#publish();
    }, waitMs);
  }

  /** Stores what it is now, after the writes before. Rejects where the store does. */
  async store(): Promise<void> {
    const state = this.#options.read();
    const stored = this.#storing.then(() => this.#options.save(state));
    this.#storing = stored.catch(() => {});
    await stored;
  }

  /**
   * Its end: stored after the writes before, then announced. Nothing else is announced or stored from the call on. Rejects, and announces nothing,
   * where the store does; another end may be tried then.
   */
  async end(state: State): Promise<void> {
    this.#isOver = true;
    if (this.#publishing !== null) clearTimeout(this.#publishing);
    if (this.#toStore !== null) clearTimeout(this.#toStore);
    this.#publishing = null;
    this.#toStore = null;
    await this.#storing;
    await this.#options.save(state);
    this.#options.publish(state);
  }

  #publish(): void {
    this.#publishing = null;
    this.#publishedAt = performance.now();
    this.#options.publish(this.#options.read());
    this.#toStore ??= setTimeout(() => {
      this.#toStore = null;
      // A store that is away for a moment has it with the next write. Announced once more: a follower may have come after the last notice, and
      // has read what was stored before it.
      void this.store().then(
        () => this.#isOver || this.#options.publish(this.#options.read()),
        () => {},
      );
    }, this.#storeAfterMs);
  }
}
