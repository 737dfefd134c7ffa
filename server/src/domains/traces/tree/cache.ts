import type { TraceTree } from './tree.ts';

/** What tells a tree of a moment from one of a later moment. */
export interface TraceStamp {
  /** Rows of its spans, former versions included; 0: none is here. */
  readonly rowCount: number;
  /** The newest version among them. */
  readonly version: number;
}

export interface StampedTree {
  /** null: no span is here. */
  readonly tree: TraceTree | null;
  readonly stamp: TraceStamp;
}

/** Where trees come from. */
export interface TreeSource {
  stamp(): Promise<TraceStamp>;
  build(): Promise<StampedTree>;
}

/** Spans in all kept trees together: about 200 bytes each. */
const maxKeptSpans = 400_000;
/** What a tree weighs besides, in spans: its columns are there however short they are. */
export const ownWeight = 50;

/**
 * Trees of traces that were just looked at, until spans of them come or the room is needed for others: windows, search and spans of
 * an open trace don't build it again. Each caller gets everything that was stored when it asked.
 */
export class TreeCache {
  readonly #kept = new Map<string, { built: Promise<StampedTree>; weight: number }>();
  readonly #maxSpans: number;
  #weight = 0;

  constructor(maxSpans = maxKeptSpans) {
    this.#maxSpans = maxSpans;
  }

  get weight(): number {
    return this.#weight;
  }

  async get(key: string, source: TreeSource): Promise<TraceTree | null> {
    const known = this.#kept.get(key);
    if (known === undefined) return (await this.#build(key, source)).tree;
    // It may have been read before the query was asked: then its stamp is another.
    const [{ tree, stamp }, now] = await Promise.all([known.built, source.stamp()]);
    if (stamp.version !== now.version || stamp.rowCount !== now.rowCount) return (await this.#build(key, source)).tree;
    if (this.#kept.get(key) === known) {
      this.#kept.delete(key); // again the youngest
      this.#kept.set(key, known);
    }
    return tree;
  }

  #build(key: string, source: TreeSource): Promise<StampedTree> {
    this.#forget(key);
    const kept = { built: source.build(), weight: 0 };
    this.#kept.set(key, kept);
    kept.built.then(
      ({ tree }) => {
        if (this.#kept.get(key) !== kept) return;
        if (tree === null) return this.#forget(key);
        kept.weight = tree.spanCount + ownWeight;
        this.#weight += kept.weight;
        this.#makeRoom();
      },
      () => {
        if (this.#kept.get(key) === kept) this.#forget(key);
      },
    );
    return kept.built;
  }

  /** Drops the oldest until all fit; one that alone is too large is not kept. */
  #makeRoom(): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.#maxSpans) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const known = this.#kept.get(key);
    if (known === undefined) return;
    this.#kept.delete(key);
    this.#weight -= known.weight;
  }
}
