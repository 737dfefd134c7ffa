import type { ProjectMessages } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { projectMessages } from '../messages.ts';

/** Read anew for each batch: a price changed a moment ago already holds. */
export const projectionOf = (stores: Stores): ProjectMessages => projectMessages((workspaceId) => loadPriceBook(stores, workspaceId));
