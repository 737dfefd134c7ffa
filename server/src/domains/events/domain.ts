import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { eraseEvents } from './commands.ts';
import { eventLines } from './record.ts';

export const eventsDomain = defineDomain({
  name: 'events',
  tables: ['event_log', 'events'],
  hooks: [userErased.reaction(eraseEvents)],
  loops: [eventLines.landing],
});
