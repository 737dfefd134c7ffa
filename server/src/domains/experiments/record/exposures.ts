import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { exposureLog } from '../queries/log.ts';
import { exposuresTable } from '../tables.ts';

/** Writes exposures, durable on return; the same again is the same rows. */
export const exposureLines = defineLoggedLines({
  name: 'exposures',
  table: exposuresTable,
  log: exposureLog,
});
