import { defineCommand } from '../../../platform/store/query.ts';
import { int, join, raw, sql, uuid, type Sql } from '../../../platform/store/sql.ts';
import { columnName, type RecordOf } from '../../../platform/store/table.ts';
import { amendmentName } from '../pure/amendment.ts';
import { traces } from '../tables.ts';
import { countingColumns, type Uncounted } from './counting.ts';
import { traceSet } from './uuid.ts';

/** Spans that call a model, and what reports the tokens of calls that no span tells of. */
const callsModel = `(kind IN ('LLM', 'EMBEDDING', 'RERANKER') OR ((input_reported OR output_reported) AND NOT is_uncounted))`;
/** Columns of a summary and how each comes from the spans of its trace. A root says before others, the earliest before later ones. */
const byRank = (value: string, condition: string): Sql => raw(`argMinIf(${value}, (parent_id != '', started_at, span_id), ${condition})`);
const ofCounted = (column: string): Sql => raw(`sumIf(${column}, NOT is_uncounted)`);
/** What log records report of a span: it is shown with that span, and is no span of its own while another is there. */
const isAmendment = `(kind = 'EVENT' AND name = '${amendmentName}')`;
const ofSpans = (all: string, own: string): Sql => raw(`if(countIf(NOT ${isAmendment}) = 0, ${all}, ${own})`);
const starts = `if(countIf(NOT ${isAmendment}) = 0, min(started_at), minIf(started_at, NOT ${isAmendment}))`;
const ends = `if(countIf(NOT ${isAmendment}) = 0, max(addMicroseconds(started_at, duration_us)), maxIf(addMicroseconds(started_at, duration_us), NOT ${isAmendment}))`;
type SummaryColumn = Exclude<keyof RecordOf<typeof traces.shape>, 'workspaceId' | 'traceId' | 'receivedAt' | 'version' | 'isDeleted'>;
const summary: Readonly<Record<SummaryColumn, Sql>> = {
  startedAt: raw(starts),
  endedAt: raw(ends),
  durationUs: raw(`toUInt64(toUnixTimestamp64Micro(${ends}) - toUnixTimestamp64Micro(${starts}))`),
  name: raw(
    `if(maxIf(1, trace_name != '') = 1, argMinIf(trace_name, (parent_id != '', started_at, span_id), trace_name != ''), argMin(toString(name), (parent_id != '', started_at, span_id)))`,
  ),
  rootSpanId: byRank('span_id', `parent_id = ''`),
  rootKind: raw(`toString(argMin(kind, (parent_id != '', started_at, span_id)))`),
  services: raw(`arraySort(groupUniqArrayIf(20)(service, service != ''))`),
  environment: byRank('environment', `environment != ''`),
  release: byRank('release', `release != ''`),
  appVersion: byRank('app_version', `app_version != ''`),
  sessionId: byRank('session_id', `session_id != ''`),
  userId: byRank('user_id', `user_id != ''`),
  tags: raw('arraySort(groupUniqArrayArray(100)(tags))'),
  models: raw(`arraySort(groupUniqArrayIf(50)(model, model != '' AND ${callsModel}))`),
  providers: raw(`arraySort(groupUniqArrayIf(50)(provider, provider != '' AND ${callsModel}))`),
  toolNames: raw(`arraySort(groupUniqArrayIf(100)(tool_name, tool_name != '' AND kind = 'TOOL'))`),
  errorTypes: raw(`arraySort(groupUniqArrayIf(50)(if(error_type = '', 'error', error_type), is_error))`),
  spanNames: ofSpans('arraySort(groupUniqArray(100)(name))', `arraySort(groupUniqArrayIf(100)(name, NOT ${isAmendment}))`),
  spanCount: ofSpans('count()', `countIf(NOT ${isAmendment})`),
  modelCallCount: raw(`countIf(kind = 'LLM' AND NOT is_repeated)`),
  toolCallCount: raw(`countIf(kind = 'TOOL' AND NOT is_repeated)`),
  errorCount: raw('countIf(is_error AND NOT is_made_good)'),
  openCount: raw('countIf(is_open)'),
  // Each call once, however many spans report it (pure/counted.ts).
  uncachedInputTokens: ofCounted('uncached_input_tokens'),
  cacheReadTokens: ofCounted('cache_read_tokens'),
  cacheWriteTokens: ofCounted('cache_write_tokens'),
  visibleOutputTokens: ofCounted('visible_output_tokens'),
  reasoningTokens: ofCounted('reasoning_tokens'),
  costNanoUsd: raw('ifNull(sumIf(cost_nano_usd, NOT is_uncounted), 0)'),
  pricedCount: raw('countIf(isNotNull(cost_nano_usd) AND NOT is_uncounted)'),
  unpricedCount: raw('countIf(isNull(cost_nano_usd) AND NOT is_uncounted AND (input_reported OR output_reported))'),
  // Only where it is the cost of the same calls as ours.
  reportedCostNanoUsd: raw(
    `if(countIf(isNull(reported_cost_nano_usd) AND NOT is_uncounted AND (isNotNull(cost_nano_usd) OR input_reported OR output_reported)) > 0, NULL, sumIf(reported_cost_nano_usd, NOT is_uncounted))`,
  ),
  timeToFirstTokenMs: raw('argMinIf(time_to_first_token_ms, started_at, isNotNull(time_to_first_token_ms))'),
  inputPreview: byRank('input_preview', `input_preview != ''`),
  outputPreview: raw(
    `if(argMin(output_preview, (parent_id != '', started_at, span_id)) != '', argMin(output_preview, (parent_id != '', started_at, span_id)), argMaxIf(output_preview, addMicroseconds(started_at, duration_us), output_preview != ''))`,
  ),
  expiresOn: raw('max(expires_on)'),
};

/**
 * Columns of `traces` that come from spans, and what each is over the newest rows of `spans` with `countingColumns` beside them, grouped by
 * workspace and trace.
 */
export const summaryNames: readonly string[] = Object.keys(summary).map(columnName);
export const summaryValues: readonly Sql[] = Object.values(summary);

/** Summaries of these traces under this version, each from all of its spans. */
interface NewSummaries {
  readonly workspaceId: string;
  readonly traceIds: readonly string[];
  readonly uncounted: Uncounted;
  readonly version: number;
}

/**
 * Writes summaries; a trace without spans gets none. Of a span that stands several times the newest counts: `FINAL` would read the same
 * stretch of every part, where most parts hold nothing of these traces (their bloom filter says so).
 */
export const writeSummaries = defineCommand({
  name: 'traces.summarize',
  timeoutMs: 60_000,
  sql: ({ workspaceId, traceIds, uncounted, version }: NewSummaries) => sql`
    INSERT INTO traces (workspace_id, trace_id, ${raw(summaryNames.join(', '))}, received_at, version, is_deleted)
    SELECT workspace_id, trace_id, ${join(summaryValues, ', ')}, now64(3), ${int(version)}, 0
    FROM (
      SELECT *, ${countingColumns(uncounted)} FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}
      ORDER BY spans.version DESC LIMIT 1 BY trace_id, span_id
    )
    GROUP BY workspace_id, trace_id`,
});
