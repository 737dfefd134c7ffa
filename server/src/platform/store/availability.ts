import type { StoreName } from './unavailable.ts';

/** The part of a logger that the stores use. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const SILENT: StoreLog = { info: () => {}, warn: () => {}, error: () => {} };

/** An unstable store is logged at most this often. */
const QUIET_MS = 10_000;

/**
 * Whether a store answers, as observed by its users. Logs once that it is unavailable and once that it is back, however many statements
 * fail in between: all other code leaves `StoreUnavailable` out of the log (platform/log.ts).
 */
export class Availability {
  readonly #store: StoreName;
  readonly #log: StoreLog;
  #awaySince: number | null = null;
  #isAwayLogged = false;
  #lostCount = 0;
  #quietUntil = 0;
  #isBroken = false;

  constructor(store: StoreName, log: StoreLog) {
    this.#store = store;
    this.#log = log;
  }

  /** A connection was lost, or could not be opened. */
  lost(error: unknown, now = performance.now()): void {
    this.#awaySince ??= now;
    this.#lostCount += 1;
    if (this.#isAwayLogged || now < this.#quietUntil) return;
    this.#isAwayLogged = true;
    this.#quietUntil = now + QUIET_MS;
    const { code, message } = error as { code?: string; message?: string };
    this.#log.warn(
      { store: this.#store, reason: [code, message].filter((part) => part !== undefined && part !== '').join(' ') },
      `${this.#store} does not answer: what needs it is refused with STORE_UNAVAILABLE until it is back`,
    );
  }

  /** The store answers, but cannot read or write its files: unavailable until it is repaired, whatever it answers in between. */
  broke(error: unknown, now = performance.now()): void {
    this.#isBroken = true;
    this.lost(error, now);
  }

  mended(now = performance.now()): void {
    this.#isBroken = false;
    this.answered(now);
  }

  /** A connection was opened, or a statement was answered. */
  answered(now = performance.now()): void {
    if (this.#awaySince === null || this.#isBroken) return;
    const fields = { store: this.#store, awayMs: Math.round(now - this.#awaySince), refusedCount: this.#lostCount };
    if (this.#isAwayLogged) this.#log.info(fields, `${this.#store} answers again`);
    this.#awaySince = null;
    this.#isAwayLogged = false;
    this.#lostCount = 0;
  }
}
