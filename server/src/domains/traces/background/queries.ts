import { z } from 'zod';
import { definePgQuery } from '../../../platform/store/pg-query.ts';
import { pg } from '../../../platform/store/pg-sql.ts';
import { defineCommand, defineQuery } from '../../../platform/store/query.ts';
import { float, join, raw, sql, string, strings, uint, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { never } from '../../policies/load.ts';
import { traceSet } from '../queries/uuid.ts';
import { spans } from '../tables.ts';

/** Those of these traces that have a judgment: the trace, one of its spans, or a message made of it. */
export const judgedTraces = definePgQuery({
  name: 'sampling.judged',
  row: z.object({ traceId: z.string() }),
  sql: ({ traceIds }: { traceIds: readonly string[] }, workspace) => {
    const ids = pg.texts(traceIds);
    return pg`
      SELECT trace_id AS "traceId" FROM evaluations WHERE workspace_id = ${workspace} AND trace_id = ANY(${ids})
      UNION SELECT m.trace_id FROM messages m
      WHERE m.workspace_id = ${workspace} AND m.trace_id = ANY(${ids}) AND EXISTS (SELECT FROM evaluations e WHERE e.message_id = m.id)`;
  },
});

const LeftOut = z.object({ traceId: z.string() });
/** The newest summary of a trace decides: one that went on meanwhile comes to rest later. */
export const tracesLeftOut = defineQuery({
  name: 'sampling.leftOut',
  timeoutMs: 120_000,
  row: LeftOut,
  sql: ({ workspaceId, from, until, share }: { workspaceId: string; from: Date; until: Date; share: number }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId FROM traces FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)} AND error_count = 0
      AND sipHash64(trace_id) / 18446744073709551616. >= ${float(share)}
      AND (workspace_id, started_at, trace_id) IN (
        SELECT workspace_id, started_at, trace_id FROM traces WHERE workspace_id = ${uuid(workspaceId)} AND received_at > ${utc(from)} AND received_at <= ${utc(until)})
    ORDER BY traceId`,
});

/** Spans looked at in one step of a repricing. */
const repricedCount = 5_000;

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

interface AfterSpan {
  workspaceId: string;
  after: { traceId: string; spanId: string };
}

/** Spans that may have a price, in the order of their keys. */
export const pricedSpans = defineQuery({
  name: 'spans.priced',
  timeoutMs: 60_000,
  row: Priced,
  sql: ({ workspaceId, after }: AfterSpan) => sql`
    SELECT toString(trace_id) AS traceId, span_id AS spanId, toString(toUnixTimestamp64Micro(started_at)) AS startUs, model, provider,
      uncached_input_tokens AS uncachedInput, cache_read_tokens AS cacheRead, cache_write_tokens AS cacheWrite, visible_output_tokens AS visibleOutput,
      reasoning_tokens AS reasoning, input_reported AS inputReported, output_reported AS outputReported, toString(cost_nano_usd) AS costNanoUsd, toString(price_id) AS priceId
    FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND (kind IN ('LLM', 'EMBEDDING', 'RERANKER') OR input_reported OR output_reported) AND (trace_id, span_id) > (${uuid(after.traceId)}, ${string(after.spanId)})
    ORDER BY trace_id, span_id LIMIT ${uint(repricedCount)}`,
});

/** The new cost of a span; null: it has none. */
interface NewCost {
  readonly traceId: string;
  readonly spanId: string;
  readonly costNanoUsd: string | null;
  readonly priceId: string | null;
}

/** Writes these spans again with their new costs, under a version above their own. */
export const repriceTo = defineCommand({
  name: 'spans.reprice',
  timeoutMs: 60_000,
  sql: ({ workspaceId, costs }: { workspaceId: string; costs: readonly NewCost[] }) => {
    const selected = spans.selection({
      costNanoUsd: raw(`if(priced.2 = '', NULL, toInt64(priced.2))`),
      priceId: raw(`if(priced.3 = '', NULL, toUUID(priced.3))`),
      version: raw('version + 1'),
    });
    return sql`
      INSERT INTO spans (${raw(spans.columnNames.join(', '))})
      SELECT ${join(selected, ', ')} FROM (
        SELECT *, mapFromArrays(${strings(costs.map(({ traceId, spanId }) => traceId + spanId))}, arrayZip(
            ${strings(costs.map(({ spanId }) => spanId))},
            ${strings(costs.map(({ costNanoUsd }) => costNanoUsd ?? ''))},
            ${strings(costs.map(({ priceId }) => priceId ?? ''))}))
          [concat(toString(trace_id), span_id)] AS priced
        FROM spans FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet([...new Set(costs.map(({ traceId }) => traceId))])}
      ) WHERE priced.1 != ''`;
  },
});

/** Tables of a trace, and where a row's time stands from which its days are counted. */
const startOf = { traces: 'started_at', spans: 'started_at', contents: 'at' } as const;
export type TraceTable = keyof typeof startOf;

/** A removal of a summary holds back an older one of its trace, and has no content itself: it carries no day. */
const notRemoval: Readonly<Record<TraceTable, Sql>> = { traces: raw('is_deleted = 0'), spans: raw('true'), contents: raw('true') };

/** Rows whose last day is before this one, "2026-12-31". */
export const expiredBefore = (table: TraceTable, day: string): Sql => sql`${notRemoval[table]} AND expires_on < toDate(${string(day)})`;

/** Changes the last day of a workspace's rows to the one that this number of days gives; null: they are kept. */
export function restamped(table: TraceTable, workspaceId: string, days: number | null): Sql {
  const expiry = expiryOf(startOf[table], days);
  return sql`UPDATE expires_on = ${expiry} WHERE workspace_id = ${uuid(workspaceId)} AND ${notRemoval[table]} AND expires_on != ${expiry}`;
}

/** As `expiresOn` computes it (trace-retention.test.ts); a Date holds 65,535 days. */
const expiryOf = (start: string, days: number | null): Sql =>
  days === null
    ? sql`toDate(${string(never)})`
    : raw(`toDate(toUInt16(least(65535, toUInt32(toUnixTimestamp64Second(${start})) DIV 86400 + ${days})))`);
