import { defineDomain } from '../../platform/domain.ts';

export const policiesDomain = defineDomain({ name: 'policies', tables: ['data_policies'] });
