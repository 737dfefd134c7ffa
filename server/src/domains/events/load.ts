import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { eventNames } from './queries/events.ts';
import { eventLines } from './record.ts';

/** Makes every event that is acknowledged readable in ClickHouse. */
export const landEvents = (stores: Stores): Promise<void> => eventLines.land(stores);

export type EventName = Awaited<ReturnType<typeof eventNames>>[number];

/** Names of a workspace's events, the most frequent first. */
export async function namesOfEvents(stores: Stores, workspaceId: string, limit: number): Promise<EventName[]> {
  await landEvents(stores);
  return inWorkspace(workspaceId, () => eventNames(stores.clickhouse, { workspaceId, limit }));
}
