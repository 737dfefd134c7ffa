import type { Stores } from '../../../platform/store/stores.ts';
import { callsFor } from '../queries.ts';
import type { LedgerCall } from '../types.ts';

/** The calls of models for one thing, such as a turn of the assistant, oldest first; at most 200. */
export const callsOf = ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, reference: string): Promise<LedgerCall[]> =>
  callsFor(postgres, { workspaceId, reference });
