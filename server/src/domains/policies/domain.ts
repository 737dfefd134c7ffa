import { defineDomain } from '../../platform/domain.ts';

export const policiesDomain = defineDomain({
  name: 'policies',
  tables: ['data_policies'],
  audited: {
    data_policies: {
      type: 'DataPolicy',
      key: ['workspace_id'],
      secrets: ['masking_secret'],
      ignored: ['updated_at', 'trace_sampled_until'],
    },
  },
});
