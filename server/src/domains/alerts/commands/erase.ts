import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { rulesNaming } from '../queries/rules.ts';
import { closeAndRemove } from './close.ts';

/** A user was erased: rules whose filters name the user are deleted, since without it they would watch something else. */
export async function forgetErased(
  stores: Stores,
  { workspaceId, userIds }: { readonly workspaceId: string; readonly userIds: readonly string[] },
  live: Pick<LiveBus, 'publish'>,
): Promise<void> {
  for (const { id } of await rulesNaming(stores.postgres, { workspaceId, userIds }))
    await closeAndRemove({ stores, live, workspaceId }, id, new Date());
}
