import type { TraceStamp } from '../queries/tree.ts';
import type { TraceTree } from './tree.ts';

interface Kept {
  readonly stamp: TraceStamp;
  readonly tree: Promise<TraceTree | null>;
  spanCount: number;
}

/** Spans in all kept trees together: about 200 bytes each. */
export const maxKeptSpans = 400_000;

/**
 * Trees of traces that were just looked at, until spans of them come or the room is needed for others: windows, search and spans of
 * an open trace don't build it again. Those who ask while a tree is built wait for the same.
 */
export class TreeCache {
  readonly #kept = new Map<string, Kept>();
  readonly #maxSpans: number;
  #spanCount = 0;

  constructor(maxSpans = maxKeptSpans) {
    this.#maxSpans = maxSpans;
  }

  get spanCount(): number {
    return this.#spanCount;
  }

  /** The tree as of this stamp, built where it is not kept. */
  get(key: string, stamp: TraceStamp, build: () => Promise<TraceTree | null>): Promise<TraceTree | null> {
    const known = this.#kept.get(key);
    if (known !== undefined && known.stamp.version === stamp.version && known.stamp.rowCount === stamp.rowCount) {
      this.#kept.delete(key); // again the youngest
      this.#kept.set(key, known);
      return known.tree;
    }
    this.#forget(key);
    const kept: Kept = { stamp, tree: build(), spanCount: 0 };
    this.#kept.set(key, kept);
    kept.tree.then(
      (tree) => this.#weigh(key, kept, tree?.spanCount ?? 0),
      () => {
        if (this.#kept.get(key) === kept) this.#forget(key);
      },
    );
    return kept.tree;
  }

  /** Counts a tree that has been built, and drops the oldest until all fit; one that alone is too large is not kept. */
  #weigh(key: string, kept: Kept, spanCount: number): void {
    if (this.#kept.get(key) !== kept) return;
    kept.spanCount = spanCount;
    this.#spanCount += spanCount;
    for (const oldest of this.#kept.keys()) {
      if (this.#spanCount <= this.#maxSpans) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const known = this.#kept.get(key);
    if (known === undefined) return;
    this.#kept.delete(key);
    this.#spanCount -= known.spanCount;
  }
}
