import { defineDomain } from '../../platform/domain.ts';

export const preferencesDomain = defineDomain({ name: 'preferences', tables: ['person_preferences', 'workspace_preferences'] });
