import { spanKinds } from '../types.ts';
import type { TestRow } from './random-trace.testing.ts';

export interface ReferenceSpan extends TestRow {
  readonly parent: string | null;
  readonly isOrphan: boolean;
  readonly isLoop: boolean;
  readonly depth: number;
  /** Itself and all under it. */
  readonly under: readonly TestRow[];
}

const paid = ['LLM', 'EMBEDDING', 'RERANKER'];

/** The same tree a second time, the plain way: lists of children, and of everything under a span. */
export function referenceTree(rows: readonly TestRow[]): ReferenceSpan[] {
  const newest = new Map<string, TestRow>();
  for (const row of rows) if ((newest.get(row.id)?.version ?? -1) <= row.version) newest.set(row.id, row);
  const spans = [...newest.values()].sort((a, b) => a.startUs - b.startUs || (a.id < b.id ? -1 : 1));
  const parents = new Map(spans.map(({ id, parentId }) => [id, newest.has(parentId) ? parentId : null]));
  const loops = new Set<string>();
  for (const { id } of spans) {
    const circle = [id];
    let next = parents.get(id) ?? null;
    while (next !== null && next !== id && !circle.includes(next)) {
      circle.push(next);
      next = parents.get(next) ?? null;
    }
    // Spans come by start: the first of a circle that is met is its earliest.
    if (next === id) {
      loops.add(id);
      parents.set(id, null);
    }
  }
  const childrenOf = (id: string | null): TestRow[] => spans.filter((span) => (parents.get(span.id) ?? null) === id);
  const laidOut: ReferenceSpan[] = [];
  const visit = (row: TestRow, depth: number): TestRow[] => {
    const under: TestRow[] = [row];
    laidOut.push({
      ...row,
      parent: parents.get(row.id) ?? null,
      isOrphan: row.parentId !== '' && !newest.has(row.parentId),
      isLoop: loops.has(row.id),
      depth,
      under,
    });
    for (const child of childrenOf(row.id)) under.push(...visit(child, depth + 1));
    return under;
  };
  for (const root of childrenOf(null)) visit(root, 0);
  return laidOut;
}

/** What counts of each span, the plain way: by walking up and down from each (pure/counted.ts says what the rules are for). */
export function referenceCounted(spans: readonly ReferenceSpan[]): Map<string, { usage: boolean; call: boolean; error: boolean }> {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const kindOf = ({ kind }: TestRow): string => spanKinds[kind] as string;
  const children = Map.groupBy(spans, ({ parent }) => parent);
  const childrenOf = (span: ReferenceSpan): readonly ReferenceSpan[] => children.get(span.id) ?? [];
  const remembered = <Value>(read: (span: ReferenceSpan, kind: string) => Value): ((span: ReferenceSpan, kind: string) => Value) => {
    const known = new Map<string, Value>();
    return (span, kind) => {
      const key = `${span.id} ${kind}`;
      if (!known.has(key)) known.set(key, read(span, kind));
      return known.get(key) as Value;
    };
  };
  const own = ({ inputTokens, outputTokens }: TestRow): number => inputTokens + outputTokens;
  const isPaid = (span: TestRow): boolean => paid.includes(kindOf(span));
  const isBarrier = (span: TestRow): boolean => ['TOOL', 'GUARDRAIL', 'EVALUATOR', 'RETRIEVER'].includes(kindOf(span));
  const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0);
  const within = (span: ReferenceSpan, kind: string): number => total(childrenOf(span).map((child) => reach(child, kind)));
  const reach = remembered((span, kind): number =>
    kindOf(span) === kind ? within(span, kind) || own(span) : isBarrier(span) ? 0 : within(span, kind),
  );
  const hasPaidBelow = remembered((span): boolean =>
    childrenOf(span).some((child) => (isPaid(child) && own(child) > 0) || hasPaidBelow(child, '')),
  );
  const sumsWithin = (span: ReferenceSpan): number => total(childrenOf(span).map((child) => sums(child, '')));
  const sums = remembered((span): number => (!isPaid(span) && isLargest(span) ? own(span) : sumsWithin(span)));
  const isLargest = (span: ReferenceSpan): boolean =>
    isPaid(span) ? own(span) > 0 && within(span, kindOf(span)) === 0 : own(span) > sumsWithin(span) && !hasPaidBelow(span, '');
  const counts = new Map<string, boolean>();
  const hasCall = remembered((span, kind): boolean =>
    childrenOf(span).some((child) => kindOf(child) === kind || (!isBarrier(child) && hasCall(child, kind))),
  );
  return new Map(
    spans.map((span, place) => {
      let usage = isLargest(span);
      let isHidden = false;
      for (let above = byId.get(span.parent ?? ''); above !== undefined; above = byId.get(above.parent ?? '')) {
        if (isBarrier(above)) isHidden = true;
        if (counts.get(above.id) !== true) continue;
        if (isPaid(span) ? !isHidden && kindOf(above) === kindOf(span) : !isPaid(above) || !isHidden) usage = false;
      }
      counts.set(span.id, usage);
      const parent = byId.get(span.parent ?? '');
      const isMadeGood =
        isPaid(span) &&
        parent?.error === '' &&
        spans.slice(place + 1).some((later) => later.parent === parent.id && later.kind === span.kind && later.error === '');
      return [span.id, { usage, call: !isPaid(span) || !hasCall(span, kindOf(span)), error: span.error !== '' && !isMadeGood }];
    }),
  );
}

/** Sums over rows, as a subtree has them. */
export function referenceTotals(rows: readonly TestRow[], counted: ReturnType<typeof referenceCounted>) {
  const counting = rows.filter(({ id }) => counted.get(id)?.usage === true);
  const priced = counting.filter(({ costNanoUsd }) => costNanoUsd !== null);
  return {
    spanCount: rows.length,
    errorCount: rows.filter(({ id }) => counted.get(id)?.error === true).length,
    modelCallCount: rows.filter(({ id, kind }) => spanKinds[kind] === 'LLM' && counted.get(id)?.call === true).length,
    inputTokens: counting.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: counting.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    costNanoUsd: priced.length === 0 ? null : priced.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd as number), 0),
  };
}
