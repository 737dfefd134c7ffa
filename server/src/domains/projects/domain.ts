import { defineDomain } from '../../platform/domain.ts';

export const projectsDomain = defineDomain({ name: 'projects', tables: ['training_projects', 'logged_models'] });
