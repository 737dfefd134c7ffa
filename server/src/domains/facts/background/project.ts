import type { ProjectMessages } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { projectMessages } from '../messages.ts';

/** Read again for each batch, so that a new price applies at once. */
export const projectionOf = (stores: Stores): ProjectMessages => projectMessages((workspaceId) => loadPriceBook(stores, workspaceId));
