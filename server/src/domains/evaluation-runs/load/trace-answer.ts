import type { Stores } from '../../../platform/store/stores.ts';
import { keyOfSpan, storedSpans } from '../../traces/load.ts';
import { spansOfTrace } from '../../traces/load/whole-trace.ts';
import type { ChatMessage, Span, SpanText } from '../../traces/types.ts';
import type { StoredAnswer } from '../types.ts';

/** What an application answered by its span, else by the root of its trace. Null: it has not come, or is not over. */
export async function answerOfTrace(
  stores: Stores,
  workspaceId: string,
  { traceId, spanId }: { readonly traceId: string; readonly spanId: string | null },
): Promise<(StoredAnswer & { readonly error: string | null }) | null> {
  const span =
    spanId === null
      ? await rootOf(stores, workspaceId, traceId)
      : ((await storedSpans(stores, workspaceId, [{ traceId, spanId }])).get(keyOfSpan({ traceId, spanId })) ?? null);
  if (span === null || span.endUs === null) return null;
  const { usage } = span;
  return {
    output: span.output === null ? null : outputOf(span.output),
    error: span.isError ? (span.errorMessage ?? span.errorType ?? 'The application reported an error.') : null,
    latencyMs: Math.max(0, Math.round((span.endUs - span.startUs) / 1_000)),
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    nanoUsd: null,
    traceId,
    spanId: span.spanId,
  };
}

async function rootOf(stores: Stores, workspaceId: string, traceId: string): Promise<Span | null> {
  for await (const spans of spansOfTrace(stores, workspaceId, traceId)) {
    const root = spans.find(({ parentId }) => parentId === null);
    if (root !== undefined) return root;
  }
  return null;
}

/** The output of a span: of a chat its last message, with calls of tools where it has some. */
function outputOf(text: SpanText): unknown {
  if (text.form === 'TEXT') return text.text;
  if (text.form === 'JSON') return text.value;
  const last = text.messages.at(-1) as ChatMessage | undefined;
  if (last === undefined) return null;
  return last.toolCalls === undefined || last.toolCalls.length === 0 ? last.content : { content: last.content, toolCalls: last.toolCalls };
}
