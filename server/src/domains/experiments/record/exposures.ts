import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { exposureLog } from '../queries/log.ts';
import { exposuresTable } from '../tables.ts';

/** As they are written: ClickHouse fills in when. */
export const exposureRows = exposuresTable.only('workspaceId', 'experimentId', 'phase', 'unitId', 'variant', 'firstAt', 'lastAt');

/** Writes exposures, durable on return; the same again is the same rows. */
export const exposureLines = defineLoggedLines({
  name: 'exposures',
  table: exposureRows,
  log: exposureLog,
});
