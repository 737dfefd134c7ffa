import { Hook } from '../../platform/hooks.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** A user as stores have it: by the id that the application sends, by the one that masking makes of it, or by either alone. */
export interface ErasedUser {
  readonly workspaceId: string;
  readonly userIds: readonly string[];
}

/** What is stored of a user is deleted: others that hold copies of it remove them. May be called again for the same user. */
export const userErased = new Hook<(stores: Stores, user: ErasedUser, live: Pick<LiveBus, 'publish'>) => Promise<void>>('userErased');
