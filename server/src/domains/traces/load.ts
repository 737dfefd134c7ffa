import { z } from 'zod';
import type { ClickHouse } from '../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../platform/store/query.ts';
import { sql, strings, uuid } from '../../platform/store/sql.ts';
import type { Stores } from '../../platform/store/stores.ts';
import {
  emptySpan,
  spanKinds,
  type Attributes,
  type ChatMessage,
  type Span,
  type SpanEvent,
  type SpanLink,
  type SpanSource,
  type SpanText,
} from './types.ts';
import { spanLogOf } from './record/span-log.ts';
import { traceSet } from './queries/uuid.ts';

/** Names one span. */
export interface SpanKey {
  readonly traceId: string;
  readonly spanId: string;
}

export const keyOfSpan = ({ traceId, spanId }: SpanKey): string => `${traceId}:${spanId}`;

/** What the column `details` of a span holds: everything that only the page of one span shows (written by record/rows.ts). */
export interface StoredDetails {
  attributes: Attributes;
  events?: SpanEvent[];
  links?: SpanLink[];
  metadata?: Attributes;
  modelParameters?: Attributes;
  finishReason?: string;
  conversationId?: string;
  promptName?: string;
  promptVersion?: string;
  experimentName?: string;
  variant?: string;
  source?: SpanSource;
}

/** Reads the column `details`. */
export const readDetails = (json: string): StoredDetails => (json === '' ? { attributes: {} } : (JSON.parse(json) as StoredDetails));

const Refs = z.array(z.tuple([z.string(), z.string()]));
const Form = z.enum(['NONE', 'TEXT', 'JSON', 'CHAT']);
const text = z.string();
const count = z.coerce.number();
const Row = z.object({
  traceId: text,
  spanId: text,
  parentId: text,
  startUs: count,
  durationUs: count,
  isOpen: z.boolean(),
  name: text,
  kind: z.enum(spanKinds),
  service: text,
  environment: text,
  release: text,
  appVersion: text,
  model: text,
  provider: text,
  isError: z.boolean(),
  errorType: text,
  errorMessage: text,
  sessionId: text,
  userId: text,
  uncachedInput: count,
  cacheRead: count,
  cacheWrite: count,
  visibleOutput: count,
  reasoning: count,
  inputReported: z.boolean(),
  outputReported: z.boolean(),
  reportedCostNanoUsd: count.nullable(),
  timeToFirstTokenMs: count.nullable(),
  toolName: text,
  toolCallId: text,
  traceName: text,
  tags: z.array(text),
  inputForm: Form,
  outputForm: Form,
  input: Refs,
  output: Refs,
  context: Refs,
  details: text,
});
type Row = z.infer<typeof Row>;

const spansByKeys = defineQuery({
  name: 'spans.stored',
  timeoutMs: 10_000,
  row: Row,
  sql: ({ workspaceId, traceIds, spanIds }: { workspaceId: string; traceIds: readonly string[]; spanIds: readonly string[] }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId, parent_id AS parentId, toString(toUnixTimestamp64Micro(started_at)) AS startUs,
      toString(duration_us) AS durationUs, is_open AS isOpen, name, kind, service, environment, release, app_version AS appVersion, model, provider, is_error AS isError,
      error_type AS errorType, error_message AS errorMessage, session_id AS sessionId, user_id AS userId, uncached_input_tokens AS uncachedInput,
      cache_read_tokens AS cacheRead, cache_write_tokens AS cacheWrite, visible_output_tokens AS visibleOutput, reasoning_tokens AS reasoning,
      input_reported AS inputReported, output_reported AS outputReported, reported_cost_nano_usd AS reportedCostNanoUsd,
      time_to_first_token_ms AS timeToFirstTokenMs, tool_name AS toolName, tool_call_id AS toolCallId, trace_name AS traceName, tags,
      input_form AS inputForm, output_form AS outputForm, input, output, context, details
    FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND span_id IN (${strings(spanIds)})`,
});

const Content = z.object({ at: z.string(), hash: z.string(), text: z.string() });
/** Texts by where they stand. */
const contentsByPlaces = defineQuery({
  name: 'contents.byPlaces',
  timeoutMs: 10_000,
  row: Content,
  sql: ({ workspaceId, ats, hashes }: { workspaceId: string; ats: readonly string[]; hashes: readonly string[] }) => sql`
    SELECT toString(at) AS at, toString(hash) AS hash, any(text) AS text FROM contents
    WHERE workspace_id = ${uuid(workspaceId)} AND (at, hash) IN (
      SELECT toDateTime64(place.1, 6, 'UTC'), toUUID(place.2) FROM (SELECT arrayJoin(arrayZip(${strings(ats)}, ${strings(hashes)})) AS place))
    GROUP BY at, hash`,
});

/** Resolves when every span that is acknowledged now can be read (record/span-log.ts). */
export const landSpans = (stores: Stores): Promise<void> => spanLogOf(stores).land();

/**
 * Spans as they are stored, with their texts, by `keyOfSpan`. A span that is not stored is not there; a text that was deleted is left
 * out of its span.
 */
export async function storedSpans(stores: Stores, workspaceId: string, keys: readonly SpanKey[]): Promise<Map<string, Span>> {
  const wanted = new Set(keys.map(keyOfSpan));
  if (wanted.size === 0) return new Map();
  await landSpans(stores);
  const { clickhouse } = stores;
  const rows = await spansByKeys(clickhouse, {
    workspaceId,
    traceIds: [...new Set(keys.map(({ traceId }) => traceId))],
    spanIds: [...new Set(keys.map(({ spanId }) => spanId))],
  });
  const found = rows.filter((row) => wanted.has(keyOfSpan(row)));
  const texts = await textsOf(clickhouse, workspaceId, found);
  return new Map(found.map((row) => [keyOfSpan(row), spanOf(row, texts)]));
}

async function textsOf(clickhouse: ClickHouse, workspaceId: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const places = new Map(
    rows.flatMap(({ input, output, context }) => [...input, ...output, ...context]).map((place) => [place.join(' '), place]),
  );
  if (places.size === 0) return new Map();
  const list = [...places.values()];
  const contents = await contentsByPlaces(clickhouse, { workspaceId, ats: list.map(([at]) => at), hashes: list.map(([, hash]) => hash) });
  return new Map(contents.map((content) => [`${content.at} ${content.hash}`, content.text]));
}

function spanOf(row: Row, texts: ReadonlyMap<string, string>): Span {
  const details = readDetails(row.details);
  const pieces = (refs: Row['input']): string[] => refs.flatMap((ref) => texts.get(ref.join(' ')) ?? []);
  const [tools] = pieces(row.context);
  return {
    ...emptySpan,
    traceId: row.traceId,
    spanId: row.spanId,
    parentId: named(row.parentId),
    name: row.name,
    kind: row.kind,
    startUs: row.startUs,
    endUs: row.isOpen ? null : row.startUs + row.durationUs,
    isError: row.isError,
    errorType: named(row.errorType),
    errorMessage: named(row.errorMessage),
    service: named(row.service),
    environment: named(row.environment),
    release: named(row.release),
    appVersion: named(row.appVersion),
    model: named(row.model),
    provider: named(row.provider),
    modelParameters: details.modelParameters ?? null,
    usage: {
      inputTokens: row.inputReported ? row.uncachedInput + row.cacheRead + row.cacheWrite : null,
      outputTokens: row.outputReported ? row.visibleOutput + row.reasoning : null,
      cacheReadTokens: row.cacheRead === 0 ? null : row.cacheRead,
      cacheWriteTokens: row.cacheWrite === 0 ? null : row.cacheWrite,
      reasoningTokens: row.reasoning === 0 ? null : row.reasoning,
    },
    reportedCostUsd: row.reportedCostNanoUsd === null ? null : row.reportedCostNanoUsd / 1_000_000_000,
    timeToFirstTokenMs: row.timeToFirstTokenMs,
    finishReason: details.finishReason ?? null,
    input: textOf(row.inputForm, pieces(row.input)),
    output: textOf(row.outputForm, pieces(row.output)),
    tools: tools === undefined ? null : (jsonOf(tools) as unknown[]),
    toolName: named(row.toolName),
    toolCallId: named(row.toolCallId),
    sessionId: named(row.sessionId),
    conversationId: details.conversationId ?? null,
    userId: named(row.userId),
    traceName: named(row.traceName),
    tags: row.tags,
    metadata: details.metadata ?? null,
    experimentName: details.experimentName ?? null,
    variant: details.variant ?? null,
    promptName: details.promptName ?? null,
    promptVersion: details.promptVersion ?? null,
    attributes: details.attributes,
    events: details.events ?? [],
    links: details.links ?? [],
    source: details.source ?? null,
  };
}

const named = (value: string): string | null => (value === '' ? null : value);

function textOf(form: Row['inputForm'], pieces: readonly string[]): SpanText | null {
  if (form === 'NONE') return null;
  if (form === 'CHAT') return { form, messages: pieces.map((piece) => jsonOf(piece) as ChatMessage) };
  const [piece] = pieces;
  if (piece === undefined) return null;
  return form === 'TEXT' ? { form, text: piece } : { form, value: jsonOf(piece) };
}

/** JSON, or the text where it is none any more: one that was too long was cut. */
function jsonOf(piece: string): unknown {
  try {
    return JSON.parse(piece) as unknown;
  } catch {
    return piece;
  }
}

const Known = z.object({ spanId: z.string(), traceId: z.string() });
const keysOfTraces = defineQuery({
  name: 'spans.known',
  timeoutMs: 10_000,
  row: Known,
  sql: ({ workspaceId, traceIds, spanIds }: { workspaceId: string; traceIds: readonly string[]; spanIds: readonly string[] }) => sql`
    SELECT DISTINCT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId FROM spans
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND span_id IN (${strings(spanIds)})`,
});

/** How many of these spans are stored already. */
export async function countKnownSpans(stores: Stores, workspaceId: string, spans: readonly SpanKey[]): Promise<number> {
  await landSpans(stores);
  const known = await keysOfTraces(stores.clickhouse, {
    workspaceId,
    traceIds: [...new Set(spans.map(({ traceId }) => traceId))],
    spanIds: spans.map(({ spanId }) => spanId),
  });
  const keys = new Set(known.map(keyOfSpan));
  return spans.filter((span) => keys.has(keyOfSpan(span))).length;
}
