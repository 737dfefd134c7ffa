import { performance } from 'node:perf_hooks';
import type { Demand } from './demand.ts';
import { LastSecond, Pace, type PaceOptions } from './pace.ts';
import { pause } from './pause.ts';

export interface GatheringOptions {
  /** Records a second below which passes are mostly their fixed cost. */
  readonly fewASecond: number;
  /** After a silence passes follow each other; a steady stream is gathered (bench/trickle.ts). */
  readonly quickPasses: PaceOptions;
  /** Pauses between passes. */
  readonly pauses: {
    /** Nothing was waiting. */
    readonly idleMs: number;
    /** After a silence, and while many records come. */
    readonly busyMs: number;
    /** Few records keep coming, and the derived data is watched. */
    readonly gatherMs: number;
    /** Records keep coming, and the derived data is not watched. */
    readonly unwatchedMs: number;
    /** The pass failed. */
    readonly failedMs: number;
  };
}

/** What one pass of deriving did. */
export interface Pass {
  /** Records that were derived. */
  readonly count: number;
  /** The next pass comes after so long, and does not gather; absent: this pass took all that was waiting. */
  readonly pauseMs?: number;
}

/**
 * A loop that derives from stored records (facts of messages, sums of traces) and decides when the next pass comes. A pass has a fixed
 * cost: small amounts that keep coming gather for a common pass, for longer while the data is not watched (demand.ts). A query ends the
 * wait.
 */
export class Gathering {
  readonly #demand: Demand;
  readonly #options: GatheringOptions;
  readonly #now: () => number;

  constructor(demand: Demand, options: GatheringOptions, now: () => number = () => performance.now()) {
    this.#demand = demand;
    this.#options = options;
    this.#now = now;
  }

  /** Makes passes until `signal` aborts; the pass in hand is finished. A pass that failed is made again. */
  async run(pass: () => Promise<Pass>, onError: (error: unknown) => void, signal: AbortSignal): Promise<void> {
    const { fewASecond, quickPasses, pauses } = this.#options;
    const pace = new Pace(quickPasses);
    const recent = new LastSecond();
    const deriving = this.#demand.enter();
    signal.addEventListener('abort', deriving.leave);
    while (!signal.aborted) {
      let pauseMs = pauses.failedMs;
      try {
        const done = await pass().finally(() => deriving.passed());
        const areFew = recent.add(done.count, this.#now()) < fewASecond;
        pauseMs = done.pauseMs ?? (done.count === 0 ? pauses.idleMs : pauses.busyMs);
        if (done.count > 0 && done.pauseMs === undefined) {
          const isSustained = pace.waitMs(this.#now()) > 0;
          pace.take(this.#now());
          if (isSustained) {
            await deriving.rest({ whileWatchedMs: areFew ? pauses.gatherMs : pauses.busyMs, elseMs: pauses.unwatchedMs }, signal);
            continue;
          }
        }
      } catch (error) {
        onError(error);
      }
      await pause(pauseMs, signal);
    }
    deriving.leave();
  }
}
