import { expect, test } from 'vitest';
import { readBoard, writeBoard } from './board-file.ts';
import { changed, draftOf, redone, undone } from './draft.ts';
import { added } from './layout.ts';
import { templates } from './templates.ts';
import { newKey, sectionTile, textTile } from './tiles.ts';

const known = ['tokens', 'errors'];
const board = {
  name: 'Costs',
  search: 'range=7d&model=a',
  tiles: [
    sectionTile('s', 'Money'),
    { ...textTile('t', '# Why'), y: 1 },
    { ...textTile('p', ''), kind: 'PANEL' as const, panel: 'tokens', text: null, x: 4, y: 1 },
  ],
};

test('a file gives back the board that was written', () => expect(readBoard(writeBoard(board), known)).toEqual({ ok: true, board }));

test.each([
  ['no JSON', '{', /no JSON/],
  ['another file', '{"name":"x"}', /no file of a board/],
  ['a later version', writeBoard(board).replace('"version": 1', '"version": 7'), /version 7; 1 can be read/],
  [
    'an unknown panel',
    writeBoard(board).replace('tokens', 'weather'),
    /tiles\[2\]: there is no panel "weather"; possible are tokens, errors/,
  ],
  ['a broken place', writeBoard(board).replace('"y": 1', '"y": "top"'), /tiles\[1\]: y is no whole number/],
])('%s is refused in words', (_name, text, words) => {
  const read = readBoard(text, known);
  expect(read.ok ? '' : read.problem).toMatch(words);
});

test('changes are undone and done again; one that changes nothing is none', () => {
  const start = draftOf('x', []);
  const one = changed(start, added(start.tiles, textTile(newKey(start.tiles), 'a')));
  const two = changed(one, added(one.tiles, textTile(newKey(one.tiles), 'b')));
  expect(two.tiles.map(({ key, x }) => [key, x])).toEqual([
    ['t1', 0],
    ['t2', 4],
  ]);
  expect(changed(two, [...two.tiles])).toBe(two);
  expect(undone(undone(two)).tiles).toEqual([]);
  expect(redone(redone(undone(undone(two)))).tiles).toEqual(two.tiles);
  expect(undone(start)).toBe(start);
});

test('every template has a name, and tiles that do not lie on one another', () => {
  expect(templates.map(({ id }) => id)).toEqual(['cost-review', 'quality-review', 'on-call', 'release-check']);
  for (const { tiles } of templates)
    for (const [at, one] of tiles.entries())
      for (const other of tiles.slice(0, at))
        expect(
          one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height,
        ).toBe(false);
});
