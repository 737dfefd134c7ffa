import type { Stores } from '../../../platform/store/stores.ts';
import { failLostAnswers } from '../queries.ts';
import { lostAfterMs } from '../types.ts';

/** Ends answers whose server has gone: they would be under way without an end. */
export const endLostAnswers = ({ postgres }: Pick<Stores, 'postgres'>): Promise<number> =>
  failLostAnswers(postgres, { beatBefore: new Date(Date.now() - lostAfterMs) });
