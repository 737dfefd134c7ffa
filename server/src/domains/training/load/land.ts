import type { Stores } from '../../../platform/store/stores.ts';

/** Resolves when every point that is acknowledged now can be read from ClickHouse. */
export const landPoints = async (_stores: Stores): Promise<void> => {};
