import type { Job } from '../../../platform/jobs/jobs.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { enqueueTraces } from '../record/product.ts';
import { landSpans } from '../load.ts';
import { pricedSpans, repriceTo } from './queries.ts';

/** A span that was priced with the book of a moment ago is written by then (record/writer.ts keeps a book for one second). */
const settleMs = 3_000;

/**
 * Gives every span that a price change touches its new cost: the span is written again, with a version above its own, and its
 * trace summed up again. Part of the task `reprice`, after the messages; done again from the start when it is cut off.
 */
export const repriceSpans: Job['run'] = async (stores, task, _report, signal) => {
  const { workspaceId } = task;
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  await landSpans(stores);
  const book = await loadPriceBook(stores, workspaceId);
  let after = { traceId: '00000000-0000-0000-0000-000000000000', spanId: '' };
  while (!signal.aborted) {
    const spans = await pricedSpans(stores.clickhouse, { workspaceId, after });
    const last = spans.at(-1);
    if (last === undefined) return;
    after = last;
    const changed = spans.flatMap((span) => {
      const usage = {
        inputTokens: span.inputReported ? span.uncachedInput + span.cacheRead + span.cacheWrite : null,
        outputTokens: span.outputReported ? span.visibleOutput + span.reasoning : null,
        cacheReadTokens: span.cacheRead,
        cacheWriteTokens: span.cacheWrite,
        reasoningTokens: span.reasoning,
      };
      const ledger = { ...toLedger(usage), inputReported: span.inputReported, outputReported: span.outputReported };
      const cost = costOf(ledger, book, {
        model: span.model === '' ? null : span.model,
        provider: span.provider === '' ? null : span.provider,
        createdAt: new Date(span.startUs / 1_000),
      });
      const priced =
        cost.state === 'priced' ? { costNanoUsd: String(cost.nanoUsd), priceId: cost.priceId } : { costNanoUsd: null, priceId: null };
      return priced.costNanoUsd === span.costNanoUsd && priced.priceId === span.priceId ? [] : [{ ...span, ...priced }];
    });
    if (changed.length === 0) continue;
    await repriceTo(stores.clickhouse, { workspaceId, costs: changed });
    await enqueueTraces(stores.postgres, workspaceId, new Set(changed.map(({ traceId }) => traceId)));
  }
};
