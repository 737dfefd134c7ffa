import type { SpanKind } from '../types.ts';

/** Different texts once each, and beside each place which of them it has. */
export interface Dictionary {
  readonly values: readonly string[];
  readonly of: ArrayLike<number> & Iterable<number>;
}

/**
 * A trace laid out depth first: every span is followed by all that is under it. Columns, because a trace may have fifty thousand
 * spans. Places are indexes into the columns; siblings stand by start, then by id.
 */
export interface TraceTree {
  readonly traceId: string;
  readonly spanCount: number;
  /** More spans than a tree may have came: only the earliest are here. */
  readonly isCut: boolean;
  /** The newest version among its rows: it identifies a cached tree. */
  readonly version: number;
  /** The first start and the last end, in integer microseconds since the epoch. */
  readonly startedAtUs: number;
  readonly endedAtUs: number;
  readonly ids: readonly string[];
  /** What each span named as its parent; '' for none. */
  readonly parentIds: readonly string[];
  /** Place of the parent; -1 for a root. */
  readonly parents: Int32Array;
  readonly depths: Uint32Array;
  /** Spans in a subtree, its top included. */
  readonly sizes: Uint32Array;
  readonly childCounts: Uint32Array;
  /** 1: it names a parent that has not come. */
  readonly orphans: Uint8Array;
  /** 1: its parents go round in a circle, and it was taken for a root. */
  readonly loops: Uint8Array;
  /** Microseconds after the trace's start. */
  readonly startsUs: Float64Array;
  /** NaN: not ended. */
  readonly durationsUs: Float64Array;
  /** What is to be added to a start, as the clock of its service disagrees with its caller's; 0: it agrees. */
  readonly shiftsUs: Float64Array;
  /** Whether the root only stands for the trace of Langfuse that holds the one span under it. */
  readonly isInEnvelope: boolean;
  readonly names: Dictionary;
  readonly kinds: { readonly values: readonly SpanKind[]; readonly of: Uint8Array };
  readonly services: Dictionary;
  readonly models: Dictionary;
  /** '' = no error; else its type, or "error". */
  readonly errors: Dictionary;
  /** Integer nano-dollars; NaN: no price is known. */
  readonly costsNanoUsd: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** 1: its tokens and its cost count in the trace (pure/counted.ts). */
  readonly counted: Uint8Array;
  /** What each subtree comes to, its top included. */
  readonly subtrees: SubtreeTotals;
  /** 1: the end of the trace waited for it. */
  readonly critical: Uint8Array;
  placeOf(spanId: string): number | undefined;
}

export interface SubtreeTotals {
  /** NaN: no span of it has a price. */
  readonly costsNanoUsd: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  readonly errorCounts: Uint32Array;
  readonly modelCallCounts: Uint32Array;
}
