import { defineDomain } from '../../platform/domain.ts';
import { drainRollup, startRollup } from '../../platform/store/projector/rollup.ts';
import { incompleteHours, rebuildRollupHours as rebuildHours } from './rollup.ts';

export const analyticsDomain = defineDomain({
  name: 'analytics',
  tables: ['message_rollup'],
  loops: [
    {
      name: 'rollup',
      start: ({ stores, onPassed, onError }) => startRollup(stores, { rebuildHours, incompleteHours, onPassed, onError }),
      drain: (stores) => drainRollup(stores, { rebuildHours, incompleteHours }),
    },
  ],
});
