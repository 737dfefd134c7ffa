import { AsyncLocalStorage } from 'node:async_hooks';
import { iteratorOf } from '../../platform/live/readers.ts';
import { installationChain } from '../../platform/store/migrations/audit/functions.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { StoreUnavailable } from '../../platform/store/unavailable.ts';
import { entriesSince, lastPositions } from './queries/additions.ts';
import type { EntryFilter, Trail } from './types.ts';

type Postgres = Stores['postgres'];

/** Entries that were added to a trail since the event before. */
export interface Additions {
  readonly addedCount: number;
}

const lookMs = 1_000;
/** What is looked at for all who follow is no part of the request of the one who came first. */
const apart = AsyncLocalStorage.snapshot();

/**
 * Chains that are followed. Entries are written by triggers, by each server and by commands, so no one announces them: while a chain is
 * followed, one statement a second asks for the last position of all that are.
 */
class ChainWatch {
  readonly #postgres: Postgres;
  readonly #listeners = new Map<string, Set<(position: number) => void>>();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  constructor(postgres: Postgres) {
    this.#postgres = postgres;
  }

  /** Calls back once a second with the last position of the chain, until the returned function is called. */
  follow(chain: string, onLook: (position: number) => void): () => void {
    const listeners = this.#listeners.get(chain) ?? new Set();
    this.#listeners.set(chain, listeners.add(onLook));
    this.#timer ??= apart(() => setInterval(() => void this.#look(), lookMs).unref());
    return () => {
      listeners.delete(onLook);
      if (listeners.size === 0 && this.#listeners.get(chain) === listeners) this.#listeners.delete(chain);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      for (const { chain, position } of await lastPositions(this.#postgres, { chains: [...this.#listeners.keys()] }))
        for (const onLook of this.#listeners.get(chain) ?? []) onLook(position);
    } catch {
      // The store does not answer: it is asked again, and nothing is lost.
    } finally {
      this.#isLooking = false;
    }
  }
}

const watches = new WeakMap<Postgres, ChainWatch>();

function watchOf(postgres: Postgres): ChainWatch {
  let watch = watches.get(postgres);
  if (watch === undefined) watches.set(postgres, (watch = new ChainWatch(postgres)));
  return watch;
}

/** How many entries that fit were added to the trail, each time that there are some, at most once a second. */
export async function additionsTo(
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  { trail, filter }: { readonly trail: Trail; readonly filter: EntryFilter },
): Promise<AsyncIterableIterator<Additions, undefined>> {
  const chain = trail === 'installation' ? installationChain : workspaceId;
  let seen = (await lastPositions(postgres, { chains: [chain] }))[0]?.position ?? 0;
  let isOver = false;
  let wake: () => void = () => {};
  const unfollow = watchOf(postgres).follow(chain, (position) => {
    if (position > seen) wake();
  });
  const moved = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  const next = async (): Promise<IteratorResult<Additions, undefined>> => {
    for (;;) {
      if (!isOver) await moved();
      if (isOver) return { value: undefined, done: true };
      const found = await entriesAfter(seen);
      if (found === null) continue;
      seen = found.position;
      if (found.addedCount > 0) return { value: { addedCount: found.addedCount }, done: false };
    }
  };
  /** Null: the store does not answer; it is asked again at the next look. */
  const entriesAfter = async (position: number): Promise<(Additions & { position: number }) | null> => {
    try {
      const [found] = await entriesSince(postgres, { chain, position, trail, filter });
      return found ?? null;
    } catch (error) {
      if (error instanceof StoreUnavailable) return null;
      throw error;
    }
  };
  return iteratorOf(next, () => {
    isOver = true;
    unfollow();
    wake();
  });
}
