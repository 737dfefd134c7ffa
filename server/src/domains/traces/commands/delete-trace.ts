import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { recordEvent } from '../../audit/commands.ts';
import { deleteTraces } from './delete.ts';

/** Deletes a trace for good, announces it to viewers of the trace and of lists, and returns its id. */
export async function deleteTrace(
  { stores, live }: { stores: Stores; live: LiveBus },
  workspaceId: string,
  traceId: string,
): Promise<string> {
  // Before the deletion, which is in the other store: none is without its entry.
  await recordEvent(stores.postgres, workspaceId, { action: 'deleteTrace', targetType: 'Trace', targetId: traceId });
  await deleteTraces(stores, workspaceId, [traceId]);
  announceDeletion(live, workspaceId, [traceId]);
  return traceId;
}

/** Announces traces that are deleted, to viewers of one and of lists; at most 2,000. */
export function announceDeletion(live: Pick<LiveBus, 'publish'>, workspaceId: string, traceIds: readonly string[]): void {
  live.publish('traces.landed', workspaceId, { traceIds: [...traceIds] });
  live.publish('traces.deleted', workspaceId, { traceIds: [...traceIds] });
}
