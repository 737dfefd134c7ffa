import type { Stores } from '../../../platform/store/stores.ts';
import { pointLines } from '../record/point-log.ts';

/** Resolves when every point that is acknowledged now can be read from ClickHouse. Whatever reads points asks for it first. */
export const landPoints = (stores: Stores): Promise<void> => pointLines.land(stores);
