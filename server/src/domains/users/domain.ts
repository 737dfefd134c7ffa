import { defineDomain } from '../../platform/domain.ts';
import { userErased, userHeld, userPurged } from '../deletions/hooks.ts';
import { eachThatForgets } from '../policies/load.ts';
import { eraseProperties, expireProperties, forgetUnnamedUsers, forgetUsers } from './commands.ts';
import { heldProperties } from './load/held.ts';
import { propertyLines } from './record.ts';
import { userReference, usersTool } from './tools.ts';

export const usersDomain = defineDomain({
  name: 'users',
  tables: ['user_property_log', 'user_properties', 'known_users'],
  tools: [usersTool],
  references: [userReference],
  hooks: [userErased.reaction(eraseProperties), userPurged.reaction(forgetUsers), userHeld.reaction(heldProperties)],
  loops: [propertyLines.landing],
  schedules: [
    {
      name: 'users whom nothing names',
      cron: '29 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) => forgetUnnamedUsers(stores, now, onError),
    },
    {
      name: 'user property retention',
      cron: '17 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) =>
        eachThatForgets(stores.postgres, now, onError, (workspaceId, cutoff) => expireProperties(stores, workspaceId, cutoff)),
    },
  ],
});
