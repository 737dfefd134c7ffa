import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';

/** Commits in a row behind which more already waits: from then on what comes in needs the processor more than the index of words does. */
const busyCommits = 4;
/** So long without a wait is calm. */
const calmMs = 1_500;
/** Parts pile up while they are not merged: not longer than this at a time, and then merging has its turn for as long. */
const longestMs = 120_000;

/**
 * Puts off merging the texts, which builds their index of words, while spans come faster than they are written: the index costs as
 * much as all the rest of a span. What is not merged is searched without the index meanwhile.
 */
export class MergeHold {
  readonly #clickhouse: ClickHouse;
  #busyInARow = 0;
  #heldAtMs: number | null = null;
  #releasedAtMs = -Infinity;
  #calm: NodeJS.Timeout | null = null;

  constructor(clickhouse: ClickHouse) {
    this.#clickhouse = clickhouse;
  }

  /** After each commit: whether more waits already. */
  async committed(isMoreWaiting: boolean, nowMs = performance.now()): Promise<void> {
    this.#busyInARow = isMoreWaiting ? this.#busyInARow + 1 : 0;
    if (this.#heldAtMs === null) {
      if (this.#busyInARow < busyCommits || nowMs - this.#releasedAtMs < longestMs) return;
      this.#heldAtMs = nowMs;
      await this.#clickhouse.setMerging('contents', false);
    } else if (nowMs - this.#heldAtMs > longestMs) {
      await this.#release(nowMs);
      return;
    }
    if (this.#calm !== null) clearTimeout(this.#calm);
    this.#calm = setTimeout(() => void this.#release(-Infinity).catch(() => {}), calmMs).unref();
  }

  /** `atMs`: from when on the next hold has to wait its time. */
  async #release(atMs: number): Promise<void> {
    if (this.#calm !== null) clearTimeout(this.#calm);
    this.#calm = null;
    if (this.#heldAtMs === null) return;
    this.#heldAtMs = null;
    this.#releasedAtMs = atMs;
    await this.#clickhouse.setMerging('contents', true);
  }
}
