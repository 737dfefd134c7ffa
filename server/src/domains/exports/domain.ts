import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { exportUserJob } from './background/export-user.ts';
import { removeExpiredExports, removeExportsOf } from './commands.ts';

export const exportsDomain = defineDomain({
  name: 'exports',
  tables: ['user_exports'],
  // The trail is kept for longer than the file: it never has the user's id.
  audited: { user_exports: { type: 'UserExport', secrets: ['user_id'], only: ['user_id', 'expires_at'] } },
  jobs: [exportUserJob],
  hooks: [userErased.reaction(removeExportsOf)],
  schedules: [
    { name: 'exports of users', cron: '17 * * * *', catchUpMs: 3_600_000, run: ({ stores }, now) => removeExpiredExports(stores, now) },
  ],
});
