import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { logLines, pointLogQueue, refusePoints } from '../queries/log.ts';
import { trainingBatches } from '../tables.ts';

/** Writes the lines of calls, durable on return; the same again is the same rows. */
export const pointLines = defineLoggedLines({
  name: 'points',
  table: trainingBatches,
  queue: pointLogQueue,
  store: logLines,
  refuse: refusePoints,
});
