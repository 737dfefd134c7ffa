import type { StoreLog } from '../availability.ts';
import { diskFullOf } from './errors.ts';

/** A recurring shortage is logged at most this often. */
const quietMs = 60_000;

/**
 * Background work that failed for lack of disk space and is retried. The log records once that some of it waits, and once that all of
 * it continues, however often it fails in between.
 */
export class RoomShortage {
  readonly #log: StoreLog;
  readonly #waiting = new Set<string>();
  #isLogged = false;
  #quietUntil = 0;

  constructor(log: StoreLog) {
    this.#log = log;
  }

  /** Whether `work` failed for lack of disk space; the caller logs any other failure. */
  failed(work: string, error: unknown, now = performance.now()): boolean {
    if (diskFullOf(error) === null) return false;
    this.#waiting.add(work);
    if (this.#isLogged || now < this.#quietUntil) return true;
    this.#isLogged = true;
    this.#quietUntil = now + quietMs;
    this.#log.error({ work, reason: (error as Error).message }, 'The disk has no room for what is derived from stored records: numbers lag behind until there is room');
    return true;
  }

  /** `work` succeeded. */
  passed(work: string): void {
    if (!this.#waiting.delete(work) || this.#waiting.size > 0 || !this.#isLogged) return;
    this.#isLogged = false;
    this.#log.warn({ work }, 'What is derived from stored records finds room again');
  }
}
