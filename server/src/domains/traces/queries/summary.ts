import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, strings, uuid } from '../../../platform/store/sql.ts';
import type { SpanKind } from '../types.ts';
import { traceOfUuid, uuidOfTrace } from './uuid.ts';

/** A trace summed up: a row of `traces`. `null`: not reported. */
export interface TraceSummary {
  /** 32 hex digits. */
  readonly id: string;
  /** Integer microseconds since the epoch. */
  readonly startedAtUs: number;
  readonly endedAtUs: number;
  readonly name: string;
  /** null: no root has come. */
  readonly rootSpanId: string | null;
  /** null: no root has come. */
  readonly rootKind: SpanKind | null;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly release: string | null;
  readonly appVersion: string | null;
  readonly sessionId: string | null;
  readonly userId: string | null;
  readonly tags: readonly string[];
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly toolNames: readonly string[];
  readonly errorTypes: readonly string[];
  readonly spanCount: number;
  readonly modelCallCount: number;
  readonly toolCallCount: number;
  readonly errorCount: number;
  readonly openCount: number;
  /** Disjoint. */
  readonly uncachedInputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly visibleOutputTokens: number;
  readonly reasoningTokens: number;
  /** null: no model call of it has a price. */
  readonly costNanoUsd: number | null;
  /** Counted calls that report tokens and have no price. */
  readonly unpricedCount: number;
  /** What the sender reports of the same calls; null: not of each. */
  readonly reportedCostNanoUsd: number | null;
  readonly timeToFirstTokenMs: number | null;
  readonly inputPreview: string | null;
  readonly outputPreview: string | null;
  readonly receivedAtMs: number;
}

const named = z.string().transform((text) => (text === '' ? null : text));
const count = z.coerce.number();
const names = z.array(z.string());

/** Reads a row of `summaryColumns`. */
export const SummaryRow = z
  .object({
    trace_id: z.string(),
    started_at_us: count,
    ended_at_us: count,
    name: z.string(),
    root_span_id: named,
    root_kind: named,
    services: names,
    environment: named,
    release: named,
    app_version: named,
    session_id: named,
    user_id: named,
    tags: names,
    models: names,
    providers: names,
    tool_names: names,
    error_types: names,
    span_count: count,
    model_call_count: count,
    tool_call_count: count,
    error_count: count,
    open_count: count,
    uncached_input_tokens: count,
    cache_read_tokens: count,
    cache_write_tokens: count,
    visible_output_tokens: count,
    reasoning_tokens: count,
    cost_nano_usd: count,
    priced_count: count,
    unpriced_count: count,
    reported_cost_nano_usd: z.coerce.number().nullable(),
    time_to_first_token_ms: z.coerce.number().nullable(),
    input_preview: named,
    output_preview: named,
    received_at_ms: count,
  })
  .transform((row): TraceSummary => ({
    id: traceOfUuid(row.trace_id),
    startedAtUs: row.started_at_us,
    endedAtUs: row.ended_at_us,
    name: row.name,
    rootSpanId: row.root_span_id,
    rootKind: row.root_span_id === null ? null : (row.root_kind as SpanKind | null),
    services: row.services,
    environment: row.environment,
    release: row.release,
    appVersion: row.app_version,
    sessionId: row.session_id,
    userId: row.user_id,
    tags: row.tags,
    models: row.models,
    providers: row.providers,
    toolNames: row.tool_names,
    errorTypes: row.error_types,
    spanCount: row.span_count,
    modelCallCount: row.model_call_count,
    toolCallCount: row.tool_call_count,
    errorCount: row.error_count,
    openCount: row.open_count,
    uncachedInputTokens: row.uncached_input_tokens,
    cacheReadTokens: row.cache_read_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    visibleOutputTokens: row.visible_output_tokens,
    reasoningTokens: row.reasoning_tokens,
    costNanoUsd: row.priced_count === 0 ? null : row.cost_nano_usd,
    unpricedCount: row.unpriced_count,
    reportedCostNanoUsd: row.reported_cost_nano_usd,
    timeToFirstTokenMs: row.time_to_first_token_ms,
    inputPreview: row.input_preview,
    outputPreview: row.output_preview,
    receivedAtMs: row.received_at_ms,
  }));

/** What `SummaryRow` reads, of rows `t` of `traces`. */
export const summaryColumns =
  raw(`t.trace_id AS trace_id, toUnixTimestamp64Micro(t.started_at) AS started_at_us, toUnixTimestamp64Micro(t.ended_at) AS ended_at_us, t.name AS name,
  t.root_span_id AS root_span_id, t.root_kind AS root_kind, t.services AS services, t.environment AS environment, t.release AS release, t.app_version AS app_version, t.session_id AS session_id,
  t.user_id AS user_id, t.tags AS tags, t.models AS models, t.providers AS providers, t.tool_names AS tool_names, t.error_types AS error_types,
  t.span_count AS span_count, t.model_call_count AS model_call_count, t.tool_call_count AS tool_call_count, t.error_count AS error_count, t.open_count AS open_count,
  t.uncached_input_tokens AS uncached_input_tokens, t.cache_read_tokens AS cache_read_tokens, t.cache_write_tokens AS cache_write_tokens,
  t.visible_output_tokens AS visible_output_tokens, t.reasoning_tokens AS reasoning_tokens, t.cost_nano_usd AS cost_nano_usd, t.priced_count AS priced_count, t.unpriced_count AS unpriced_count,
  t.reported_cost_nano_usd AS reported_cost_nano_usd,
  t.time_to_first_token_ms AS time_to_first_token_ms, t.input_preview AS input_preview, t.output_preview AS output_preview,
  toUnixTimestamp64Milli(t.received_at) AS received_at_ms`);

/** Rows of the traces of these ids, former versions and removals among them: the newest that is no removal holds. */
const summaryRows = defineQuery({
  name: 'traces.summaries',
  timeoutMs: 5_000,
  row: z.object({ version: z.coerce.number(), is_deleted: z.coerce.number() }).and(SummaryRow),
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    SELECT ${summaryColumns}, t.version AS version, t.is_deleted AS is_deleted FROM traces AS t
    WHERE t.workspace_id = ${uuid(workspaceId)} AND t.trace_id IN (SELECT arrayJoin(CAST(${strings(traceIds.map(uuidOfTrace))}, 'Array(UUID)')))`,
});

/** The summaries of these traces, by id; a trace that has none is absent. */
export async function summariesOf(
  clickhouse: ClickHouse,
  workspaceId: string,
  traceIds: readonly string[],
): Promise<Map<string, TraceSummary>> {
  const rows = await summaryRows(clickhouse, { workspaceId, traceIds });
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${row.id} ${row.startedAtUs}`;
    if (row.version >= (newest.get(key)?.version ?? -1)) newest.set(key, row);
  }
  const found = new Map<string, (typeof rows)[number]>();
  for (const row of newest.values()) if (row.is_deleted === 0 && row.version >= (found.get(row.id)?.version ?? -1)) found.set(row.id, row);
  return found;
}

/** How long after its last spans a trace without a root is taken to be still on its way. */
export const lateRootMs = 30_000;

export const isRunning = ({ openCount, rootSpanId, receivedAtMs }: TraceSummary, now: Date): boolean =>
  openCount > 0 || (rootSpanId === null && receivedAtMs > now.getTime() - lateRootMs);
