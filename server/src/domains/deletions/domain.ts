import { defineDomain } from '../../platform/domain.ts';
import { deleteUserJob } from './background/delete-user.ts';

export const deletionsDomain = defineDomain({
  name: 'deletions',
  tables: ['user_deletions'],
  // The trail is kept for longer than what it deletes: it never has the user's id.
  audited: { user_deletions: { type: 'UserDeletion', secrets: ['user_id'], only: ['user_id', 'created_at'] } },
  jobs: [deleteUserJob],
});
