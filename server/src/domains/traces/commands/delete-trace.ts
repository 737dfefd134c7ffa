import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { deleteTraces } from './delete.ts';

/** Deletes a trace for good, announces it to viewers of the trace and of lists, and returns its id. */
export async function deleteTrace(
  { stores, live }: { stores: Stores; live: LiveBus },
  workspaceId: string,
  traceId: string,
): Promise<string> {
  await deleteTraces(stores, workspaceId, [traceId]);
  live.publish('traces.landed', workspaceId, { traceIds: [traceId] });
  live.publish('traces.deleted', workspaceId, { traceIds: [traceId] });
  return traceId;
}
