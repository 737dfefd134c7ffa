import { defineDomain } from '../../platform/domain.ts';
import { userErased, userHeld } from '../deletions/hooks.ts';
import { eachThatForgets } from '../policies/load.ts';
import { eraseEvents, expireEvents } from './commands.ts';
import { heldEvents } from './load/held.ts';
import { eventLines } from './record.ts';

export const eventsDomain = defineDomain({
  name: 'events',
  tables: ['event_log', 'events'],
  hooks: [userErased.reaction(eraseEvents), userHeld.reaction(heldEvents)],
  loops: [eventLines.landing],
  schedules: [
    {
      name: 'event retention',
      cron: '11 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) =>
        eachThatForgets(stores.postgres, now, onError, (workspaceId, cutoff) => expireEvents(stores, workspaceId, cutoff)),
    },
  ],
});
