import { Hook } from '../../platform/hooks.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { HeldKind } from './types.ts';

/** A user as stores have it: by the id that the application sends, by the one that masking makes of it, or by either alone. */
export interface ErasedUser {
  readonly workspaceId: string;
  readonly userIds: readonly string[];
}

/** What is stored of a user is deleted: others that hold copies of it remove them. May be called again for the same user. */
export const userErased = new Hook<(stores: Stores, user: ErasedUser, live: Pick<LiveBus, 'publish'>) => Promise<void>>('userErased');

/** Nothing of a user's messages is left in either store: others forget that there was the user. May be called again. */
export const userPurged = new Hook<(stores: Stores, user: ErasedUser) => Promise<void>>('userPurged');

/** A row of what is held of a user, and what names it within its kind. */
export interface HeldRow {
  readonly key: string;
  readonly row: object;
}

/** Rows of one kind that a domain holds of a user beside messages and traces, and removes when the user is erased. */
export interface HeldOfUser {
  readonly kind: HeldKind;
  readonly count: (stores: Stores, user: ErasedUser) => Promise<number>;
  /** Every row, in pages: as it is stored, times in UTC. */
  readonly pages: (stores: Stores, user: ErasedUser) => AsyncIterable<readonly HeldRow[]>;
}

/** Who holds rows of users says how many, and which: counted by `userData`, and a file each in `exportUserData`. */
export const userHeld = new Hook<HeldOfUser>('userHeld');
