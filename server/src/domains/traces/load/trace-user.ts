import type { Stores } from '../../../platform/store/stores.ts';
import { landSpans } from '../load.ts';
import { traceSummary } from '../queries/traces-by-id.ts';

/** The user whom a trace names, in any of its spans; null: none, or the trace is not here. */
export async function userOfTrace(stores: Stores, workspaceId: string, traceId: string): Promise<string | null> {
  await landSpans(stores);
  return (await traceSummary(stores.clickhouse, workspaceId, traceId))?.userId ?? null;
}
