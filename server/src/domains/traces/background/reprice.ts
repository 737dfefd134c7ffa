import { z } from 'zod';
import type { Job } from '../../../platform/jobs/jobs.ts';
import { toLedger } from '../../messages/pure/ledger.ts';
import { costOf } from '../../prices/pure/cost.ts';
import { loadPriceBook } from '../../prices/load.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { join, raw, sql, string, strings, uint, uuid } from '../../../platform/store/sql.ts';
import { enqueueTraces } from '../record/product.ts';
import { landSpans } from '../load.ts';
import { traceSet } from '../queries/uuid.ts';
import { spans as spansTable } from '../tables.ts';

/** Spans looked at in one step. */
const stepCount = 5_000;
const timeoutMs = 60_000;
/** A span that was priced with the book of a moment ago is written by then (record/writer.ts keeps a book for one second). */
const settleMs = 3_000;

const Priced = z.object({
  traceId: z.string(),
  spanId: z.string(),
  startUs: z.coerce.number(),
  model: z.string(),
  provider: z.string(),
  uncachedInput: z.coerce.number(),
  cacheRead: z.coerce.number(),
  cacheWrite: z.coerce.number(),
  visibleOutput: z.coerce.number(),
  reasoning: z.coerce.number(),
  inputReported: z.boolean(),
  outputReported: z.boolean(),
  costNanoUsd: z.string().nullable(),
  priceId: z.string().nullable(),
});

interface Place {
  workspaceId: string;
  after: { traceId: string; spanId: string };
}

const pricedSpans = defineQuery({
  name: 'spans.priced',
  timeoutMs,
  row: Priced,
  sql: ({ workspaceId, after }: Place) => sql`
    SELECT toString(trace_id) AS traceId, span_id AS spanId, toString(toUnixTimestamp64Micro(started_at)) AS startUs, model, provider,
      uncached_input_tokens AS uncachedInput, cache_read_tokens AS cacheRead, cache_write_tokens AS cacheWrite, visible_output_tokens AS visibleOutput,
      reasoning_tokens AS reasoning, input_reported AS inputReported, output_reported AS outputReported, toString(cost_nano_usd) AS costNanoUsd, toString(price_id) AS priceId
    FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND kind IN ('LLM', 'EMBEDDING', 'RERANKER') AND (trace_id, span_id) > (${uuid(after.traceId)}, ${string(after.spanId)})
    ORDER BY trace_id, span_id LIMIT ${uint(stepCount)}`,
});

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
