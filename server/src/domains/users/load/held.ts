import { inWorkspace } from '../../../platform/store/scope.ts';
import type { HeldOfUser } from '../../deletions/hooks.ts';
import { valueOf } from '../pure/stored.ts';
import { propertiesOf, propertyCount } from '../queries/properties.ts';
import { propertyLines } from '../record.ts';

/** What the application reported of a user. */
export const heldProperties: HeldOfUser = {
  kind: 'properties',
  async count(stores, user) {
    await propertyLines.land(stores);
    const [found] = await inWorkspace(user.workspaceId, () => propertyCount(stores.clickhouse, user));
    return found?.count ?? 0;
  },
  async *pages(stores, user) {
    await propertyLines.land(stores);
    const found = await inWorkspace(user.workspaceId, () => propertiesOf(stores.clickhouse, user));
    yield found.map(({ userId, name, items, isList, at }) => ({
      key: JSON.stringify([userId, name]),
      row: { userId, name, value: valueOf(items, isList === 1), at: new Date(Number(at)) },
    }));
  },
};
