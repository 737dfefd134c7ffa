import { defineLoggedLines } from '../../../platform/ingest/logged-lines.ts';
import { exposureLog } from '../queries/log.ts';
import { exposuresTable } from '../tables.ts';

/** As they are written: ClickHouse fills in when. */
export const exposureRows = exposuresTable.only(
  'workspaceId',
  'experimentId',
  'phase',
  'unitId',
  'variant',
  'firstAt',
  'lastAt',
  'attributes',
  'client',
);

/** A line may come from the log of a server that did not have the last columns yet: they get their default values. */
export const exposureLineSettings = { input_format_json_compact_allow_variable_number_of_columns: '1' } as const;

/** Writes exposures, durable on return; the same again is the same rows. */
export const exposureLines = defineLoggedLines({
  name: 'exposures',
  table: exposureRows,
  log: exposureLog,
  settings: exposureLineSettings,
});
