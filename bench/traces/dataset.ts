import type { ClickHouse } from '../../server/src/platform/store/clickhouse/client.ts';
import { join, raw, sql, strings, uint, utc, uuid, type Sql } from '../../server/src/platform/store/sql.ts';
import { summaryNames, summaryValues } from '../../server/src/domains/traces/queries/sums.ts';

export interface TraceDataset {
  readonly workspaceId: string;
  /** Ten spans each, one text a span on average. */
  readonly traceCount: number;
  readonly from: Date;
  readonly days: number;
}

const spansPerTrace = 10;
/** Traces written by one statement: what its memory allows. */
const chunk = 25_000;

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va', 'we', 'xi', 'yo', 'zu'];
/** 4,000 words; the first is in most texts, the last in few. */
export const vocabulary: readonly string[] = Array.from(
  { length: 4_000 },
  (_, n) =>
    (syllables[n % 20] as string) +
    (syllables[Math.floor(n / 20) % 20] as string) +
    (n < 400 ? '' : (syllables[Math.floor(n / 400)] as string)),
);

/** A word that only one trace says. */
export const wordOfTrace = (trace: number): string => `ref${trace}`;

/**
 * Traces of an agent that calls models and tools, written by the store itself, which takes minutes where the API would take an hour. The
 * same numbers always give the same traces.
 */
export async function fillTraces(
  clickhouse: ClickHouse,
  dataset: TraceDataset,
  onProgress: (share: number) => void = () => {},
): Promise<void> {
  for (let first = 0; first < dataset.traceCount; first += chunk) {
    const count = Math.min(chunk, dataset.traceCount - first);
    await clickhouse.command('bench.contents', contentRows(dataset, first, count));
    await clickhouse.command('bench.spans', spanRows(dataset, first, count));
    await clickhouse.command('bench.traces', traceRows(dataset, first, count));
    onProgress((first + count) / dataset.traceCount);
  }
}

const words = (seed: string, count: number): Sql =>
  sql`arrayStringConcat(arrayMap(i -> vocabulary[1 + toUInt32(4000 * pow((cityHash64(${raw(seed)}, i) % 100003) / 100003, 3))], range(${uint(count)})), ' ')`;

/** Every span of some traces: `t` its trace, `p` its place in it, `at` its start. */
const spans = ({ traceCount, from, days }: TraceDataset, first: number, count: number): Sql => sql`
  SELECT intDiv(number, 10) + ${uint(first)} AS t, number % 10 AS p, t * 10 + p AS n, reinterpretAsUUID(MD5(concat('trace', toString(t)))) AS trace_id,
    lower(hex(substring(MD5(concat('span', toString(n))), 1, 8))) AS span_id,
    multiIf(p = 0, 'AGENT', p IN (1, 4, 7), 'LLM', p IN (2, 5, 8), 'TOOL', p = 3, 'RETRIEVER', p = 6, 'CHAIN', 'GUARDRAIL') AS kind,
    toDateTime64(${utc(from)}, 6, 'UTC') + toIntervalMicrosecond(t * intDiv(${uint(days)} * 86400000000, ${uint(traceCount)}) + cityHash64(t, 1) % 100000 + p * 150000) AS at,
    ['support agent', 'research agent', 'checkout flow', 'nightly report', 'code review'][1 + cityHash64(t, 2) % 5] AS agent,
    ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4', 'mistral-7b', 'llama-3'][1 + cityHash64(t, 3) % 5] AS called,
    ['search_orders', 'get_weather', 'send_email', 'run_sql'][1 + cityHash64(n, 4) % 4] AS tool
  FROM numbers(${uint(count * spansPerTrace)})`;

const piece = (side: 'in' | 'out'): Sql => sql`reinterpretAsUUID(MD5(concat(${raw(`'${side}'`)}, toString(n))))`;

function contentRows(dataset: TraceDataset, first: number, count: number): Sql {
  const chat = (role: string, seed: string, length: number): Sql =>
    sql`concat('{"role":"', ${raw(`'${role}'`)}, '","content":"', ${words(seed, length)}, ' ref', toString(t), '"}')`;
  return sql`INSERT INTO contents (workspace_id, at, hash, trace_id, span_id, is_shared, text, expires_on)
    WITH ${strings(vocabulary)} AS vocabulary
    SELECT ${uuid(dataset.workspaceId)}, at, text.1, trace_id, span_id, false, text.2, toDate('2149-01-01') FROM (${spans(dataset, first, count)})
    ARRAY JOIN multiIf(
      kind = 'LLM', [(${piece('in')}, ${chat('USER', 'n * 2', 24)}), (${piece('out')}, ${chat('ASSISTANT', 'n * 2 + 1', 40)})],
      kind IN ('TOOL', 'RETRIEVER'), [(${piece('out')}, concat('{"rows":"', ${words('n * 3', 30)}, '"}'))],
      []) AS text`;
}

function spanRows(dataset: TraceDataset, first: number, count: number): Sql {
  return sql`INSERT INTO spans (workspace_id, trace_id, span_id, parent_id, started_at, duration_us, is_open, name, kind, service, environment, release, app_version, model, provider,
      is_error, error_type, error_message, session_id, user_id, uncached_input_tokens, cache_read_tokens, visible_output_tokens, input_reported, output_reported, cost_nano_usd,
      tool_name, input_form, output_form, input, output, input_preview, output_preview, details, version, expires_on)
    SELECT ${uuid(dataset.workspaceId)}, trace_id, span_id, multiIf(p = 0, '', p IN (7, 8), lower(hex(substring(MD5(concat('span', toString(t * 10 + 6))), 1, 8))), lower(hex(substring(MD5(concat('span', toString(t * 10))), 1, 8)))),
      at, if(p = 0, 1600000 + cityHash64(t, 5) % 30000000, 50000 + cityHash64(n, 5) % 3000000), p = 9 AND cityHash64(t, 6) % 5000 = 0,
      multiIf(p = 0, agent, kind = 'LLM', concat('chat ', called), kind = 'TOOL', tool, kind = 'RETRIEVER', 'vector search', kind = 'CHAIN', 'plan', 'guardrail'), kind,
      ['api', 'worker'][1 + t % 2], ['production', 'staging'][1 + (cityHash64(t, 7) % 10 = 0)], concat('1.', toString(intDiv(t, 50000))), '', if(kind = 'LLM', called, ''),
      if(kind = 'LLM', 'openai', ''), kind IN ('TOOL', 'LLM') AND cityHash64(n, 8) % 100 = 0 AS failed, if(failed, ['timeout', 'rate_limit', ''][1 + n % 3], ''),
      if(failed, 'It did not answer in time', ''), concat('session-', toString(intDiv(t, 4))), concat('user-', toString(cityHash64(t, 9) % 20000)),
      if(kind = 'LLM', 200 + cityHash64(n, 10) % 4000, 0), if(kind = 'LLM', cityHash64(n, 11) % 1000, 0), if(kind = 'LLM', 20 + cityHash64(n, 12) % 900, 0), kind = 'LLM', kind = 'LLM',
      if(kind = 'LLM' AND called != 'llama-3', toNullable(toInt64(1000000 + cityHash64(n, 13) % 90000000)), NULL), if(kind = 'TOOL', tool, ''),
      if(kind = 'LLM', 'CHAT', 'NONE'), multiIf(kind = 'LLM', 'CHAT', kind IN ('TOOL', 'RETRIEVER'), 'JSON', 'NONE'), if(kind = 'LLM', [(at, ${piece('in')})], []),
      if(kind IN ('LLM', 'TOOL', 'RETRIEVER'), [(at, ${piece('out')})], []), if(kind = 'LLM', 'What was asked, shortened to the first two hundred characters', ''),
      if(kind = 'LLM', 'What was answered, shortened to the first two hundred characters', ''), '{"attributes":{"http.status_code":200,"deployment":"blue"}}',
      toUnixTimestamp64Micro(at) + 1000, toDate('2149-01-01')
    FROM (${spans(dataset, first, count)})`;
}

function traceRows(dataset: TraceDataset, first: number, count: number): Sql {
  const inner = join(
    summaryValues.map((value, index) => sql`${value} AS v_${raw(summaryNames[index] as string)}`),
    ', ',
  );
  return sql`INSERT INTO traces (workspace_id, trace_id, ${raw(summaryNames.join(', '))}, received_at, version, is_deleted)
    SELECT ${uuid(dataset.workspaceId)}, trace_id, ${raw(summaryNames.map((name) => `v_${name}`).join(', '))}, v_ended_at, 1, 0 FROM (
      SELECT trace_id, ${inner} FROM (SELECT *, 0 AS is_uncounted, 0 AS is_repeated, 0 AS is_made_good FROM spans FINAL) AS spans
      WHERE workspace_id = ${uuid(dataset.workspaceId)} AND trace_id IN (SELECT reinterpretAsUUID(MD5(concat('trace', toString(number + ${uint(first)})))) FROM numbers(${uint(count)}))
      GROUP BY workspace_id, trace_id)`;
}
