import { describe, expect, test } from 'vitest';
import { buildTree } from './build.ts';
import { columnsOf, randomRows } from './random-trace.testing.ts';
import { referenceTree, type ReferenceSpan } from './reference.testing.ts';
import type { TraceTree } from './tree.ts';
import { spansInWindow, type SpanWindow } from './window.ts';

const everything: SpanWindow = { parentId: null, under: null, maxDepth: null, from: null, to: null, errorsOnly: false, among: null };
const rows = randomRows(11, 80);
const tree = buildTree('a'.repeat(32), columnsOf(rows)) as TraceTree;
const reference = referenceTree(rows);
const top = reference.find(({ under }) => under.length > 8) as ReferenceSpan;
const instant = (us: number): Date => new Date(us / 1_000);
const middle = reference.map(({ startUs }) => startUs).sort()[40] as number;
const endOf = ({ startUs, durationUs }: ReferenceSpan): number => (durationUs === null ? Infinity : startUs + durationUs);

const windows: [name: string, window: Partial<SpanWindow>, holds: (span: ReferenceSpan) => boolean][] = [
  ['everything', {}, () => true],
  ['the roots', { maxDepth: 0 }, ({ depth }) => depth === 0],
  ['two levels', { maxDepth: 1 }, ({ depth }) => depth <= 1],
  ['the children of a span', { parentId: top.id }, ({ parent }) => parent === top.id],
  ['a subtree', { under: top.id }, ({ id }) => top.under.some((span) => span.id === id)],
  ['a subtree to its second level', { under: top.id, maxDepth: 1 }, ({ id, parent }) => id === top.id || parent === top.id],
  ['what ends after an instant', { from: instant(middle) }, (span) => endOf(span) >= middle],
  ['what begins before an instant', { to: instant(middle) }, ({ startUs }) => startUs < middle],
  [
    'what touches a time',
    { from: instant(middle), to: instant(middle + 20_000) },
    (span) => endOf(span) >= middle && span.startUs < middle + 20_000,
  ],
  ['what failed', { errorsOnly: true }, ({ error }) => error !== ''],
  ['what was found', { among: new Set([3, 5, 8]) }, ({ id }) => [3, 5, 8].includes(tree.placeOf(id) as number)],
  ['what is under a span that is not here', { under: 'f'.repeat(16) }, () => false],
];

describe.each(windows)('%s', (_name, said, holds) => {
  const window = { ...everything, ...said };
  const expected = reference.filter(holds).map(({ id }) => id);

  test('is given whole, depth first', () => {
    expect(spansInWindow(tree, window, { after: null, before: null, limit: 1_000, inverted: false })).toEqual(expected);
  });

  test.each([1, 3, 7])('is the same page after page of %i, forwards and backwards', (limit) => {
    const forwards: string[] = [];
    for (
      let page = spansInWindow(tree, window, { after: null, before: null, limit, inverted: false });
      page.length > 0;
      page = spansInWindow(tree, window, { after: page.at(-1) as string, before: null, limit, inverted: false })
    )
      forwards.push(...page);
    expect(forwards).toEqual(expected);
    const backwards: string[] = [];
    for (
      let page = spansInWindow(tree, window, { after: null, before: null, limit, inverted: true });
      page.length > 0;
      page = spansInWindow(tree, window, { after: null, before: page.at(-1) as string, limit, inverted: true })
    )
      backwards.push(...page);
    expect(backwards.reverse()).toEqual(expected);
  });
});

test('a cursor of a span that the tree does not have is refused', () => {
  expect(() => spansInWindow(tree, everything, { after: 'f'.repeat(16), before: null, limit: 5, inverted: false })).toThrow(/cursor/);
});
