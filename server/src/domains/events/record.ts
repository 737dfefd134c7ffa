import { defineLoggedLines } from '../../platform/ingest/logged-lines.ts';
import { eventLog } from './queries/log.ts';
import { eventsTable } from './tables.ts';

/** Writes events, durable on return; of two with one id the later version is the event. */
export const eventLines = defineLoggedLines({
  name: 'events',
  table: eventsTable,
  log: eventLog,
});
