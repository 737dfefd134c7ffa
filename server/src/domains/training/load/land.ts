import type { Stores } from '../../../platform/store/stores.ts';
import { pointLogOf } from '../record/point-log.ts';

/**
 * Resolves when every point that is acknowledged now can be read from ClickHouse. Whatever reads points asks for it first; when landing
 * fails, the answer is made of what there is, and the loop that lands reports the failure.
 */
export const landPoints = (stores: Stores): Promise<void> =>
  pointLogOf(stores)
    .land()
    .catch(() => {});
