import { defineDomain } from '../../platform/domain.ts';

export const accessDomain = defineDomain({
  name: 'access',
  tables: ['workspaces', 'members', 'invitations', 'api_keys'],
});
