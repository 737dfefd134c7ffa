import { defineDomain } from '../../platform/domain.ts';
import { deletingWorkspaces } from './background/delete-workspaces.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After a key was revoked, or a member, a role or a workspace was changed: servers look again at the credentials that they know. */
    'access.changed': [all: 'all', { workspaceId: string }];
  }
}

export const accessDomain = defineDomain({
  name: 'access',
  tables: ['workspaces', 'members', 'invitations', 'api_keys'],
  // Who may do what is recorded even where the server itself changes it: a break-glass command has no actor.
  audited: {
    workspaces: { type: 'Workspace', name: 'name', workspace: 'id', always: true },
    members: { type: 'Member', person: 'person_id', always: true },
    invitations: { type: 'Invitation', name: 'email', secrets: ['secret_hash'], always: true, isPrivate: true },
    api_keys: { type: 'ApiKey', name: 'name', secrets: ['secret_hash'], ignored: ['last_used_at', 'last_used_from'], always: true },
  },
  topics: ['access.changed'],
  schedules: [deletingWorkspaces],
});
