import { RecentMap } from '../../../platform/ingest/remembered.ts';
import { countedSpans } from '../pure/counted.ts';
import { responseIdOf, responseKeyOf } from '../pure/response-key.ts';
import { depthFirst, lostParent, noParent } from '../tree/order.ts';
import { spanKinds, type Span, type SpanText } from '../types.ts';
import { barriers, lacksTexts, maxSteps, textsAround } from './around.ts';

/** A model call that became a message. */
interface KnownCall {
  /** What it reports in numbers. */
  readonly counts: Pick<Span, 'usage' | 'model' | 'provider'>;
  readonly tokens: number;
  readonly hasInput: boolean;
  readonly hasOutput: boolean;
  /** Its answer where it reports no tokens, so that a span with the tokens and without texts keeps it; null: it is long, or not needed. */
  readonly output: SpanText | null;
}

/** Model calls of one trace that became messages. */
interface TraceCalls {
  /** By their spans. */
  readonly spans: Map<string, KnownCall>;
  /** Spans that stand over one of them, as far as they are known, and which it is. */
  readonly over: Map<string, string>;
  /** The latest of them by the id of its response, and when it ran. */
  readonly responses: Map<string, { readonly spanId: string; readonly startUs: number; readonly endUs: number }>;
}

/** What is to become of a span in the rest of the product. */
export interface CallRole {
  /** Spans that tell of a call which another span of the trace tells of, too, and better or before. */
  readonly repeats: ReadonlySet<Span>;
  /** Of calls that became a message and now come with tokens or texts that it lacks: the span whose message it is. */
  readonly messageOf: ReadonlyMap<Span, string>;
  /** What another span of the same call reports better: the texts that the span lacks, or the counts of the call within it. */
  readonly fromOthers: ReadonlyMap<Span, Partial<Span>>;
  /** Of calls that took their prompt or their answer from a span around them: when they were asked (around.ts). */
  readonly askedUs: ReadonlyMap<Span, number | null>;
}

const nothing: CallRole = { repeats: new Set(), messageOf: new Map(), fromOthers: new Map(), askedUs: new Map() };
/** Model calls of a trace that are remembered. */
const maxCalls = 1_000;
/** The longest answer of a call without tokens that is remembered, in UTF-16 code units. */
const maxRememberedLength = 4_096;

/**
 * Which spans of recent traces are the same call, reported by two instrumentations, so that it becomes one message: a call within a call,
 * or two beside each other with the id of one response. The message has the numbers of the one that counts (pure/counted.ts), and the
 * texts of whichever has them. The spans of a call mostly come together; where they don't, the one that came first has the message.
 */
export class CallMemory {
  readonly #traces = new RecentMap<TraceCalls>(5_000);

  /** Whether a model call of this trace is known. */
  hasCalls(workspaceId: string, traceId: string): boolean {
    return this.#traces.get(`${workspaceId} ${traceId}`) !== undefined;
  }

  learn(workspaceId: string, spans: readonly Span[]): CallRole {
    const calls = spans.filter(({ kind }) => kind === 'LLM' || kind === 'TOOL');
    if (calls.length === 0) return nothing;
    const byId = new Map<string, Span>();
    for (const span of spans) byId.set(span.spanId, span);
    const repeats = new Set<Span>();
    const messageOf = new Map<Span, string>();
    const fromOthers = new Map<Span, Partial<Span>>();
    // Most batches need no look at whole traces.
    let byTrace: ReadonlyMap<string, readonly Span[]> | null = null;
    const spansOf = (traceId: string): readonly Span[] => {
      byTrace ??= Map.groupBy(spans, (span) => span.traceId);
      return byTrace.get(traceId) ?? [];
    };
    for (const traceId of entangled(calls, byId)) repeatsIn(spansOf(traceId), repeats, fromOthers);
    const askedUs = new Map<Span, number | null>();
    for (const traceId of lacking(calls, repeats, fromOthers)) {
      const ofTrace = spansOf(traceId);
      const taken = textsAround(
        ofTrace.filter((span) => span.kind === 'LLM' && !repeats.has(span)),
        (call) => withOthers(call, fromOthers),
        (span) => over(span, byId),
        () => ofTrace.filter(({ kind }) => kind === 'TOOL'),
      );
      for (const [call, { texts, askedUs: atUs }] of taken) {
        fromOthers.set(call, { ...fromOthers.get(call), ...texts });
        askedUs.set(call, atUs);
      }
    }
    for (const [traceId, ofTrace] of Map.groupBy(calls, (span) => span.traceId)) {
      const key = `${workspaceId} ${traceId}`;
      const known = this.#traces.get(key) ?? { spans: new Map<string, KnownCall>(), over: new Map<string, string>(), responses: new Map() };
      // The outer first: a span that stands over a known call brings those over itself.
      if (known.over.size > 0) for (const span of spansOf(traceId)) if (byId.get(span.spanId) === span) carryUp(span, known, byId);
      for (const span of ofTrace) {
        if (span.kind !== 'LLM' || span.endUs === null || repeats.has(span)) continue;
        const inner = known.over.get(span.spanId) ?? twinOf(span, known);
        const outer = inner === undefined ? knownOver(span, known, byId) : null;
        const spanId = inner ?? outer;
        const call = spanId === null ? undefined : known.spans.get(spanId);
        const whole = withOthers(span, fromOthers);
        if (spanId !== null && call !== undefined) {
          const own = tokensOf(span);
          // An outer call tells tokens where the inner did not; an inner one tells them better.
          const addsTokens = own > 0 && (inner === undefined ? own !== call.tokens : call.tokens === 0);
          const addsTexts = (whole.input !== null && !call.hasInput) || (whole.output !== null && !call.hasOutput);
          if (!addsTokens && !addsTexts) {
            repeats.add(span);
            continue;
          }
          messageOf.set(span, spanId);
          fromOthers.set(span, {
            ...fromOthers.get(span),
            ...(addsTokens ? null : call.counts),
            ...(whole.output === null && call.output !== null ? { output: call.output } : null),
          });
        }
        if (known.spans.size >= maxCalls) continue;
        const noted = knownCallOf(withOthers(span, fromOthers), call);
        known.spans.set(span.spanId, noted);
        if (spanId !== null) known.spans.set(spanId, noted);
        noteOver(span, spanId ?? span.spanId, known, byId);
        const responseId = responseIdOf(span);
        if (responseId !== null)
          known.responses.set(responseId, { spanId: spanId ?? span.spanId, startUs: span.startUs, endUs: span.endUs });
      }
      if (known.spans.size > 0) this.#traces.set(key, known);
    }
    return { repeats, messageOf, fromOthers, askedUs };
  }
}

/** The span with what other spans of its call report better. */
export function withOthers(span: Span, fromOthers: CallRole['fromOthers']): Span {
  const better = fromOthers.get(span);
  return better === undefined ? span : { ...span, ...better };
}

function knownCallOf(span: Span, before: KnownCall | undefined): KnownCall {
  const { usage, model, provider, input, output } = span;
  const tokens = tokensOf(span);
  return {
    counts: { usage, model, provider },
    tokens,
    hasInput: input !== null || before?.hasInput === true,
    hasOutput: output !== null || before?.hasOutput === true,
    output: tokens === 0 && output !== null && isShort(output) ? output : null,
  };
}

function isShort(text: SpanText): boolean {
  if (text.form === 'TEXT') return text.text.length <= maxRememberedLength;
  if (text.form === 'JSON') return (JSON.stringify(text.value) ?? '').length <= maxRememberedLength;
  return JSON.stringify(text.messages).length <= maxRememberedLength;
}

/** Traces in which a call stands over a call of its kind within the same batch, or got the response of another. */
function entangled(calls: readonly Span[], byId: ReadonlyMap<string, Span>): Set<string> {
  const found = new Set<string>();
  const responses = new Set<string>();
  for (const call of calls) {
    if (found.has(call.traceId)) continue;
    const responseId = call.kind === 'LLM' ? responseIdOf(call) : null;
    if (responseId !== null) {
      const key = `${call.traceId} ${responseId}`;
      if (responses.has(key)) {
        found.add(call.traceId);
        continue;
      }
      responses.add(key);
    }
    let above = over(call, byId);
    for (let step = 0; above !== undefined && step < maxSteps; step += 1, above = over(above, byId))
      if (above.kind === call.kind) {
        found.add(call.traceId);
        break;
      }
  }
  return found;
}

/** Traces with a call that lacks texts which a span around it may have. */
function lacking(calls: readonly Span[], repeats: ReadonlySet<Span>, fromOthers: ReadonlyMap<Span, Partial<Span>>): Set<string> {
  const found = new Set<string>();
  for (const call of calls) {
    if (call.kind !== 'LLM' || call.parentId === null || repeats.has(call)) continue;
    const { input, output } = withOthers(call, fromOthers);
    if (lacksTexts(call, input, output)) found.add(call.traceId);
  }
  return found;
}

const over = ({ parentId, traceId }: Span, byId: ReadonlyMap<string, Span>): Span | undefined => {
  const parent = parentId === null ? undefined : byId.get(parentId);
  return parent?.traceId === traceId ? parent : undefined;
};

/** Finds the spans of one trace that repeat others, and the texts that those have for them. */
function repeatsIn(spans: readonly Span[], repeats: Set<Span>, fromOthers: Map<Span, Partial<Span>>): void {
  const ordered = spans.toSorted((one, other) => one.startUs - other.startUs);
  const nodes = new Map(ordered.map(({ spanId }, node) => [spanId, node]));
  const named = Int32Array.from(ordered, ({ parentId }) => (parentId === null ? noParent : (nodes.get(parentId) ?? lostParent)));
  const { order, parents } = depthFirst(named);
  const inOrder = Array.from(order, (node) => ordered[node] as Span);
  const { usage, call, hidden } = countedSpans({
    parents,
    kinds: Uint8Array.from(inOrder, ({ kind }) => spanKinds.indexOf(kind)),
    tokens: Float64Array.from(inOrder, tokensOf),
    isError: new Uint8Array(order.length),
    responses: inOrder.map(responseKeyOf),
    startsUs: inOrder.map(({ startUs }) => startUs),
    endsUs: inOrder.map(({ startUs, endUs }) => endUs ?? startUs),
    toolOf: (place) => inOrder[place]?.toolName ?? '',
  });
  const isKept = (place: number): boolean => usage[place] === 1 || (call[place] === 1 && hidden[place] === 0);
  for (const [place, span] of inOrder.entries())
    if (span.kind === 'TOOL' ? call[place] !== 1 : span.kind === 'LLM' && !isKept(place)) repeats.add(span);
  for (const [place, span] of inOrder.entries()) {
    if (span.kind !== 'LLM' || isKept(place) || (span.input === null && span.output === null)) continue;
    const kept = keptOf(place, inOrder, parents, isKept);
    // A wrapper of several calls was asked with the first of them, and answered with the last.
    const [first, last] = [kept[0], kept.at(-1)];
    if (first !== undefined && first.input === null) give(first, { input: fromOthers.get(first)?.input ?? span.input });
    if (last !== undefined && last.output === null) give(last, { output: fromOthers.get(last)?.output ?? span.output });
  }

  function give(span: Span, texts: Partial<Span>): void {
    fromOthers.set(span, { ...fromOthers.get(span), ...texts });
  }
}

/** The calls that a repeating span reports, too: those within it, else the one around it, else its twin. */
function keptOf(place: number, inOrder: readonly Span[], parents: Int32Array, isKept: (place: number) => boolean): readonly Span[] {
  const isCall = (at: number): boolean => inOrder[at]?.kind === 'LLM' && isKept(at);
  /** The first place over this one that fits, with no barrier before. */
  const above = (from: number, fits: (at: number) => boolean): number => {
    for (let at = parents[from] as number; at >= 0; at = parents[at] as number) {
      if (fits(at)) return at;
      if (barriers.has((inOrder[at] as Span).kind)) return -1;
    }
    return -1;
  };
  const within = inOrder.filter((_, at) => at > place && isCall(at) && above(at, (one) => one === place) === place);
  if (within.length > 0) return within;
  const around = above(place, isCall);
  if (around >= 0) return [inOrder[around] as Span];
  const responseId = responseIdOf(inOrder[place] as Span);
  return responseId === null ? [] : inOrder.filter((span, at) => isCall(at) && responseIdOf(span) === responseId).slice(0, 1);
}

export const tokensOf = ({ usage }: Span): number => (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0);

/** Notes the spans over a call that became the message `messageOf`, up to the first that has not come. */
function noteOver(span: Span, messageOf: string, known: TraceCalls, byId: ReadonlyMap<string, Span>): void {
  let at: Span | undefined = span;
  for (let step = 0; at !== undefined && at.parentId !== null && step < maxSteps; step += 1) {
    known.over.set(at.parentId, messageOf);
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

/** The call that got the same response at the same time and became a message; undefined: none is known, or it is this very span. */
function twinOf(span: Span, known: TraceCalls): string | undefined {
  if (known.responses.size === 0) return undefined;
  const responseId = responseIdOf(span);
  const twin = responseId === null ? undefined : known.responses.get(responseId);
  if (twin === undefined || twin.spanId === span.spanId) return undefined;
  return twin.startUs <= (span.endUs ?? span.startUs) && span.startUs <= twin.endUs ? twin.spanId : undefined;
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
