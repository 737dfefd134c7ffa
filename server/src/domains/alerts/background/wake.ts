import type { Stores } from '../../../platform/store/stores.ts';

/** Ends the rest of a loop of this process when there is work for it. */
class Waker {
  #end: (() => void) | null = null;
  #isWoken = false;

  wake(): void {
    this.#isWoken = true;
    this.#end?.();
  }

  /** Resolves after a time, when there is work, or when `signal` aborts. */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isWoken && !signal.aborted)
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          this.#end = null;
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
        this.#end = end;
      });
    this.#isWoken = false;
  }
}

const wakers = new WeakMap<Stores['postgres'], Waker>();

/** What wakes the delivery of notices on this server. */
export function wakerOf({ postgres }: Pick<Stores, 'postgres'>): Waker {
  let waker = wakers.get(postgres);
  if (waker === undefined) wakers.set(postgres, (waker = new Waker()));
  return waker;
}
