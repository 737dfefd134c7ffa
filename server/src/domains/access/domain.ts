import { defineDomain } from '../../platform/domain.ts';

export const accessDomain = defineDomain({
  name: 'access',
  tables: ['workspaces', 'people', 'members', 'invitations', 'api_keys'],
});
