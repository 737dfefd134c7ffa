import { RecentMap } from '../../../platform/ingest/remembered.ts';
import { countedSpans } from '../pure/counted.ts';
import { depthFirst, lostParent, noParent } from '../tree/order.ts';
import { spanKinds, type Span, type SpanKind } from '../types.ts';

/** Model calls of one trace that became messages. */
interface TraceCalls {
  /** Their spans, with the tokens that they report. */
  readonly spans: Map<string, number>;
  /** Spans that stand over one of them, as far as they are known, and which it is. */
  readonly over: Map<string, string>;
}

/** What is to become of a span in the rest of the product. */
export interface CallRole {
  /** Spans that tell of a call which another span of the trace tells of, too, and better or before. */
  readonly repeats: ReadonlySet<Span>;
  /** Of calls that became a message without their tokens, and now come with them: the span whose message it is. */
  readonly messageOf: ReadonlyMap<Span, string>;
}

const nothing: CallRole = { repeats: new Set(), messageOf: new Map() };
/** Under these a call is another call (pure/counted.ts). */
const barriers: ReadonlySet<SpanKind> = new Set(['TOOL', 'GUARDRAIL', 'EVALUATOR', 'RETRIEVER']);
/** Model calls of a trace that are remembered, and how far is looked for one over another. */
const maxCalls = 1_000;
const maxSteps = 8;

/**
 * Which spans of recent traces are the same call, reported by two instrumentations, so that it becomes one message. The spans of a call
 * mostly come together; where they don't, the one that came first has the message.
 */
export class CallMemory {
  readonly #traces = new RecentMap<TraceCalls>(5_000);

  learn(workspaceId: string, spans: readonly Span[]): CallRole {
    const calls = spans.filter(({ kind }) => kind === 'LLM' || kind === 'TOOL');
    if (calls.length === 0) return nothing;
    const byId = new Map<string, Span>();
    for (const span of spans) byId.set(span.spanId, span);
    const repeats = new Set<Span>();
    const messageOf = new Map<Span, string>();
    // Most batches need no look at whole traces.
    let byTrace: ReadonlyMap<string, readonly Span[]> | null = null;
    const spansOf = (traceId: string): readonly Span[] => {
      byTrace ??= Map.groupBy(spans, (span) => span.traceId);
      return byTrace.get(traceId) ?? [];
    };
    for (const traceId of entangled(calls, byId)) for (const span of repeatsIn(spansOf(traceId))) repeats.add(span);
    for (const [traceId, ofTrace] of Map.groupBy(calls, (span) => span.traceId)) {
      const key = `${workspaceId} ${traceId}`;
      const known = this.#traces.get(key) ?? { spans: new Map<string, number>(), over: new Map<string, string>() };
      // The outer first: a span that stands over a known call brings those over itself.
      if (known.over.size > 0) for (const span of spansOf(traceId)) if (byId.get(span.spanId) === span) carryUp(span, known, byId);
      for (const span of ofTrace) {
        if (span.kind !== 'LLM' || span.endUs === null || repeats.has(span)) continue;
        const inner = known.over.get(span.spanId);
        const outer = knownOver(span, known, byId);
        const own = tokensOf(span);
        const knownTokens = known.spans.get(inner ?? outer ?? '') ?? 0;
        // An outer call tells tokens where the inner did not; an inner one tells them better.
        if (inner !== undefined && (own === 0 || knownTokens > 0)) repeats.add(span);
        else if (inner === undefined && outer !== null && (own === 0 || own === knownTokens)) repeats.add(span);
        else if (inner !== undefined || outer !== null) messageOf.set(span, inner ?? (outer as string));
        if (known.spans.size >= maxCalls || repeats.has(span)) continue;
        known.spans.set(span.spanId, own);
        noteOver(span, known, byId);
      }
      if (known.spans.size > 0) this.#traces.set(key, known);
    }
    return { repeats, messageOf };
  }
}

/** Traces in which a call stands over a call of its kind within the same batch. */
function entangled(calls: readonly Span[], byId: ReadonlyMap<string, Span>): Set<string> {
  const found = new Set<string>();
  for (const call of calls) {
    if (found.has(call.traceId)) continue;
    let above = over(call, byId);
    for (let step = 0; above !== undefined && step < maxSteps; step += 1, above = over(above, byId))
      if (above.kind === call.kind) {
        found.add(call.traceId);
        break;
      }
  }
  return found;
}

const over = ({ parentId, traceId }: Span, byId: ReadonlyMap<string, Span>): Span | undefined => {
  const parent = parentId === null ? undefined : byId.get(parentId);
  return parent?.traceId === traceId ? parent : undefined;
};

function repeatsIn(spans: readonly Span[]): Span[] {
  const ordered = spans.toSorted((one, other) => one.startUs - other.startUs);
  const nodes = new Map(ordered.map(({ spanId }, node) => [spanId, node]));
  const named = Int32Array.from(ordered, ({ parentId }) => (parentId === null ? noParent : (nodes.get(parentId) ?? lostParent)));
  const { order, parents } = depthFirst(named);
  const at = (place: number): Span => ordered[order[place] as number] as Span;
  const places = Array.from(order, (_, place) => place);
  const { usage, call, hidden } = countedSpans({
    parents,
    kinds: Uint8Array.from(places, (place) => spanKinds.indexOf(at(place).kind)),
    tokens: Float64Array.from(places, (place) => tokensOf(at(place))),
    isError: new Uint8Array(order.length),
    toolOf: (place) => at(place).toolName ?? '',
  });
  return places.flatMap((place) => {
    const span = at(place);
    if (span.kind === 'TOOL') return call[place] === 1 ? [] : [span];
    if (span.kind !== 'LLM') return [];
    return usage[place] === 1 || (call[place] === 1 && hidden[place] === 0) ? [] : [span];
  });
}

const tokensOf = ({ usage }: Span): number => (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);

/** Notes the spans over a call that became a message, up to the first that has not come. */
function noteOver(span: Span, known: TraceCalls, byId: ReadonlyMap<string, Span>): void {
  let at: Span | undefined = span;
  for (let step = 0; at !== undefined && at.parentId !== null && step < maxSteps; step += 1) {
    known.over.set(at.parentId, span.spanId);
    at = over(at, byId);
    if (at !== undefined && barriers.has(at.kind)) {
      known.over.delete(at.spanId);
      return;
    }
  }
}

function carryUp(span: Span, known: TraceCalls, byId: ReadonlyMap<string, Span>): void {
  let at: Span | undefined = span;
  for (let step = 0; at !== undefined && at.parentId !== null && step < maxSteps; step += 1, at = over(at, byId)) {
    const call = known.over.get(at.spanId);
    if (call === undefined) return;
    if (barriers.has(at.kind)) {
      known.over.delete(at.spanId);
      return;
    }
    if (!known.over.has(at.parentId)) known.over.set(at.parentId, call);
  }
}

/** The call over this one that became a message; null: none is known. */
function knownOver(span: Span, known: TraceCalls, byId: ReadonlyMap<string, Span>): string | null {
  let at: Span | undefined = span;
  for (let step = 0; at !== undefined && at.parentId !== null && step < maxSteps; step += 1) {
    if (known.spans.has(at.parentId)) return at.parentId;
    at = over(at, byId);
    if (at !== undefined && barriers.has(at.kind)) return null;
  }
  return null;
}
