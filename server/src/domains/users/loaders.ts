import { perOperation } from '../../platform/graphql/per-operation.ts';
import { propertiesOfUsers } from './load.ts';
import { maxShownProperties, type Properties } from './types.ts';

/** What the application reported of each user, by the ids as they are stored. */
export const propertiesOf = perOperation<string, Properties>(async (userIds, { stores, viewer }) => {
  const properties = await propertiesOfUsers(stores, viewer.workspaceId, userIds, maxShownProperties);
  return userIds.map((userId) => properties.get(userId) ?? {});
});
