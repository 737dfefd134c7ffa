import { defineDomain } from '../../platform/domain.ts';

export const importsDomain = defineDomain({
  name: 'imports',
  tables: ['import_mappings'],
  audited: { import_mappings: { type: 'ImportMapping', name: 'name', ignored: ['updated_at'] } },
});
