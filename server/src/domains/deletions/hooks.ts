import { Hook } from '../../platform/hooks.ts';
import type { Stores } from '../../platform/store/stores.ts';

/** What is stored of a user is deleted: others that hold copies of it remove them. May be called again for the same user. */
export const userErased = new Hook<
  (stores: Stores, user: { readonly workspaceId: string; readonly userIds: readonly string[] }) => Promise<void>
>('userErased');
