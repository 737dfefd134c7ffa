import type { Job } from '../../../platform/jobs/jobs.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { join, raw, sql, strings, uuid } from '../../../platform/store/sql.ts';
import { enqueueTraces } from '../record/product.ts';
import { landSpans } from '../load.ts';
import { traceSet } from '../queries/uuid.ts';
import { spans as spansTable } from '../tables.ts';
import { pricedSpans } from './queries.ts';

const timeoutMs = 60_000;
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
    const selected = spansTable.selection({
      costNanoUsd: raw(`if(priced.2 = '', NULL, toInt64(priced.2))`),
      priceId: raw(`if(priced.3 = '', NULL, toUUID(priced.3))`),
      version: raw('version + 1'),
    });
    await stores.clickhouse.command(
      'spans.reprice',
      sql`INSERT INTO spans (${raw(spansTable.columnNames.join(', '))})
        SELECT ${join(selected, ', ')} FROM (
          SELECT *, mapFromArrays(${strings(changed.map(({ traceId, spanId }) => traceId + spanId))},
              arrayZip(${strings(changed.map(({ spanId }) => spanId))}, ${strings(changed.map(({ costNanoUsd }) => costNanoUsd ?? ''))}, ${strings(changed.map(({ priceId }) => priceId ?? ''))}))
            [concat(toString(trace_id), span_id)] AS priced
          FROM spans FINAL
          WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet([...new Set(changed.map(({ traceId }) => traceId))])}
        ) WHERE priced.1 != ''`,
      { timeoutMs, maxThreads: 1 },
    );
    await enqueueTraces(stores.postgres, workspaceId, new Set(changed.map(({ traceId }) => traceId)));
  }
};
