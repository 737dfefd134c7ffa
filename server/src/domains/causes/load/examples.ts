import type { Stores } from '../../../platform/store/stores.ts';
import { messagesOfCause } from '../queries/leaves.ts';
import type { Cause } from './explain.ts';

export const mostExamples = 20;

/** Keys of messages of a cause in the current window: those that add most to the change first, newer ones before older. */
export async function exampleIds(stores: Stores, { counted, conditions, wantsParts }: Cause, first: number): Promise<bigint[]> {
  const limit = Math.max(1, Math.min(mostExamples, first));
  const rows = await messagesOfCause(stores.clickhouse, { ...counted, conditions, wantsParts, limit });
  return rows.map(({ id }) => BigInt(id));
}
