import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { deleteTraces } from './delete.ts';

/** Deletes a trace for good, tells those who look at it, and gives its id. */
export async function deleteTrace({ stores, live }: { stores: Stores; live: LiveBus }, workspaceId: string, traceId: string): Promise<string> {
  await deleteTraces(stores, workspaceId, [traceId]);
  live.publish('traces.landed', workspaceId, { traceIds: [traceId] });
  return traceId;
}
