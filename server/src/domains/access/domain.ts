import { defineDomain } from '../../platform/domain.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After a key was revoked, or a member, a role or a workspace was changed: servers look again at the credentials that they know. */
    'access.changed': [all: 'all', { workspaceId: string }];
  }
}

export const accessDomain = defineDomain({
  name: 'access',
  tables: ['workspaces', 'people', 'members', 'invitations', 'api_keys'],
  topics: ['access.changed'],
});
