import { raw } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { unindexedTexts } from '../queries.ts';

/** Texts that may stay without their index: a search reads so many within some tens of milliseconds. */
const mayLackCount = 10_000;
const limits = { timeoutMs: 600_000, maxThreads: 1 };

/**
 * Builds the index of texts that were written without it: their parts are merged, the smallest neighbours first. Returns when few are left,
 * or where a merge changes nothing, because others are under way.
 */
export async function indexTexts({ clickhouse }: Pick<Stores, 'clickhouse'>, signal: AbortSignal): Promise<void> {
  let before = Infinity;
  while (!signal.aborted) {
    const [left] = await unindexedTexts(clickhouse, {});
    const count = left?.count ?? 0;
    if (count <= mayLackCount || count >= before) return;
    before = count;
    await clickhouse.command('texts.index', raw('OPTIMIZE TABLE message_texts'), limits);
  }
}
