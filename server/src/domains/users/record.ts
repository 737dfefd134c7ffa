import { defineLoggedLines } from '../../platform/ingest/logged-lines.ts';
import { propertyLog } from './queries/log.ts';
import { userProperties } from './tables.ts';

/** Writes properties, durable on return; of two values of a property the one with the later version holds. */
export const propertyLines = defineLoggedLines({
  name: 'user properties',
  table: userProperties,
  log: propertyLog,
});
