import { defineDomain } from '../../platform/domain.ts';
import { findUserSet } from '../../platform/user-sets.ts';
import { userErased } from '../deletions/hooks.ts';
import { eraseMembers } from './commands/erase.ts';
import { recordSizes } from './commands/sizes.ts';
import { membersOfCohort } from './load.ts';
import { cohortReference, cohortsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Cohorts of a workspace were made, changed or deleted. */
    'cohorts.changed': [workspaceId: string, { ids: readonly string[] }];
  }
}

export const cohortsDomain = defineDomain({
  name: 'cohorts',
  tables: ['cohorts', 'cohort_sizes'],
  tools: [cohortsTool],
  references: [cohortReference],
  // Rules may list users, and the trail is kept for longer than what it is about.
  audited: { cohorts: { type: 'UserCohort', name: 'name', ignored: ['updated_at'], counted: ['users'] } },
  topics: ['cohorts.changed'],
  hooks: [
    userErased.reaction(eraseMembers),
    findUserSet.reaction((postgres, { workspaceId, id, argument }) => membersOfCohort({ postgres }, workspaceId, id, argument, new Date())),
  ],
  schedules: [
    {
      name: 'sizes of cohorts',
      cron: '23 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) => recordSizes(stores, now, onError),
    },
  ],
});
