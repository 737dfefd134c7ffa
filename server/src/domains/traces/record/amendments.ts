import type { Stores } from '../../../platform/store/stores.ts';
import { keyOfSpan, landSpans, storedSpans } from '../load.ts';
import { amendmentName, amendedFieldsName } from '../pure/amendment.ts';
import type { Span, AmendedFields } from '../types.ts';
import { amendmentsOfSpans } from '../queries/keys.ts';

/** A model call that does not say itself what was asked or answered. */
export const lacksTexts = ({ kind, input, output }: Span): boolean => kind === 'LLM' && (input === null || output === null);

/** Spans with what log records added before the spans arrived. Asks only where a model call has no texts of its own. */
export async function addAmendments(stores: Stores, workspaceId: string, spans: readonly Span[]): Promise<readonly Span[]> {
  const bare = spans.filter(lacksTexts);
  if (bare.length === 0) return spans;
  await landSpans(stores);
  const events = await amendmentsOfSpans(stores.clickhouse, {
    workspaceId,
    name: amendmentName,
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
    const filled = { ...span, input: span.input ?? chatOf(amendment, 'input'), output: span.output ?? chatOf(amendment, 'output') };
    return amendment.reduce(withReported, filled);
  });
}

/** The span with what the records tell beside the messages, where it does not say it itself. */
function withReported(span: Span, { attributes }: Span): Span {
  const fields = attributes[amendedFieldsName] as unknown as AmendedFields | undefined;
  if (fields === undefined) return span;
  const hasUsage = Object.values(span.usage).some((count) => count !== null);
  const added: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields))
    if (value !== null && name !== 'usage' && name !== 'usageReading' && span[name as keyof AmendedFields] === null) added[name] = value;
  return {
    ...span,
    ...added,
    ...(hasUsage || fields.usage === undefined ? null : { usage: fields.usage, usageReading: fields.usageReading ?? null }),
  };
}

function chatOf(events: readonly Span[], side: 'input' | 'output'): Span['input'] {
  const messages = events.flatMap((event) => {
    const text = event[side];
    return text?.form === 'CHAT' ? text.messages : [];
  });
  return messages.length === 0 ? null : { form: 'CHAT', messages };
}
