import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, string, strings, uuid } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { keyOfSpan, landSpans, storedSpans } from '../load.ts';
import type { Span } from '../types.ts';
import { traceSet } from '../queries/uuid.ts';

/** Marks the event spans that hold what log records add to their parent (commands/amend.ts writes them). */
export const amendmentName = 'gen_ai.log.message';

/** A model call that does not say itself what was asked or answered. */
export const lacksTexts = ({ kind, input, output }: Span): boolean => kind === 'LLM' && (input === null || output === null);

const Event = z.object({ traceId: z.string(), spanId: z.string(), parentId: z.string(), startUs: z.coerce.number() });
const eventsOfSpans = defineQuery({
  name: 'spans.amendments',
  timeoutMs: 10_000,
  row: Event,
  sql: ({ workspaceId, traceIds, spanIds }: { workspaceId: string; traceIds: readonly string[]; spanIds: readonly string[] }) => sql`
    SELECT replaceAll(toString(trace_id), '-', '') AS traceId, span_id AS spanId, parent_id AS parentId, toString(toUnixTimestamp64Micro(started_at)) AS startUs
    FROM spans FINAL
    WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND kind = 'EVENT' AND name = ${string(amendmentName)}
      AND parent_id IN (${strings(spanIds)})
    ORDER BY started_at, span_id LIMIT 10000`,
});

/** Spans with what log records added before the spans arrived. Asks only where a model call has no texts of its own. */
export async function addAmendments(stores: Stores, workspaceId: string, spans: readonly Span[]): Promise<readonly Span[]> {
  const bare = spans.filter(lacksTexts);
  if (bare.length === 0) return spans;
  await landSpans(stores);
  const events = await eventsOfSpans(stores.clickhouse, {
    workspaceId,
    traceIds: [...new Set(bare.map(({ traceId }) => traceId))],
    spanIds: [...new Set(bare.map(({ spanId }) => spanId))],
  });
  if (events.length === 0) return spans;
  const stored = await storedSpans(stores, workspaceId, events);
  const ordered = events.flatMap((event) => stored.get(keyOfSpan(event)) ?? []);
  const bySpan = Map.groupBy(ordered, ({ traceId, parentId }) => `${traceId}:${parentId}`);
  return spans.map((span) => {
    const amendment = lacksTexts(span) ? bySpan.get(keyOfSpan(span)) : undefined;
    if (amendment === undefined) return span;
    return { ...span, input: span.input ?? chatOf(amendment, 'input'), output: span.output ?? chatOf(amendment, 'output') };
  });
}

function chatOf(events: readonly Span[], side: 'input' | 'output'): Span['input'] {
  const messages = events.flatMap((event) => {
    const text = event[side];
    return text?.form === 'CHAT' ? text.messages : [];
  });
  return messages.length === 0 ? null : { form: 'CHAT', messages };
}
