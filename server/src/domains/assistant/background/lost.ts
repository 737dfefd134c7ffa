import type { Stores } from '../../../platform/store/stores.ts';
import { failLostTurns } from '../queries.ts';
import { lostAfterMs } from '../types.ts';

/** Ends turns whose server has gone: they would be running without an end. */
export const endLostTurns = ({ postgres }: Pick<Stores, 'postgres'>): Promise<number> =>
  failLostTurns(postgres, { beatBefore: new Date(Date.now() - lostAfterMs) });
