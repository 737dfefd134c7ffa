import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { eachThatForgets } from '../policies/load.ts';
import { eraseProperties, expireProperties } from './commands.ts';
import { propertyLines } from './record.ts';
import { userReference, usersTool } from './tools.ts';

export const usersDomain = defineDomain({
  name: 'users',
  tables: ['user_property_log', 'user_properties'],
  tools: [usersTool],
  references: [userReference],
  hooks: [userErased.reaction(eraseProperties)],
  loops: [propertyLines.landing],
  schedules: [
    {
      name: 'user property retention',
      cron: '17 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) =>
        eachThatForgets(stores.postgres, now, onError, (workspaceId, cutoff) => expireProperties(stores, workspaceId, cutoff)),
    },
  ],
});
