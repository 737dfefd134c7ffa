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

/** Sums over rows, as a subtree has them. */
export function referenceTotals(rows: readonly TestRow[]) {
  const calls = rows.filter(({ kind }) => paid.includes(spanKinds[kind] as string));
  const priced = calls.filter(({ costNanoUsd }) => costNanoUsd !== null);
  return {
    spanCount: rows.length,
    errorCount: rows.filter(({ error }) => error !== '').length,
    modelCallCount: rows.filter(({ kind }) => spanKinds[kind] === 'LLM').length,
    inputTokens: calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    outputTokens: calls.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
    costNanoUsd: priced.length === 0 ? null : priced.reduce((sum, { costNanoUsd }) => sum + (costNanoUsd as number), 0),
  };
}
