import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanTree } from './trace-waterfall-model.ts';
import { opened, rowOfPlace, visibleRows, withAncestors } from './trace-waterfall-visible.ts';

interface Span {
  readonly id: string;
  readonly parent: string | null;
  readonly isError?: boolean;
}
const read = { id: (span: Span) => span.id, parentId: (span: Span) => span.parent, startMs: () => 0, durationMs: () => 1 };
const trace: Span[] = [
  { id: 'root', parent: null },
  { id: 'plan', parent: 'root' },
  { id: 'chat', parent: 'plan', isError: true },
  { id: 'tool', parent: 'root' },
  { id: 'answer', parent: 'root' },
  { id: 'model', parent: 'answer' },
  { id: 'second', parent: null, isError: true },
];
const tree = spanTree(trace, read);
const ids = (rows: Uint32Array) => Array.from(rows, (place) => tree.ids[place]);

describe('visibleRows', () => {
  test.each([
    [
      ['plan', 'answer'],
      ['root', 'plan', 'tool', 'answer', 'second'],
    ],
    [['root'], ['root', 'second']],
    [[], ['root', 'plan', 'chat', 'tool', 'answer', 'model', 'second']],
  ])('collapsing %j hides all that is under it, and nothing else', (collapsed, shown) => {
    expect(ids(visibleRows(tree, new Set(collapsed)))).toEqual(shown);
  });

  test('with only the errors kept, they stay with all that they are under', () => {
    const kept = withAncestors(tree, (span) => span.isError === true);
    expect(ids(visibleRows(tree, new Set(), kept))).toEqual(['root', 'plan', 'chat', 'second']);
    expect(ids(visibleRows(tree, new Set(['plan']), kept))).toEqual(['root', 'plan', 'second']);
  });
});

test('withAncestors keeps exactly the wanted and their ancestors, whatever the tree', () => {
  const spans = fc.array(fc.record({ up: fc.nat(), isError: fc.boolean() }), { minLength: 1, maxLength: 80 }).map((all) =>
    all.map(({ up, isError }, place): Span => ({
      id: String(place),
      parent: place === 0 || up % 7 === 0 ? null : String(up % place),
      isError,
    })),
  );
  fc.assert(
    fc.property(spans, (data) => {
      const any = spanTree(data, read);
      const kept = withAncestors(any, (span) => span.isError === true);
      const parentOf = new Map(data.map((span) => [span.id, span.parent]));
      const wanted = new Set<string>();
      for (const span of data)
        if (span.isError === true) for (let id: string | null = span.id; id !== null; id = parentOf.get(id) ?? null) wanted.add(id);
      expect(any.ids.filter((_, place) => kept[place] === 1).toSorted()).toEqual([...wanted].toSorted());
    }),
  );
});

test('rowOfPlace finds each place that is shown, and no other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 200 }), { maxLength: 60 }), fc.nat({ max: 210 }), (places, asked) => {
      const rows = Uint32Array.from(places.toSorted((one, other) => one - other));
      expect(rowOfPlace(rows, asked)).toBe(rows.indexOf(asked));
    }),
  );
});

test('a span is brought into sight by opening what it is under, and only that', () => {
  const collapsed = new Set(['plan', 'answer']);
  expect(opened(tree, collapsed, tree.ids.indexOf('chat'))).toEqual(new Set(['answer']));
  expect(opened(tree, collapsed, tree.ids.indexOf('plan'))).toBeNull();
});
