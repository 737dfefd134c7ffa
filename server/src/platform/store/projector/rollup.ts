import { pause } from '../pause.ts';
import type { Stores } from '../stores.ts';
import { rebuildDirtyHours, type RebuildHours } from './rollup-hours.ts';

const PAUSE_MS = 1_000;
/** While more hours may be due. */
const SHORT_PAUSE_MS = 20;
const FAILED_PAUSE_MS = 1_000;
const HOURS = 48;

export interface RollupOptions {
  readonly rebuildHours: RebuildHours;
  /** After each pass that did not fail, also one that found nothing. */
  readonly onPassed: () => void;
  /** A pass that failed is made again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Rolls up the facts of dirty hours until stopped; the hours in hand are finished. Any number of servers may run one: one at a time works.
 */
export function startRollup(stores: Stores, { rebuildHours, onPassed, onError }: RollupOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const pass = async (): Promise<number> => {
    const count = await rebuildDirtyHours(stores, rebuildHours, { limit: HOURS });
    onPassed();
    return count === 0 ? PAUSE_MS : SHORT_PAUSE_MS;
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      let pauseMs = FAILED_PAUSE_MS;
      try {
        pauseMs = await pass();
      } catch (error) {
        onError(error);
      }
      await pause(pauseMs, stopping.signal);
    }
  };
  const done = run();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

/** Rolls up until no hour is dirty, also those that still fill: for tests and for a rebuild from the command line. */
export async function drainRollup(stores: Stores, rebuildHours: RebuildHours): Promise<void> {
  while ((await rebuildDirtyHours(stores, rebuildHours, { limit: 1_000, everything: true })) > 0);
}
