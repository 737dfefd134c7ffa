import { pause } from '../store/pause.ts';
import type { Stores } from '../store/stores.ts';
import { outsideWorkspaces } from '../store/scope.ts';

/** Work that comes every few seconds, on each server: too often for the queue, and cheap where there is nothing to do. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (stores: Stores) => Promise<unknown>;
}

export interface SweepOptions {
  /** After a turn that did not fail. */
  readonly onPassed: (sweep: string) => void;
  /** After one that did: the next turn comes all the same. */
  readonly onError: (sweep: string, error: unknown) => void;
}

/** Makes the turns of all sweeps until stopped, one of each at a time. */
export function startSweeps(stores: Stores, sweeps: readonly Sweep[], { onPassed, onError }: SweepOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loops = sweeps.map(async ({ name, everyMs, run }) => {
    for (await pause(everyMs, stopping.signal); !stopping.signal.aborted; await pause(everyMs, stopping.signal)) {
      await outsideWorkspaces(() => run(stores)).then(
        () => onPassed(name),
        (error: unknown) => onError(name, error),
      );
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
