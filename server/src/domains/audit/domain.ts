import { defineDomain } from '../../platform/domain.ts';

export const auditDomain = defineDomain({
  name: 'audit',
  tables: ['audit_entries', 'audit_seals'],
});
