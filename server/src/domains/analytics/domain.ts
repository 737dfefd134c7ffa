import { defineDomain } from '../../platform/domain.ts';
import { drainRollup, startRollup } from '../../platform/store/projector/rollup.ts';
import { incompleteHours, rebuildRollupHours as rebuildHours } from './rollup.ts';
import { analyticsReferences } from './tools/references.ts';
import { sessionMetricsTool } from './tools/sessions.ts';

export const analyticsDomain = defineDomain({
  name: 'analytics',
  tables: ['message_rollup'],
  tools: [sessionMetricsTool],
  references: analyticsReferences,
  loops: [
    {
      name: 'rollup',
      start: ({ stores, onPassed, onError }) => startRollup(stores, { rebuildHours, incompleteHours, onPassed, onError }),
      drain: (stores) => drainRollup(stores, { rebuildHours, incompleteHours }),
    },
  ],
});
