import { defineDomain } from '../../platform/domain.ts';
import { drainRollup, startRollup } from '../../platform/store/projector/rollup.ts';
import { incompleteHours, rebuildRollupHours as rebuildHours } from './rollup.ts';
import { breakdownTool } from './tools/breakdown.ts';
import { productionTool } from './tools/production.ts';
import { evaluationMetricsTool } from './tools/quality.ts';
import { analyticsReferences } from './tools/references.ts';
import { sessionMetricsTool } from './tools/sessions.ts';

export const analyticsDomain = defineDomain({
  name: 'analytics',
  tables: ['message_rollup'],
  tools: [productionTool, breakdownTool, sessionMetricsTool, evaluationMetricsTool],
  references: analyticsReferences,
  loops: [
    {
      name: 'rollup',
      start: ({ stores, onPassed, onError }) => startRollup(stores, { rebuildHours, incompleteHours, onPassed, onError }),
      drain: (stores) => drainRollup(stores, { rebuildHours, incompleteHours }),
    },
  ],
});
