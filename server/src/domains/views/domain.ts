import { defineDomain } from '../../platform/domain.ts';
import { savedViewsTool } from './tools.ts';

export const viewsDomain = defineDomain({
  name: 'views',
  tables: ['saved_views'],
  tools: [savedViewsTool],
  audited: { saved_views: { type: 'SavedView', name: 'name' } },
});
