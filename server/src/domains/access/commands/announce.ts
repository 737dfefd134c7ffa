import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { knownKeysOf } from '../known-keys.ts';

/** After the commit of what changes who may do what: this server forgets the keys that it knows, and all look at open sockets again. */
export function announce(
  { stores, live }: { stores: Pick<Stores, 'postgres'>; live: Pick<LiveBus, 'publish'> },
  workspaceId: string,
): void {
  knownKeysOf(stores).forget();
  live.publish('access.changed', 'all', { workspaceId });
}
