import { defineDomain } from '../../platform/domain.ts';

export const viewsDomain = defineDomain({
  name: 'views',
  tables: ['saved_views'],
});
