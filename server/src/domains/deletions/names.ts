import type { Stores } from '../../platform/store/stores.ts';
import { endUserIdsOf } from '../messages/commands/delete-user.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';

/** By what a user is found in both stores. */
export interface UserNames {
  /** As the application sends it, and as masking stores it. */
  readonly userIds: readonly string[];
  /** Of PostgreSQL's rows; empty: no message names the user. */
  readonly endUserIds: readonly string[];
}

/** Under a masking policy the id was stored as a hash; what came before the policy was stored as it is. */
export async function namesOf(stores: Stores, workspaceId: string, userId: string): Promise<UserNames> {
  const masked = maskerOf(await policyOf(stores, workspaceId))?.id(userId);
  const userIds = [...new Set([userId, ...(masked === undefined ? [] : [masked])])];
  return { userIds, endUserIds: await endUserIdsOf(stores.postgres, workspaceId, userIds) };
}
