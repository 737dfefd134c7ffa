import type { RenderedSql } from '../sql.ts';

/** Tables whose rows name their workspace (walls.test.ts compares them with the migrated ones). */
export const WALLED_TABLES = [
  'contents',
  'events',
  'experiment_units',
  'exposures',
  'known_users',
  'message_facts',
  'message_meaning',
  'message_rollup',
  'message_texts',
  'spans',
  'traces',
  'training_batches',
  'training_buckets',
  'training_log',
  'training_metrics',
  'training_points',
  'training_predictions',
  'user_properties',
] as const;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The setting with which ClickHouse shows a statement no rows of another workspace, whatever its conditions say: a filter of each table that
 * it names. Empty: it names none.
 *
 * Errors  throws when the statement does not name the workspace itself, or when that is no UUID.
 */
export function wallOf(name: string, { text, params }: RenderedSql, workspaceId: string | undefined): string {
  if (workspaceId === undefined || !Object.values(params).includes(workspaceId)) throw new Error(`${name} names no workspace.`);
  if (!uuid.test(workspaceId)) throw new Error(`${name} names ${workspaceId.slice(0, 60)}, which is no workspace's id.`);
  const filters = WALLED_TABLES.filter((table) => text.includes(table)).map((table) => `'${table}': 'workspace_id = \\'${workspaceId}\\''`);
  return filters.length === 0 ? '' : `additional_table_filters = {${filters.join(', ')}}`;
}
