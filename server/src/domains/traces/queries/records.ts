import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, strings, uuid } from '../../../platform/store/sql.ts';
import { spanKinds } from '../types.ts';
import { keyOfSpan, type SpanKey } from '../load.ts';
import type { SpanRecord, SpanTextPlaces } from './span.ts';
import { traceOfUuid, uuidOfTrace } from './uuid.ts';

const named = z.string().transform((text) => (text === '' ? null : text));
const count = z.coerce.number();
const maybeCount = z.coerce.number().nullable();
const places = z.array(z.tuple([z.string(), z.string()])).transform((pairs) => pairs.map(([at, hash]) => ({ at, hash })));
const form = z.enum(['NONE', 'TEXT', 'JSON', 'CHAT']);

const SpanRow = z
  .object({
    trace_id: z.string(),
    span_id: z.string(),
    parent_id: named,
    started_at_us: count,
    duration_us: count,
    is_open: z.boolean(),
    name: z.string(),
    kind: z.enum(spanKinds),
    service: named,
    environment: named,
    model: named,
    provider: named,
    is_error: z.boolean(),
    error_type: named,
    error_message: named,
    session_id: named,
    user_id: named,
    uncached_input_tokens: count,
    cache_read_tokens: count,
    cache_write_tokens: count,
    visible_output_tokens: count,
    reasoning_tokens: count,
    input_reported: z.boolean(),
    output_reported: z.boolean(),
    cost_nano_usd: maybeCount,
    price_id: z.string().nullable(),
    reported_cost_nano_usd: maybeCount,
    time_to_first_token_ms: maybeCount,
    tool_name: named,
    tool_call_id: named,
    tags: z.array(z.string()),
    input_form: form,
    output_form: form,
    input: places,
    output: places,
    context: places,
  })
  .transform((row): SpanRecord => ({
    traceId: traceOfUuid(row.trace_id),
    id: row.span_id,
    parentId: row.parent_id,
    startedAtUs: row.started_at_us,
    durationUs: row.is_open ? null : row.duration_us,
    name: row.name,
    kind: row.kind,
    service: row.service,
    environment: row.environment,
    model: row.model,
    provider: row.provider,
    isError: row.is_error,
    errorType: row.error_type,
    errorMessage: row.error_message,
    sessionId: row.session_id,
    userId: row.user_id,
    ledger: {
      uncachedInput: row.uncached_input_tokens,
      cacheRead: row.cache_read_tokens,
      cacheWrite: row.cache_write_tokens,
      visibleOutput: row.visible_output_tokens,
      reasoning: row.reasoning_tokens,
      inputReported: row.input_reported,
      outputReported: row.output_reported,
    },
    costNanoUsd: row.cost_nano_usd,
    priceId: row.price_id,
    reportedCostNanoUsd: row.reported_cost_nano_usd,
    timeToFirstTokenMs: row.time_to_first_token_ms,
    toolName: row.tool_name,
    toolCallId: row.tool_call_id,
    tags: row.tags,
    input: textPlaces(row.input_form, row.input),
    output: textPlaces(row.output_form, row.output),
    context: row.context,
  }));

const textPlaces = (textForm: z.infer<typeof form>, found: SpanTextPlaces['places']): SpanTextPlaces | null =>
  textForm === 'NONE' ? null : { form: textForm, places: found };

/** What narrows a read of `spans` to these: trace by trace, which is the order of the key. */
export const isAmong = (keys: readonly SpanKey[]) => sql`
  s.trace_id IN (SELECT arrayJoin(CAST(${strings([...new Set(keys.map(({ traceId }) => uuidOfTrace(traceId)))])}, 'Array(UUID)')))
  AND s.span_id IN ${strings([...new Set(keys.map(({ spanId }) => spanId))])}`;

const spanRows = defineQuery({
  name: 'traces.spans',
  timeoutMs: 10_000,
  row: SpanRow,
  sql: ({ workspaceId, keys }: { workspaceId: string; keys: readonly SpanKey[] }) => sql`
    SELECT s.trace_id AS trace_id, s.span_id AS span_id, s.parent_id AS parent_id, toUnixTimestamp64Micro(s.started_at) AS started_at_us, s.duration_us AS duration_us, ${columns}
    FROM spans AS s
    WHERE s.workspace_id = ${uuid(workspaceId)} AND ${isAmong(keys)}
    ORDER BY s.version DESC LIMIT 1 BY s.trace_id, s.span_id`,
});

const columns = raw(
  [
    'is_open',
    'name',
    'kind',
    'service',
    'environment',
    'model',
    'provider',
    'is_error',
    'error_type',
    'error_message',
    'session_id',
    'user_id',
    'uncached_input_tokens',
    'cache_read_tokens',
    'cache_write_tokens',
    'visible_output_tokens',
    'reasoning_tokens',
    'input_reported',
    'output_reported',
    'cost_nano_usd',
    'price_id',
    'reported_cost_nano_usd',
    'time_to_first_token_ms',
    'tool_name',
    'tool_call_id',
    'tags',
    'input_form',
    'output_form',
    'input',
    'output',
    'context',
  ]
    .map((column) => `s.${column} AS ${column}`)
    .join(', '),
);

/** The spans of these keys as they are now, by `keyOfSpan`; one that is not here is absent. */
export async function spansOf(clickhouse: ClickHouse, workspaceId: string, keys: readonly SpanKey[]): Promise<Map<string, SpanRecord>> {
  const rows = await spanRows(clickhouse, { workspaceId, keys });
  return new Map(rows.map((row) => [keyOfSpan({ traceId: row.traceId, spanId: row.id }), row]));
}
