import { z } from 'zod';
import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, strings, uuid, type Sql } from '../../../platform/store/sql.ts';
import { countedSpans } from '../pure/counted.ts';
import { depthFirst, lostParent, noParent } from '../tree/order.ts';
import { traceOfUuid, traceSet } from './uuid.ts';

/** Spans that do not count in the sums of their traces (pure/counted.ts), by `traceId` (with dashes) and `spanId`. */
export interface Uncounted {
  /** Their tokens and cost. */
  readonly usage: readonly SpanPlace[];
  /** They, as calls. */
  readonly calls: readonly SpanPlace[];
  /** They, as failures. */
  readonly errors: readonly SpanPlace[];
}
interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
}

interface OfTraces {
  workspaceId: string;
  traceIds: readonly string[];
}

const nothing: Uncounted = { usage: [], calls: [], errors: [] };

const paid = `kind IN ('LLM', 'EMBEDDING', 'RERANKER')`;
const reports = '(input_reported OR output_reported)';
const isCall = `kind IN ('LLM', 'EMBEDDING', 'RERANKER', 'TOOL')`;
/** A call with children beside another of its kind. */
const mayNest = `(${['LLM', 'EMBEDDING', 'RERANKER', 'TOOL'].map((kind) => `countIf(kind = '${kind}') > 1`).join(' OR ')})
  AND notEmpty(arrayIntersect(groupArrayIf(span_id, ${isCall}), groupArrayIf(parent_id, parent_id != '')))`;
/** Sums beside other counts, or a failed call beside another call. */
const hasSumsOrFailures = `(countIf(${reports} AND NOT ${paid}) > 0 AND uniqExactIf(span_id, ${reports}) > 1) OR (countIf(is_error AND ${paid}) > 0 AND countIf(${paid}) > 1)`;
const hasTwins = 'countIf(response_key != 0) > uniqExactIf(response_key, response_key != 0)';

/** An ended call that lacks its prompt or its answer, within a span that may have it. */
const lacksTexts = `countIf(kind = 'LLM' AND parent_id != '' AND NOT is_open AND (input_form = 'NONE' OR (NOT is_error AND output_preview = ''))) > 0
  AND countIf(kind NOT IN ('LLM', 'TOOL', 'EVENT') AND (input_form IN ('CHAT', 'TEXT') OR output_form IN ('CHAT', 'TEXT'))) > 0`;
/** Agents beside model calls that report tokens, and so became messages themselves where no call was known. */
const agentsBesideCalls = `if(countIf(kind = 'LLM') > 0, groupUniqArrayIf(span_id, kind = 'AGENT' AND ${reports}), [])`;

const Shape = z.object({
  traceId: z.string(),
  /** The earliest start of the spans of each commit, in the order of commits. */
  starts: z.tuple([z.array(z.coerce.number()), z.array(z.coerce.number())]).transform(([, startsUs]) => startsUs),
  mayRepeat: z.number(),
  lacksTexts: z.number(),
  agentIds: z.array(z.string()),
});

/**
 * Of each trace the places at which its summaries may have stood, whether a span may report what another reports, too (only where a
 * call has children, got the response of another, reports sums or failed), and whether its messages may not be settled. Rows of former
 * versions may only add to it.
 */
const traceShapes = defineQuery({
  name: 'traces.shapes',
  timeoutMs: 60_000,
  row: Shape,
  sql: ({ workspaceId, traceIds }: OfTraces) => sql`
    SELECT toString(trace_id) AS traceId, minMap([spans.version], [toUnixTimestamp64Micro(started_at)]) AS starts,
      (${raw(mayNest)}) OR ${raw(hasSumsOrFailures)} OR ${raw(hasTwins)} AS mayRepeat,
      ${raw(lacksTexts)} AS lacksTexts, ${raw(agentsBesideCalls)} AS agentIds
    FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}
    GROUP BY trace_id ORDER BY trace_id`,
});

/** A trace whose messages may depend on spans that came apart. */
export interface Unsettled {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Whether a call lacks its prompt or its answer, and a span beside it has texts. */
  readonly lacksTexts: boolean;
  /** Agents beside model calls that may have become messages. */
  readonly agentIds: readonly string[];
}

/** What has to be known of traces before they are summed up. */
export interface TraceShapes {
  /**
   * Where summaries of these traces may have stood before: the earliest start of their spans after each commit that brought some, in the
   * order of traces and commits. The summary that holds now stands at the earliest of all.
   */
  readonly places: readonly { traceId: string; startUs: number }[];
  readonly uncounted: Uncounted;
  /** background/settle.ts */
  readonly unsettled: readonly Unsettled[];
}

export async function shapesOf(clickhouse: ClickHouse, workspaceId: string, traceIds: readonly string[]): Promise<TraceShapes> {
  const shapes = await traceShapes(clickhouse, { workspaceId, traceIds });
  const suspects = shapes.filter(({ mayRepeat }) => mayRepeat !== 0).map(({ traceId }) => traceId);
  return {
    places: shapes.flatMap(({ traceId, starts }) => starts.map((startUs) => ({ traceId, startUs }))),
    uncounted: suspects.length === 0 ? nothing : await uncountedAmong(clickhouse, workspaceId, suspects),
    unsettled: shapes
      .filter((shape) => shape.lacksTexts !== 0 || shape.agentIds.length > 0)
      .map((shape) => ({ traceId: traceOfUuid(shape.traceId), lacksTexts: shape.lacksTexts !== 0, agentIds: shape.agentIds })),
  };
}

interface CountableRows {
  readonly traceIds: readonly string[];
  readonly ids: readonly string[];
  readonly parentIds: readonly string[];
  readonly kinds: readonly number[];
  readonly tokens: readonly number[];
  readonly errors: readonly number[];
  readonly toolNames: readonly string[];
  readonly responses: readonly number[];
  readonly startsUs: readonly number[];
  readonly endsUs: readonly number[];
}

async function countableRows(clickhouse: ClickHouse, { workspaceId, traceIds }: OfTraces): Promise<CountableRows> {
  const statement = sql`
    SELECT toString(trace_id) AS traceIds, span_id AS ids, parent_id AS parentIds, toInt8(kind) AS kinds, toUInt8(is_error) AS errors, tool_name AS toolNames,
      toFloat64(response_key) AS responses, toFloat64(toUnixTimestamp64Micro(started_at)) AS startsUs, startsUs + duration_us AS endsUs,
      toFloat64(uncached_input_tokens) + cache_read_tokens + cache_write_tokens + visible_output_tokens + reasoning_tokens AS tokens
    FROM (SELECT * FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}
      ORDER BY spans.version DESC LIMIT 1 BY trace_id, span_id) AS newest
    ORDER BY newest.trace_id, newest.started_at, newest.span_id`;
  return (await clickhouse.queryColumns('traces.countable', statement, { workspaceId, timeoutMs: 60_000 })) as unknown as CountableRows;
}

/** What does not count in these traces. */
export const uncountedOf = async (clickhouse: ClickHouse, workspaceId: string, traceIds: readonly string[]): Promise<Uncounted> =>
  (await shapesOf(clickhouse, workspaceId, traceIds)).uncounted;

async function uncountedAmong(clickhouse: ClickHouse, workspaceId: string, traceIds: readonly string[]): Promise<Uncounted> {
  const rows = await countableRows(clickhouse, { workspaceId, traceIds });
  const uncounted = { usage: [] as SpanPlace[], calls: [] as SpanPlace[], errors: [] as SpanPlace[] };
  for (let from = 0, end = 0; from < rows.ids.length; from = end) {
    while (end < rows.ids.length && rows.traceIds[end] === rows.traceIds[from]) end += 1;
    addUncounted(rows, from, end, uncounted);
  }
  return uncounted;
}

function addUncounted(
  rows: CountableRows,
  from: number,
  end: number,
  uncounted: { usage: SpanPlace[]; calls: SpanPlace[]; errors: SpanPlace[] },
): void {
  const nodes = new Map<string, number>();
  for (let row = from; row < end; row += 1) nodes.set(rows.ids[row] as string, row - from);
  const named = Int32Array.from({ length: end - from }, (_, node) => {
    const parentId = rows.parentIds[from + node] as string;
    return parentId === '' ? noParent : (nodes.get(parentId) ?? lostParent);
  });
  const { order, parents } = depthFirst(named);
  const rowAt = (place: number): number => from + (order[place] as number);
  const tokens = Float64Array.from(order, (node) => rows.tokens[from + node] as number);
  const isError = Uint8Array.from(order, (node) => rows.errors[from + node] as number);
  const counted = countedSpans({
    parents,
    kinds: Uint8Array.from(order, (node) => rows.kinds[from + node] as number),
    tokens,
    isError,
    responses: Float64Array.from(order, (node) => rows.responses[from + node] as number),
    startsUs: Float64Array.from(order, (node) => rows.startsUs[from + node] as number),
    endsUs: Float64Array.from(order, (node) => rows.endsUs[from + node] as number),
    toolOf: (place) => rows.toolNames[rowAt(place)] as string,
  });
  for (let place = 0; place < order.length; place += 1) {
    const row = rowAt(place);
    const span = { traceId: rows.traceIds[row] as string, spanId: rows.ids[row] as string };
    if (counted.usage[place] === 0 && (tokens[place] as number) > 0) uncounted.usage.push(span);
    if (counted.call[place] === 0) uncounted.calls.push(span);
    if (counted.error[place] === 0 && isError[place] === 1) uncounted.errors.push(span);
  }
}

/** The columns of `spans` that the sums of traces ask beside its own (queries/sums.ts). */
export const countingColumns = ({ usage, calls, errors }: Uncounted): Sql =>
  sql`${isAmong(usage)} AS is_uncounted, ${isAmong(calls)} AS is_repeated, ${isAmong(errors)} AS is_made_good`;

function isAmong(spans: readonly SpanPlace[]): Sql {
  if (spans.length === 0) return raw('0');
  return sql`(trace_id, span_id) IN (SELECT toUUID(place.1), place.2 FROM (
    SELECT arrayJoin(arrayZip(${strings(spans.map(({ traceId }) => traceId))}, ${strings(spans.map(({ spanId }) => spanId))})) AS place))`;
}
