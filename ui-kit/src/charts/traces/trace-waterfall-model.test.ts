import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanTree } from './trace-waterfall-model.ts';

interface Span {
  readonly id: string;
  readonly parent: string | null;
  readonly start: number;
  readonly length: number | null;
}
const read = {
  id: (span: Span) => span.id,
  parentId: (span: Span) => span.parent,
  startMs: (span: Span) => span.start,
  durationMs: (span: Span) => span.length,
};
const span = (id: string, parent: string | null, start: number, length: number | null): Span => ({ id, parent, start, length });

const trace = [
  span('root', null, 0, 100),
  span('plan', 'root', 0, 30),
  span('chat', 'plan', 5, 20),
  span('tool', 'root', 30, 20),
  span('aside', 'root', 32, 10),
  span('answer', 'root', 55, 45),
  span('model', 'answer', 60, 38),
];

describe('spanTree', () => {
  test('puts every span behind its parent, siblings by start', () => {
    const tree = spanTree(trace.toReversed(), read);
    expect(tree.ids).toEqual(['root', 'plan', 'chat', 'tool', 'aside', 'answer', 'model']);
    expect(Array.from(tree.depths)).toEqual([0, 1, 2, 1, 1, 1, 2]);
    expect(Array.from(tree.sizes)).toEqual([7, 2, 1, 1, 1, 2, 1]);
  });
  test('keeps every span of any input exactly once: orphans and circles become roots', () => {
    const spans = fc
      .uniqueArray(
        fc.record({
          id: fc.integer({ min: 0, max: 60 }),
          parent: fc.integer({ min: 0, max: 70 }),
          start: fc.integer({ min: 0, max: 99 }),
          length: fc.option(fc.integer({ min: 0, max: 50 })),
        }),
        { selector: (one) => one.id, maxLength: 60 },
      )
      .map((all) => all.map((one) => span(String(one.id), one.parent > 60 ? null : String(one.parent), one.start, one.length)));
    fc.assert(
      fc.property(spans, (data) => {
        const tree = spanTree(data, read);
        expect(tree.ids.toSorted()).toEqual(data.map((one) => one.id).toSorted());
        const roots = Array.from(tree.parents.keys()).filter((place) => tree.parents[place] === -1);
        expect(roots.reduce((sum, place) => sum + (tree.sizes[place] ?? 0), 0)).toBe(data.length);
      }),
    );
  });
  test('is not limited by depth', () => {
    const chain = Array.from({ length: 50_000 }, (_, place) => span(String(place), place === 0 ? null : String(place - 1), place, 1));
    expect(spanTree(chain, read).sizes[0]).toBe(50_000);
  });
  test('a span that has not ended lasts to the end of the trace', () => {
    const tree = spanTree([span('a', null, 0, 10), span('b', 'a', 2, null)], read);
    expect([tree.ends[1], tree.openCount]).toEqual([10, 1]);
  });
});
