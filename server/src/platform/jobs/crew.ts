import { pause } from '../store/pause.ts';
import { inWorkspace } from '../store/scope.ts';

/** What a loop does that works on leased rows of all workspaces, many at once: how rows are taken up, worked on and stored. */
export interface CrewWork<Item extends { readonly workspaceId: string }, Done extends object> {
  /** Takes up rows, at most so many: each is this server's for a while. */
  readonly claim: (limit: number) => Promise<readonly Item[]>;
  /** Nothing waits. */
  readonly idle: () => Promise<void>;
  /** Reads what rows of one workspace need, and gives the work on each; what is gone is left out. */
  readonly open: (workspaceId: string, items: readonly Item[], signal: AbortSignal) => Promise<readonly (() => Promise<Done>)[]>;
  /** Stores what became of rows of one workspace, as one transaction. */
  readonly store: (workspaceId: string, done: readonly Done[]) => Promise<void>;
}

/** Whom a crew reports to: what a loop of a domain is given. */
interface CrewReports {
  readonly onPassed: () => void;
  readonly onError: (error: unknown) => void;
}

/** Rows in hand at once, on each server. */
const mostInHand = 16;
const idleMs = 1_000;
const failedMs = 3_000;

/** Works on what waits, as it comes, until stopped. Any number of servers may run one: each row is one server's at a time. */
export function startCrew<Item extends { readonly workspaceId: string }, Done extends object>(
  work: CrewWork<Item, Done>,
  { onPassed, onError }: CrewReports,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const crew = new Crew(work, stopping.signal, onError);
  const pass = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const count = await crew.take(mostInHand);
        onPassed();
        await (count > 0 ? crew.room(idleMs) : pause(idleMs, stopping.signal));
      } catch (error) {
        onError(error);
        await pause(failedMs, stopping.signal);
      }
    }
  };
  const done = pass();
  return {
    stop: async () => {
      stopping.abort();
      await done;
      await crew.over();
    },
  };
}

/** Works on what waits now, and waits for it: for the command line and the tests. What is to be tried again later is left. */
export async function drainCrew<Item extends { readonly workspaceId: string }, Done extends object>(
  work: CrewWork<Item, Done>,
  workers = mostInHand,
): Promise<void> {
  const errors: unknown[] = [];
  const crew = new Crew(work, new AbortController().signal, (error) => errors.push(error));
  while ((await crew.take(workers)) > 0) await crew.over();
  await crew.over();
  if (errors.length > 0) throw errors[0];
}

/** Rows in hand, and what became of them until it is stored: that goes in batches, as fast as the store takes them. */
class Crew<Item extends { readonly workspaceId: string }, Done extends object> {
  readonly #work: CrewWork<Item, Done>;
  readonly #signal: AbortSignal;
  readonly #onError: (error: unknown) => void;
  readonly #inHand = new Set<Promise<void>>();
  #done: { readonly workspaceId: string; readonly done: Done }[] = [];
  #storing: Promise<void> | null = null;

  constructor(work: CrewWork<Item, Done>, signal: AbortSignal, onError: (error: unknown) => void) {
    this.#work = work;
    this.#signal = signal;
    this.#onError = onError;
  }

  /** Takes up rows, so that at most so many are in hand; how many it took. */
  async take(most: number): Promise<number> {
    const room = most - this.#inHand.size;
    const claimed = room > 0 ? await this.#work.claim(room) : [];
    if (claimed.length === 0) {
      await this.#work.idle();
      return 0;
    }
    for (const [workspaceId, items] of Map.groupBy(claimed, (item) => item.workspaceId))
      await inWorkspace(workspaceId, () => this.#begin(workspaceId, items));
    return claimed.length;
  }

  /** Resolves when one row is out of hand, or after a while. */
  async room(ms: number): Promise<void> {
    await Promise.race([...this.#inHand, pause(ms, this.#signal)]);
  }

  async over(): Promise<void> {
    while (this.#inHand.size > 0) await Promise.all(this.#inHand);
  }

  async #begin(workspaceId: string, items: readonly Item[]): Promise<void> {
    for (const one of await this.#work.open(workspaceId, items, this.#signal)) {
      const work = this.#finish(workspaceId, one)
        .catch(this.#onError)
        .finally(() => this.#inHand.delete(work));
      this.#inHand.add(work);
    }
  }

  /** Until it is stored. An error leaves the row to be taken up again when its time is up. */
  async #finish(workspaceId: string, work: () => Promise<Done>): Promise<void> {
    const done = await work();
    this.#done.push({ workspaceId, done });
    while (this.#done.some((one) => one.done === done)) await (this.#storing ??= this.#store());
    await this.#storing;
  }

  async #store(): Promise<void> {
    const all = this.#done;
    this.#done = [];
    try {
      for (const [workspaceId, of] of Map.groupBy(all, (one) => one.workspaceId))
        await inWorkspace(workspaceId, () =>
          this.#work.store(
            workspaceId,
            of.map(({ done }) => done),
          ),
        );
    } finally {
      this.#storing = null;
    }
  }
}
