import { defineDomain } from '../../platform/domain.ts';

export const modelsDomain = defineDomain({
  name: 'models',
  tables: ['models'],
  audited: { models: { type: 'Model', name: 'name' } },
});
