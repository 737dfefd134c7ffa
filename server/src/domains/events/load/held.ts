import { inWorkspace } from '../../../platform/store/scope.ts';
import type { HeldOfUser } from '../../deletions/hooks.ts';
import { eventCount, eventsOfUnits, type EventKey } from '../queries/events.ts';
import { eventLines } from '../record.ts';

const pageSize = 5_000;

/** What the application reported that a user did. */
export const heldEvents: HeldOfUser = {
  kind: 'events',
  async count(stores, { workspaceId, userIds }) {
    await eventLines.land(stores);
    const [found] = await inWorkspace(workspaceId, () => eventCount(stores.clickhouse, { workspaceId, unitIds: userIds }));
    return found?.count ?? 0;
  },
  async *pages(stores, { workspaceId, userIds }) {
    await eventLines.land(stores);
    for (let after: EventKey | null = null; ;) {
      const place: EventKey | null = after;
      const found = await inWorkspace(workspaceId, () =>
        eventsOfUnits(stores.clickhouse, { workspaceId, unitIds: userIds, after: place, limit: pageSize }),
      );
      yield found.map((row) => ({ key: JSON.stringify([row.name, row.unitId, row.externalId]), row }));
      if (found.length < pageSize) return;
      after = found.at(-1) as EventKey;
    }
  },
};
