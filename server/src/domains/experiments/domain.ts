import { defineDomain } from '../../platform/domain.ts';

export const experimentsDomain = defineDomain({ name: 'experiments', tables: ['experiments', 'logged_models'] });
