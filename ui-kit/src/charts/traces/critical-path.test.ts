import { expect, test } from 'vitest';
import { criticalPath } from './critical-path.ts';
import { spanTree } from './trace-waterfall-model.ts';

type Span = readonly [id: string, parent: string | null, start: number, length: number | null];

const pathOf = (spans: readonly Span[]): string[] => {
  const tree = spanTree(spans, {
    id: ([id]) => id,
    parentId: ([, parent]) => parent,
    startMs: ([, , start]) => start,
    durationMs: ([, , , length]) => length,
  });
  const critical = criticalPath(tree);
  return tree.ids.filter((_, place) => critical[place] === 1);
};

const cases: readonly (readonly [what: string, spans: readonly Span[], path: readonly string[]])[] = [
  ['no span: no path', [], []],
  [
    'a span that ran beside another and ended earlier is left out',
    [
      ['root', null, 0, 100],
      ['plan', 'root', 0, 30],
      ['chat', 'plan', 5, 20],
      ['tool', 'root', 30, 20],
      ['aside', 'root', 32, 10],
      ['answer', 'root', 55, 45],
      ['model', 'answer', 60, 38],
    ],
    ['root', 'plan', 'chat', 'tool', 'answer', 'model'],
  ],
  [
    'of several roots the one that ended last counts, with what is under it',
    [
      ['early', null, 0, 10],
      ['under early', 'early', 0, 10],
      ['late', null, 5, 20],
      ['under late', 'late', 6, 2],
    ],
    ['late', 'under late'],
  ],
  [
    'of two roots that end together the first counts',
    [
      ['first', null, 0, 10],
      ['second', null, 4, 6],
    ],
    ['first'],
  ],
  [
    'a child that outlives its parent counts up to the parent’s end: one that ran beside it is left out',
    [
      ['root', null, 0, 10],
      ['long', 'root', 2, 50],
      ['beside', 'root', 3, 6],
      ['before', 'root', 0, 2],
    ],
    ['root', 'before', 'long'],
  ],
  [
    'a child that began when its parent had ended is left out',
    [
      ['root', null, 0, 10],
      ['after', 'root', 10, 5],
      ['within', 'root', 9, 1],
    ],
    ['root', 'within'],
  ],
  [
    'one that ended in the moment in which the next began is on the path',
    [
      ['root', null, 0, 10],
      ['one', 'root', 0, 5],
      ['two', 'root', 5, 5],
    ],
    ['root', 'one', 'two'],
  ],
  [
    'a span that has not ended lasts to the end of the trace',
    [
      ['root', null, 0, 10],
      ['ended', 'root', 3, 6],
      ['open', 'root', 2, null],
    ],
    ['root', 'open'],
  ],
];

test.each(cases)('%s', (_, spans, path) => {
  expect(pathOf(spans)).toEqual(path);
});
