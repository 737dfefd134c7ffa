import type { Stores } from '../../../platform/store/stores.ts';
import { mergeTexts, unindexedTexts } from '../queries.ts';

/** Texts that may stay without their index: a search reads so many within some tens of milliseconds. */
const mayLackCount = 10_000;

/**
 * Builds the index of texts that were written without it while more messages came than could be projected (messages.ts). Returns when few
 * are left, or where a merge changes nothing, because others are under way.
 */
export async function indexTexts({ clickhouse }: Pick<Stores, 'clickhouse'>, signal: AbortSignal): Promise<void> {
  let before = Infinity;
  while (!signal.aborted) {
    const [left] = await unindexedTexts(clickhouse, {});
    const count = left?.count ?? 0;
    if (count <= mayLackCount || count >= before) return;
    before = count;
    await mergeTexts(clickhouse, {});
  }
}
