import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { deleteRows } from '../../../platform/store/clickhouse/mutations.ts';
import { rollupBefore } from '../queries/rollup.ts';

/**
 * Takes the hours and days before `cutoff` off the disk, which begins a day: none of them holds anything that is kept. What was summed up
 * under `version` or later stays.
 */
export async function deleteRollup(clickhouse: ClickHouse, workspaceId: string, cutoff: Date, version: number): Promise<void> {
  await deleteRows(clickhouse, { table: 'message_rollup', workspaceId }, rollupBefore(workspaceId, cutoff, version));
}
