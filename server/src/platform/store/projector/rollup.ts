import { pause } from '../pause.ts';
import type { Stores } from '../stores.ts';
import { rebuildDirtyHours, rebuildIncompleteHours, type IncompleteHours, type RebuildHours } from './rollup-hours.ts';

const PAUSE_MS = 1_000;
/** While more hours may be due. */
const SHORT_PAUSE_MS = 20;
const FAILED_PAUSE_MS = 1_000;
const HOURS = 48;

export interface RollupOptions {
  readonly rebuildHours: RebuildHours;
  readonly incompleteHours: IncompleteHours;
  /** After each pass that did not fail, also one that found nothing. */
  readonly onPassed: () => void;
  /** A pass that failed is made again. */
  readonly onError: (error: unknown) => void;
}

/**
 * Rolls up the facts of dirty hours until stopped, and while none is due, hours that an older version summed up; the hours in hand are
 * finished. Any number of servers may run one: one at a time works.
 */
export function startRollup(
  stores: Stores,
  { rebuildHours, incompleteHours, onPassed, onError }: RollupOptions,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  // Rows of this version are complete, so that none becomes incomplete later.
  let isComplete = false;
  const complete = async (): Promise<number> => {
    const startedAt = performance.now();
    const count = await rebuildIncompleteHours(stores, rebuildHours, { incomplete: incompleteHours, limit: HOURS });
    isComplete = count === 0;
    // What is asked for goes first: half of a core at most.
    return count === null || count === 0 ? PAUSE_MS : Math.max(SHORT_PAUSE_MS, performance.now() - startedAt);
  };
  const pass = async (): Promise<number> => {
    const count = await rebuildDirtyHours(stores, rebuildHours, { limit: HOURS });
    const pauseMs = count > 0 ? SHORT_PAUSE_MS : isComplete ? PAUSE_MS : await complete();
    onPassed();
    return pauseMs;
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

/** Rolls up until no hour is dirty or incomplete, also those that still fill: for tests and for a rebuild from the command line. */
export async function drainRollup(
  stores: Stores,
  { rebuildHours, incompleteHours }: Pick<RollupOptions, 'rebuildHours' | 'incompleteHours'>,
): Promise<void> {
  while ((await rebuildDirtyHours(stores, rebuildHours, { limit: 1_000, everything: true })) > 0);
  const limit = 1_000;
  while ((await rebuildIncompleteHours(stores, rebuildHours, { incomplete: incompleteHours, limit })) === limit);
}
