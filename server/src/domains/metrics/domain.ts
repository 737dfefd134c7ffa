import { defineDomain } from '../../platform/domain.ts';

export const metricsDomain = defineDomain({
  name: 'metrics',
  tables: ['metrics'],
  audited: { metrics: { type: 'Metric', name: 'key', ignored: ['updated_at'] } },
});
