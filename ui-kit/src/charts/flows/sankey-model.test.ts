import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, itemAfterKey, itemAt, layoutOf, ribbonMiddleAt } from './sankey-layout.ts';
import { flowOf, pathThrough } from './sankey-model.ts';

interface Row {
  readonly from: string;
  readonly to: string;
  readonly count: number | null;
}
const read = { source: (row: Row) => row.from, target: (row: Row) => row.to, value: (row: Row) => row.count };
const row = (from: string, to: string, count: number | null): Row => ({ from, to, count });
const any = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 9 }).map(String),
    to: fc.integer({ min: 0, max: 9 }).map(String),
    count: fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 40 })),
  }),
  { maxLength: 40 },
);

/** Which node can be reached from which, by multiplying the adjacency until nothing changes: a second way to the same answer. */
function reachable(links: readonly { readonly source: string; readonly target: string }[]): (from: string, to: string) => boolean {
  const pairs = new Set(links.map((link) => `${link.source}>${link.target}`));
  for (let size = -1; size !== pairs.size;) {
    size = pairs.size;
    for (const one of pairs)
      for (const other of pairs) {
        const [[a, b], [c, d]] = [one.split('>'), other.split('>')];
        if (b === c) pairs.add(`${a}>${d}`);
      }
  }
  return (from, to) => pairs.has(`${from}>${to}`);
}

describe('flowOf', () => {
  test('adds rows with the same ends up, and tells shares of all that enters', () => {
    const flow = flowOf([row('a', 'x', 30), row('b', 'x', 50), row('a', 'x', 20), row('x', 'end', 80)], read);
    expect(flow.total).toBe(100);
    expect(flow.links.map(({ source, target, value, share, rows }) => [source, target, value, share, rows.length])).toEqual([
      ['a', 'x', 50, 0.5, 2],
      ['b', 'x', 50, 0.5, 1],
      ['x', 'end', 80, 0.8, 1],
    ]);
    expect(flow.nodes.find((node) => node.key === 'x')).toMatchObject({ inflow: 100, outflow: 80, value: 100, share: 1 });
  });

  test('leaves out what cannot be drawn, and says of each why', () => {
    const flow = flowOf(
      [
        row('a', 'b', 5),
        row('b', 'c', 4),
        row('c', 'a', 1),
        row('c', 'c', 7),
        row('a', 'd', 0),
        row('a', 'e', -2),
        row('a', 'f', null),
        row('a', 'g', Number.NaN),
      ],
      read,
    );
    expect(flow.links.map(({ source, target }) => source + target)).toEqual(['ab', 'bc']);
    expect(flow.leftOut.map(({ source, target, value, why }) => [source + target, value, why])).toEqual([
      ['cc', 7, 'loops'],
      ['ca', 1, 'loops'],
      ['ad', 0, 'zero'],
      ['ae', -2, 'below zero'],
      ['af', null, 'no number'],
      ['ag', null, 'no number'],
    ]);
  });

  test('a signed flow keeps what is below zero, and drops what adds up to nothing', () => {
    const flow = flowOf([row('a', 'b', -3), row('a', 'c', 2), row('a', 'c', -2)], read, true);
    expect(flow.links).toMatchObject([{ value: -3, share: 1 }]);
    expect(flow.leftOut).toMatchObject([{ target: 'c', why: 'zero' }]);
  });

  test('of any rows: what is drawn has no circle, loses no amount, and no share is above 1', () => {
    fc.assert(
      fc.property(any, (data) => {
        const flow = flowOf(data, read);
        const leads = reachable(flow.links);
        for (const node of flow.nodes) expect(leads(node.key, node.key)).toBe(false);
        const drawn = flow.links.reduce((sum, link) => sum + link.value, 0);
        const leftOutSum = flow.leftOut.filter((out) => out.why === 'loops').reduce((sum, out) => sum + (out.value ?? 0), 0);
        expect(drawn + leftOutSum).toBe(data.reduce((sum, one) => sum + Math.max(0, one.count ?? 0), 0));
        for (const part of [...flow.links, ...flow.nodes]) expect(part.share).toBeLessThanOrEqual(1 + 1e-12);
        // A circle is broken at its smallest link: one that was left out is no larger than some link on the way it would have closed.
        for (const out of flow.leftOut)
          if (out.why === 'loops' && out.source !== out.target) expect(leads(out.target, out.source)).toBe(true);
      }),
    );
  });

  test('no rows are no flow', () => expect(flowOf([], read)).toEqual({ nodes: [], links: [], leftOut: [], total: 0 }));
});

test('a path holds exactly the links that can be reached forwards or backwards', () => {
  fc.assert(
    fc.property(any, (data) => {
      const flow = flowOf(data, read);
      const leads = reachable(flow.links);
      const same = (from: string, to: string) => from === to || leads(from, to);
      for (const [item, node] of flow.nodes.entries()) {
        const links = flow.links.flatMap((link, place) => (same(node.key, link.source) || same(link.target, node.key) ? [place] : []));
        expect([...pathThrough(flow, item).links].sort((a, b) => a - b)).toEqual(links);
      }
      for (const [item, one] of flow.links.entries()) {
        const links = flow.links.flatMap((link, place) =>
          place === item || same(one.target, link.source) || same(link.target, one.source) ? [place] : [],
        );
        expect([...pathThrough(flow, flow.nodes.length + item).links].sort((a, b) => a - b)).toEqual(links);
      }
    }),
    { numRuns: 30 },
  );
});

describe('layoutOf', () => {
  test('nodes of a column never overlap, and every link runs to the right', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 300, max: 900 }), (data, room) => {
        const flow = flowOf(data, read);
        const layout = layoutOf(flow, room, 400);
        for (const link of layout.links) expect(link.toX).toBeGreaterThan(link.fromX);
        for (const one of layout.nodes) {
          expect(one.column).toBeLessThan(layout.columnCount);
          for (const other of layout.nodes)
            if (one !== other && one.column === other.column)
              expect(one.bottom <= other.top + 0.01 || other.bottom <= one.top + 0.01).toBe(true);
        }
        // Columns are told without a layout, too: the drawing's own places must agree.
        for (const node of layout.nodes) expect(node.left).toBeCloseTo((columnsOf(flow).of.get(node.key) ?? 0) * layout.columnPx, 0);
        expect(layout.width).toBeGreaterThanOrEqual(room);
      }),
    );
  });

  test('a link is found at its middle and a node inside it', () => {
    const flow = flowOf([row('a', 'x', 30), row('a', 'y', 50), row('b', 'y', 20)], read);
    const layout = layoutOf(flow, 600, 300);
    for (const [place, node] of layout.nodes.entries())
      expect(itemAt(layout, (node.left + node.right) / 2, (node.top + node.bottom) / 2)).toBe(place);
    for (const [place, link] of layout.links.entries()) {
      const px = link.fromX + 30;
      expect(itemAt(layout, px, ribbonMiddleAt(link, px) ?? 0)).toBe(layout.nodes.length + place);
    }
    expect(itemAt(layout, 300, -40)).toBe(-1);
  });
});

test('the middle of a ribbon is where the curve passes', () => {
  const link = { source: 'a', target: 'b', fromX: 10, toX: 210, fromY: 20, toY: 140, width: 8 };
  for (const t of [0, 0.2, 0.5, 0.9, 1]) {
    const bezier = (a: number, b: number, c: number, d: number) =>
      (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    expect(ribbonMiddleAt(link, bezier(10, 110, 110, 210))).toBeCloseTo(bezier(20, 20, 140, 140), 2);
  }
  expect(ribbonMiddleAt(link, 211)).toBeNull();
});

test('arrows walk along the flow: right over the largest link, left back, up and down between siblings', () => {
  const flow = flowOf([row('a', 'x', 30), row('a', 'y', 50), row('x', 'z', 30), row('y', 'z', 50)], read);
  const layout = layoutOf(flow, 600, 300);
  const name = (item: number) => flow.nodes[item]?.key ?? flow.links.slice(item - flow.nodes.length)[0];
  const at = (key: string) => flow.nodes.findIndex((node) => node.key === key);
  const press = (key: string, item: number) => itemAfterKey(layout, flow, key, item) ?? -1;
  const link = press('ArrowRight', at('a'));
  expect(name(link)).toMatchObject({ source: 'a', target: 'y' });
  expect(name(press('ArrowRight', link))).toBe('y');
  expect(name(press('ArrowLeft', link))).toBe('a');
  const siblings = [press('ArrowUp', link), press('ArrowDown', link)].filter((item) => item !== link);
  expect(siblings.map(name)).toMatchObject([{ source: 'a', target: 'x' }]);
  expect(press('ArrowLeft', at('a'))).toBe(at('a'));
  expect(itemAfterKey(layout, flow, 'q', 0)).toBeNull();
});
