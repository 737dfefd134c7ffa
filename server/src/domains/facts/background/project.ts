import type { Loop } from '../../../platform/domain.ts';
import { drainQueue, startProjector } from '../../../platform/store/projector/projector.ts';
import type { ProjectMessages } from '../../../platform/store/projector/queue.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { indexTexts } from './index-texts.ts';
import { projectMessages } from '../messages.ts';

/** Prices are read again for each batch, so that a new price applies at once. */
export const projectionOf = (stores: Stores): ProjectMessages => projectMessages((workspaceId) => loadPriceBook(stores, workspaceId));

/** Turns queued messages into facts. */
export const projection: Loop = {
  name: 'project',
  start: ({ stores, live, disk, onPassed, onError }) =>
    startProjector(stores, {
      project: projectionOf(stores),
      onProjected: ({ countByWorkspace }) => {
        for (const [workspaceId, messageCount] of countByWorkspace) live.publish('facts.landed', workspaceId, { messageCount });
      },
      caughtUp: (signal) => indexTexts(stores, signal),
      disk,
      onPassed,
      onError,
    }),
  drain: (stores) => drainQueue(stores, projectionOf(stores)),
};
