import type { Stores } from '../../../platform/store/stores.ts';
import { windowsOfPoints, type WindowRow, type WindowsAsked } from '../queries/windows.ts';
import { landPoints } from './land.ts';

export type { WindowRow };

/**
 * What the points of some metrics of some jobs were in windows of time (queries/windows.ts), with every point that is acknowledged now.
 *
 * Errors  throws `StoreTimeout` after 15 s.
 * Source  `training_points`; exact. A point that came twice counts once.
 */
export async function windowsOfJobs(stores: Stores, asked: WindowsAsked): Promise<readonly WindowRow[]> {
  if (asked.jobIds.length === 0) return [];
  await landPoints(stores);
  return windowsOfPoints(stores.clickhouse, asked);
}
