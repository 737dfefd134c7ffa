import { keyOfSpan, storedSpans, type SpanKey } from '../../domains/traces/load.ts';
import type { Span, SpanSource } from '../../domains/traces/types.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { patched } from './patch.ts';
import { spansOfTraces } from '../../domains/traces/load/keys.ts';
import { around, hasNews, patchedRoot, rootIdOf, under } from './root.ts';
import type { LangfuseEvent } from './types.ts';

/** An event of a trace or an observation whose trace is known. */
export type Captured = Extract<LangfuseEvent, { what: 'TRACE' }> | (Extract<LangfuseEvent, { what: 'OBSERVATION' }> & { readonly traceId: string });

export interface Merged {
  readonly spans: readonly Span[];
  /** The events that a span comes from. */
  placesOf(span: Span): readonly Captured[];
}

/** Spans that receive the attributes of a late trace are read and written in passes of this size. */
const spansPerPass = 1_000;

/**
 * A batch merged into the stored spans, ready to be captured: first the spans that it names and their roots, then, where a trace says
 * an attribute that its stored spans lack, these. To be run in the turn of its traces (turns.ts).
 */
export async function* mergeBatch(stores: Stores, workspaceId: string, events: readonly Captured[], source: SpanSource): AsyncGenerator<Merged> {
  const traceIds = [...new Set(events.map(({ traceId }) => traceId))];
  const rootKeys = traceIds.map((traceId) => ({ traceId, spanId: rootIdOf(traceId) }));
  const stored = await storedSpans(stores, workspaceId, [...rootKeys, ...events.map(keyOf)]);
  const spans = new Map<string, Span>();
  const eventsOf = Map.groupBy(events, (event) => keyOfSpan(keyOf(event)));
  for (const [key, ofSpan] of eventsOf) {
    let span = stored.get(key) ?? null;
    // Within a batch, the creation of an observation comes before its updates.
    for (const event of ofSpan.toSorted((a, b) => Number(b.patch.isCreation) - Number(a.patch.isCreation))) {
      span = event.what === 'TRACE' ? patchedRoot(span, event.patch, event.traceId, source) : patched(span, event.patch, event, source);
    }
    if (span !== null) spans.set(key, span);
  }
  const roots = new Map<string, { before: Span | null; after: Span }>();
  for (const key of rootKeys) {
    const before = stored.get(keyOfSpan(key)) ?? null;
    const after = spans.get(keyOfSpan(key)) ?? before;
    if (after !== null) roots.set(key.traceId, { before, after });
  }
  const others = await spansToTell(stores, workspaceId, roots, spans);
  yield { spans: withRoots(roots, [...spans.values()], await readAll(stores, workspaceId, others.slice(0, spansPerPass))), placesOf: (span) => eventsOf.get(keyOfSpan(span)) ?? [] };
  for (let from = spansPerPass; from < others.length; from += spansPerPass) {
    yield { spans: withRoots(roots, [], await readAll(stores, workspaceId, others.slice(from, from + spansPerPass))), placesOf: () => [] };
  }
}

const keyOf = (event: Captured): SpanKey => ({ traceId: event.traceId, spanId: event.what === 'TRACE' ? rootIdOf(event.traceId) : event.spanId });

const readAll = async (stores: Stores, workspaceId: string, keys: readonly SpanKey[]): Promise<Span[]> => [...(await storedSpans(stores, workspaceId, keys)).values()];

/** The stored spans, beside those of the batch, of traces that say something new. */
async function spansToTell(stores: Stores, workspaceId: string, roots: ReadonlyMap<string, { before: Span | null; after: Span }>, spans: ReadonlyMap<string, Span>): Promise<SpanKey[]> {
  const traceIds = [...roots].filter(([, { before, after }]) => hasNews(before, after)).map(([traceId]) => traceId);
  if (traceIds.length === 0) return [];
  const keys = await spansOfTraces(stores, { workspaceId, traceIds });
  return keys.filter((key) => !spans.has(keyOfSpan(key)));
}

/** Spans under the roots of their traces, the roots around them; `others` only where something of them changed. */
function withRoots(roots: Map<string, { before: Span | null; after: Span }>, spans: readonly Span[], others: readonly Span[]): Span[] {
  const changed: Span[] = [];
  const place = (span: Span): Span => {
    const root = roots.get(span.traceId);
    return root === undefined ? span : under(root.after, root.before, span);
  };
  for (const span of spans) if (span.spanId !== rootIdOf(span.traceId)) changed.push(place(span));
  for (const span of others) {
    const placed = place(span);
    if (placed !== span) changed.push(placed);
  }
  const all = Map.groupBy([...spans, ...others], ({ traceId }) => traceId);
  for (const [traceId, root] of roots) {
    const after = around(root.after, all.get(traceId) ?? []);
    const isSent = spans.some((span) => span.spanId === after.spanId && span.traceId === traceId);
    if (isSent || after.startUs !== root.after.startUs || after.endUs !== root.after.endUs) changed.push(after);
    root.after = after;
  }
  return changed;
}
