import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { exposureLogQueue, logExposures, refuseExposures } from '../queries/log.ts';
import { exposureRows } from '../tables.ts';

/** Writes exposures, durable on return; the same again is the same rows. */
export const exposureLines = defineLoggedLines({
  name: 'exposures',
  table: exposureRows,
  queue: exposureLogQueue,
  store: logExposures,
  refuse: refuseExposures,
});
