import { defineDomain } from '../../platform/domain.ts';

export const analyticsDomain = defineDomain({ name: 'analytics', tables: ['message_rollup'] });
