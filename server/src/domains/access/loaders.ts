import { perOperation } from '../../platform/graphql/per-operation.ts';
import type { ApiKey } from '../../platform/store/prisma/generated/client.ts';
import { keysMadeBy } from './load/keys.ts';

/** Keys of the workspace that a person has created and that still work. */
export const madeKeysOf = perOperation<string, readonly ApiKey[]>(async (personIds, { stores, viewer }) => {
  const keys = await keysMadeBy(stores, { workspaceId: viewer.workspaceId, personIds }, new Date());
  return personIds.map((personId) => keys.filter(({ createdById }) => createdById === personId));
});
