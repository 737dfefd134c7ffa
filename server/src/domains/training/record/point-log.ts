import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { pointLog } from '../queries/log.ts';
import { trainingBatches } from '../tables.ts';

/** Writes the lines of calls, durable on return; the same again is the same rows. */
export const pointLines = defineLoggedLines({
  name: 'points',
  table: trainingBatches,
  log: pointLog,
});
