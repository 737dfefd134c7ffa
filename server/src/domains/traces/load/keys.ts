import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans, type SpanKey } from '../load.ts';
import { keysOfSpans, keysOfTraces } from '../queries/keys.ts';

/** The spans of traces, as keys; at most `maxInheritingSpans`. */
export async function spansOfTraces(stores: Stores, asked: { workspaceId: string; traceIds: readonly string[] }): Promise<SpanKey[]> {
  await landSpans(stores);
  return keysOfTraces(stores.clickhouse, asked);
}

/** The traces of spans that are named without one, among those that began after `since`. */
export async function tracesOfSpans(
  stores: Stores,
  asked: { workspaceId: string; spanIds: readonly string[]; since: Date },
): Promise<SpanKey[]> {
  await landSpans(stores);
  return keysOfSpans(stores.clickhouse, asked);
}
