import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import { dayMs, hourMs } from './pure/interval.ts';
import { hoursWithoutDetails, rebuildDays, rebuildHours } from './queries/rollup.ts';

/** Days in one statement: enough to be quick, few enough that what it writes becomes visible as one. */
const MAX_DAYS = 2;

/**
 * Computes the rollup of these hours, and of the days they belong to, again: hours from their facts, days from their hours.
 * Combinations that vanished are removed, so whatever stood there before, it is right afterwards.
 *
 * `version`  above that of every rebuild of these hours before.
 */
export async function rebuildRollupHours(
  clickhouse: ClickHouse,
  workspaceId: string,
  hours: readonly Date[],
  version: bigint,
): Promise<void> {
  const starts = [...new Set(hours.map((hour) => Math.floor(hour.getTime() / hourMs) * hourMs))].sort((a, b) => a - b);
  for (const batch of inBatches(starts)) {
    await rebuildHours(clickhouse, { workspaceId, starts: batch, version });
    const days = [...new Set(batch.map((hour) => Math.floor(hour / dayMs) * dayMs))];
    await rebuildDays(clickhouse, { workspaceId, starts: days, version });
  }
}

/** Hours, newest first, that were summed up before there were the columns that `detailed_count` is about, of all workspaces. */
export const incompleteHours = (clickhouse: ClickHouse, limit: number) => hoursWithoutDetails(clickhouse, { limit });

/** Batches of whole days, none across the border of a month: what lies in one partition becomes visible at once. */
function inBatches(starts: readonly number[]): number[][] {
  const batches: number[][] = [];
  for (const start of starts) {
    const first = batches.at(-1)?.[0];
    const continues =
      first !== undefined && month(first) === month(start) && Math.floor(start / dayMs) - Math.floor(first / dayMs) < MAX_DAYS;
    if (continues) batches.at(-1)?.push(start);
    else batches.push([start]);
  }
  return batches;
}

const month = (ms: number): string => new Date(ms).toISOString().slice(0, 7);
