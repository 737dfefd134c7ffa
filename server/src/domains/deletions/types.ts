import type { SpanKey } from '../traces/load.ts';

/** What is held of a user beside messages and traces; the names of the files in an export. */
export const heldKinds = ['properties', 'events', 'exposures', 'overrides'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** What a deletion has removed. */
export interface RemovedCounts {
  readonly messageCount: number;
  readonly conversationCount: number;
  readonly evaluationCount: number;
  readonly traceCount: number;
  readonly spanCount: number;
  readonly predictionCount: number;
}

/** What a step removes from both stores, noted before it begins, with what it has counted in ClickHouse. */
export interface DeletionStep extends Pick<RemovedCounts, 'traceCount' | 'spanCount' | 'predictionCount'> {
  readonly messageIds: readonly string[];
  readonly traceIds: readonly string[];
  /** What goes of traces in which another user has spans; absent: noted by a version that removed such traces whole. */
  readonly spans?: readonly SpanKey[];
}
