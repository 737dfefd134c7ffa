import { Hook } from '../../platform/hooks.ts';
import type { Stores } from '../../platform/store/stores.ts';

/**
 * A workspace is being deleted for good. Comes before its rows go, and again where the deletion was cut off: a reaction removes what rows
 * alone lead to, such as files.
 */
export const erasingWorkspace = new Hook<(stores: Stores, workspaceId: string) => Promise<void>>('erasingWorkspace');
