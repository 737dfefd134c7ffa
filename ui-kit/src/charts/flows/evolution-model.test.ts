import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineageOf, lineagePlaces, lineageWidth, versionAfterKey } from './evolution-model.ts';

interface Row {
  readonly id: string;
  readonly from: readonly string[];
  readonly day: number;
}
const read = { id: (row: Row) => row.id, parents: (row: Row) => row.from, at: (row: Row) => new Date(row.day) };
const row = (id: string, day: number, ...from: string[]): Row => ({ id, from, day });
const shown = (data: Row[]) =>
  lineageOf(data, read)
    .nodes.map(({ id, lane }) => `${id}${lane}`)
    .join(' ');

const family = [
  row('base', 0),
  row('sft', 1, 'base'),
  row('sft2', 4, 'sft'),
  row('dpo', 2, 'sft'),
  row('dpo2', 5, 'dpo'),
  row('kto', 3, 'sft'),
  row('merged', 6, 'dpo2', 'sft2'),
];
const any = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 14 }).map(String),
    from: fc.array(fc.integer({ min: 0, max: 18 }).map(String), { maxLength: 3 }),
    day: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 22 },
);

describe('lineageOf', () => {
  test('the longest line of descent keeps its lane, forks open lanes below, the latest nearest', () => {
    expect(shown(family)).toBe('base0 sft0 dpo0 kto2 sft21 dpo20 merged0');
  });
  test('a lane is used again when what was in it has ended', () => {
    expect(shown([row('a', 0), row('b', 1, 'a'), row('c', 2, 'b'), row('d', 3, 'c'), row('x', 1, 'a'), row('y', 3, 'c')])).toBe(
      'a0 b0 x1 c0 d0 y1',
    );
  });
  test('forks of one lane do not cross: the one that leaves first lies lowest', () => {
    fc.assert(
      fc.property(any, (data) => {
        const { nodes } = lineageOf(data, read);
        const forks = nodes.flatMap((node, child) => {
          const [parent] = node.parents;
          return parent === undefined || nodes[parent]?.lane === node.lane
            ? []
            : [{ parent, child, from: nodes[parent]?.lane ?? 0, to: node.lane }];
        });
        // The upright part of a fork is right behind its parent: it must not pass the lane of a fork of the same lane that runs there.
        for (const one of forks)
          for (const other of forks) {
            if (one.from === other.from && other.parent < one.parent && one.parent < other.child)
              expect(other.to, JSON.stringify([one, other])).toBeGreaterThan(one.to);
          }
      }),
    );
  });
  test('says what cannot be: no such parent, loops, ids given twice, no time, a child before its parent', () => {
    const { nodes, problems } = lineageOf(
      [row('a', 5, 'b'), row('b', 3, 'a'), row('c', 1, 'gone', 'c'), row('c', 2), row('e', Number.NaN), row('f', 0, 'a')],
      read,
    );
    expect(nodes.map(({ id, parents }) => [id, parents.map((place) => nodes[place]?.id)])).toEqual([
      ['c', []],
      ['b', []],
      ['a', ['b']],
      ['f', ['a']],
    ]);
    expect(problems.map(({ why, id, parent }) => [why, id, parent])).toEqual([
      ['twice', 'c', null],
      ['no time', 'e', null],
      ['no such parent', 'c', 'gone'],
      ['loop', 'c', 'c'],
      ['loop', 'b', 'a'],
      ['earlier than its parent', 'f', 'a'],
    ]);
  });
  test('of any rows: every one is there once or reported, and parents come before their children', () => {
    fc.assert(
      fc.property(any, (data) => {
        const { nodes, problems } = lineageOf(data, read);
        expect(nodes.map((node) => node.id).toSorted()).toEqual([...new Set(data.map((one) => one.id))].toSorted());
        expect(nodes.length + problems.filter((problem) => problem.why === 'twice').length).toBe(data.length);
        for (const [place, node] of nodes.entries()) for (const parent of node.parents) expect(parent).toBeLessThan(place);
        const kept = nodes.reduce((sum, node) => sum + node.parents.length, 0);
        const firsts = data.filter((one, place) => data.findIndex((other) => other.id === one.id) === place);
        const refused = problems.filter((problem) => problem.why === 'loop' || problem.why === 'no such parent').length;
        expect(kept + refused).toBe(firsts.reduce((sum, one) => sum + new Set(one.from).size, 0));
      }),
    );
  });
  test('the same rows in another order give the same picture, where no two share an instant', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(family, { minLength: family.length }), (data) => {
        expect(shown(data)).toBe(shown(family));
      }),
    );
  });
  test('ten thousand versions in one line', () => {
    const chain = Array.from({ length: 10_000 }, (_, place) => row(String(place), place, ...(place === 0 ? [] : [String(place - 1)])));
    expect(lineageOf(chain, read)).toMatchObject({ laneCount: 1, problems: [] });
  });
});

test('no two nodes of a lane overlap, parents stand at the left of their children, and none leaves the drawing', () => {
  fc.assert(
    fc.property(any, fc.integer({ min: 0, max: 600 }), (data, extra) => {
      const { nodes } = lineageOf(data, read);
      const gap = 40;
      const [left, right] = [20, 20 + lineageWidth(nodes, gap) + extra];
      const places = lineagePlaces(nodes, (at) => left + (at / 60) * (right - left), { left, right, gap });
      for (const [place, node] of nodes.entries()) {
        expect(places[place]).toBeGreaterThanOrEqual(left - 1e-9);
        expect(places[place]).toBeLessThanOrEqual(right + 1e-9);
        for (const parent of node.parents) expect((places[place] ?? 0) - (places[parent] ?? 0)).toBeGreaterThanOrEqual(gap - 1e-9);
        for (const [other, one] of nodes.entries())
          if (other !== place && one.lane === node.lane)
            expect(Math.abs((places[place] ?? 0) - (places[other] ?? 0))).toBeGreaterThanOrEqual(gap - 1e-9);
      }
    }),
  );
});

test('with room enough every version stands at its time', () => {
  const { nodes } = lineageOf(family, read);
  expect(lineagePlaces(nodes, (at) => at * 100, { left: 0, right: 600, gap: 40 })).toEqual(nodes.map((node) => node.atMs * 100));
});

test('arrows walk along the lineage', () => {
  const { nodes } = lineageOf(family, read);
  const places = nodes.map((node) => node.atMs);
  const press = (key: string, id: string) =>
    nodes[
      versionAfterKey(
        nodes,
        places,
        key,
        nodes.findIndex((node) => node.id === id),
      ) ?? -1
    ]?.id;
  expect([
    press('ArrowRight', 'sft'),
    press('ArrowLeft', 'merged'),
    press('ArrowLeft', 'base'),
    press('ArrowDown', 'dpo'),
    press('ArrowUp', 'kto'),
    press('End', 'base'),
    press('x', 'base'),
  ]).toEqual(['dpo', 'dpo2', 'base', 'sft2', 'sft2', 'merged', undefined]);
});
