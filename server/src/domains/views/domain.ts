import { defineDomain } from '../../platform/domain.ts';

export const viewsDomain = defineDomain({
  name: 'views',
  tables: ['saved_views'],
  audited: { saved_views: { type: 'SavedView', name: 'name' } },
});
