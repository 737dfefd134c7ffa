import { readContent } from '../queries/content.ts';
import type { SpanDetails } from '../queries/details.ts';
import type { SpanContent, SpanRecord } from '../queries/span.ts';

/** A span with everything that is stored of it, as "open as JSON" shows it: units in the names, absent values left out. */
export function spanJson(span: SpanRecord, details: SpanDetails, input: SpanContent | null, output: SpanContent | null, tools: unknown): object {
  const { ledger, startedAtUs, durationUs, costNanoUsd, reportedCostNanoUsd, input: _input, output: _output, context: _context, priceId: _priceId, ...fields } = span;
  const all = {
    ...fields,
    startedAt: isoUs(startedAtUs),
    endedAt: durationUs === null ? null : isoUs(startedAtUs + durationUs),
    durationMs: durationUs === null ? null : durationUs / 1_000,
    inputTokens: ledger.inputReported ? ledger.uncachedInput + ledger.cacheRead + ledger.cacheWrite : null,
    outputTokens: ledger.outputReported ? ledger.visibleOutput + ledger.reasoning : null,
    cacheReadTokens: ledger.cacheRead || null,
    cacheWriteTokens: ledger.cacheWrite || null,
    reasoningTokens: ledger.reasoning || null,
    costUsd: costNanoUsd === null ? null : costNanoUsd / 1e9,
    reportedCostUsd: reportedCostNanoUsd === null ? null : reportedCostNanoUsd / 1e9,
    input: valueOf(input),
    output: valueOf(output),
    tools,
    ...details,
    events: details.events.map(({ name, atUs, attributes }) => ({ name, at: isoUs(atUs), attributes })),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}

function valueOf(content: SpanContent | null): unknown {
  if (content === null) return null;
  const { text, json } = readContent(content);
  return content.form === 'TEXT' ? text : json;
}

/** ISO 8601 with microseconds, which a Date does not hold. */
function isoUs(us: number): string {
  const ms = Math.floor(us / 1_000);
  return `${new Date(ms).toISOString().slice(0, -1)}${String(us - ms * 1_000).padStart(3, '0')}Z`;
}
