import { otherStyle, seriesStyle } from 'ui-kit/theme';
import type { SeriesStyle } from 'ui-kit/theme';
import type { SpanKind } from '../../../graphql/generated/graphql.ts';

export interface KindLook {
  /** As a reader says it. */
  readonly words: string;
  readonly plural: string;
  readonly style: SeriesStyle;
}

/** What a span did, in words and in a colour that means the same in every trace. Steps that only hold others are grey. */
const spanKinds: Readonly<Record<SpanKind, KindLook>> = {
  LLM: { words: 'model call', plural: 'model calls', style: seriesStyle(0) },
  TOOL: { words: 'tool', plural: 'tools', style: seriesStyle(2) },
  AGENT: { words: 'agent', plural: 'agents', style: seriesStyle(3) },
  CHAIN: { words: 'chain', plural: 'chains', style: seriesStyle(7) },
  RETRIEVER: { words: 'retriever', plural: 'retrievers', style: seriesStyle(4) },
  RERANKER: { words: 'reranker', plural: 'rerankers', style: seriesStyle(4) },
  EMBEDDING: { words: 'embedding', plural: 'embeddings', style: seriesStyle(5) },
  GUARDRAIL: { words: 'guardrail', plural: 'guardrails', style: seriesStyle(1) },
  EVALUATOR: { words: 'evaluator', plural: 'evaluators', style: seriesStyle(6) },
  PROMPT: { words: 'prompt', plural: 'prompts', style: otherStyle },
  EVENT: { words: 'event', plural: 'events', style: otherStyle },
  SPAN: { words: 'span', plural: 'spans', style: otherStyle },
};

/** A kind that this version does not know is shown as any other step. */
export const lookOf = (kind: string): KindLook => spanKinds[kind as SpanKind] ?? spanKinds.SPAN;

export interface KindCount {
  readonly kind: SpanKind;
  readonly count: number;
  /** How many of them have spans under them. */
  readonly parentCount: number;
}

/** The kinds that a trace has, the most frequent first. */
export function kindCounts(
  rows: readonly { readonly kind: SpanKind; readonly id: string; readonly parentId: string | null; readonly isPlaceholder?: boolean }[],
): readonly KindCount[] {
  const parents = new Set<string>();
  for (const { parentId } of rows) if (parentId !== null) parents.add(parentId);
  const counts = new Map<SpanKind, { count: number; parentCount: number }>();
  for (const { kind, id, isPlaceholder = false } of rows) {
    if (isPlaceholder) continue;
    const held = counts.get(kind) ?? { count: 0, parentCount: 0 };
    held.count += 1;
    if (parents.has(id)) held.parentCount += 1;
    counts.set(kind, held);
  }
  return [...counts].map(([kind, counted]) => ({ kind, ...counted })).toSorted((one, other) => other.count - one.count);
}
