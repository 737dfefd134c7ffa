import { rootIdOf } from '../../domains/traces/pure/langfuse-root.ts';
import type { Span, SpanSource } from '../../domains/traces/types.ts';
import { langfuseScope, patched } from './patch.ts';
import type { SpanPatch } from './types.ts';

export { rootIdOf };

/** What a trace says holds for each of its spans that says nothing of its own. */
const inherited = ['sessionId', 'userId', 'environment', 'release', 'experimentName', 'variant'] as const;

/** The root with what one more `trace-create` says. It begins with the earliest that is known, and ends with the latest. */
export function patchedRoot(root: Span | null, patch: SpanPatch, traceId: string, source: SpanSource): Span {
  const next = patched(root, patch, { traceId, spanId: rootIdOf(traceId) }, source);
  return root === null ? next : { ...next, startUs: Math.min(root.startUs, next.startUs), endUs: latest(root.endUs, next.endUs) };
}

/** Whether the spans of a trace need its new attributes. */
export const hasNews = (before: Span | null, after: Span): boolean =>
  before === null || inherited.some((name) => after[name] !== before[name]);

/** The span as part of the trace: under its root, and with what the trace says. `before` is the root as the span may know it. */
export function under(root: Span, before: Span | null, span: Span): Span {
  if (span.spanId === root.spanId) return span;
  const changes: Partial<Record<(typeof inherited)[number], string>> = {};
  for (const name of inherited) {
    const value = root[name];
    // What equals the root's former word was taken from it.
    if (value !== null && value !== span[name] && (span[name] === null || span[name] === before?.[name])) changes[name] = value;
  }
  const isAtTop = span.parentId === null && span.source?.scopeName === langfuseScope;
  if (!isAtTop && Object.keys(changes).length === 0) return span;
  return { ...span, ...changes, parentId: isAtTop ? root.spanId : span.parentId };
}

/** The root, from the first to the last that is known of these spans. It is open until something has ended. */
export function around(root: Span, spans: readonly Span[]): Span {
  let { startUs, endUs } = root;
  for (const span of spans) {
    startUs = Math.min(startUs, span.startUs);
    endUs = latest(endUs, span.endUs);
  }
  return { ...root, startUs, endUs, name: root.name === '' ? 'trace' : root.name };
}

const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
