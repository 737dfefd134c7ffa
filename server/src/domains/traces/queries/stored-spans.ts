import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, uuid } from '../../../platform/store/sql.ts';
import { spanKinds } from '../types.ts';
import { traceSet } from './uuid.ts';

const Refs = z.array(z.tuple([z.string(), z.string()]));
const Form = z.enum(['NONE', 'TEXT', 'JSON', 'CHAT']);
const text = z.string();
const count = z.coerce.number();
const StoredSpan = z.object({
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
export type StoredSpan = z.infer<typeof StoredSpan>;

export const spansByKeys = defineQuery({
  name: 'spans.stored',
  timeoutMs: 10_000,
  row: StoredSpan,
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
export const contentsByPlaces = defineQuery({
  name: 'contents.byPlaces',
  timeoutMs: 10_000,
  row: Content,
  sql: ({ workspaceId, ats, hashes }: { workspaceId: string; ats: readonly string[]; hashes: readonly string[] }) => sql`
    SELECT toString(at) AS at, toString(hash) AS hash, any(text) AS text FROM contents
    WHERE workspace_id = ${uuid(workspaceId)} AND (at, hash) IN (
      SELECT toDateTime64(place.1, 6, 'UTC'), toUUID(place.2) FROM (SELECT arrayJoin(arrayZip(${strings(ats)}, ${strings(hashes)})) AS place))
    GROUP BY at, hash`,
});
