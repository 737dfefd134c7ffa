import { defineDomain } from '../../platform/domain.ts';

export const importsDomain = defineDomain({
  name: 'imports',
  tables: ['import_mappings'],
});
