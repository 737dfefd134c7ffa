import { expect, test } from 'vitest';
import { piecesOf, type Piece } from './pieces.ts';

async function pieces(text: string, size = text.length || 1): Promise<Piece[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const all: Piece[] = [];
  for await (const piece of piecesOf(chunks(), 'list')) all.push({ ...piece, text: piece.text.trim() });
  return all;
}

const text = '{\n  "a": {"list": [1, 2]},\n  "list": [\n    {"x": "]},{"},\n    {"y": [1, {"z": "\\""}]}, 3\n  ],\n  "b": "last"\n}\n';

test.each([1, 2, 7, 1_000])('an object is read member by member, and its list element by element, in pieces of %d', async (size) => {
  expect(await pieces(text, size)).toEqual([
    { key: 'a', isElement: false, text: '{"list": [1, 2]}', line: 2 },
    { key: 'list', isElement: true, text: '{"x": "]},{"}', line: 4 },
    { key: 'list', isElement: true, text: '{"y": [1, {"z": "\\""}]}', line: 5 },
    { key: 'list', isElement: true, text: '3', line: 5 },
    { key: 'b', isElement: false, text: '"last"', line: 7 },
  ]);
});

test('an empty object and an empty list have none', async () => {
  expect(await pieces('{}')).toEqual([]);
  expect(await pieces('{"list": [ ], "a": 1}')).toEqual([{ key: 'a', isElement: false, text: '1', line: 1 }]);
});

test.each([
  ['{"list": [1, 2', 'the file ends before its object does'],
  ['[1]', 'the file is no JSON object'],
  ['{"a": 1} {', 'something follows the end of the object'],
  ['{a: 1}', 'a is no name of a member'],
])('%s cannot be read to its end', async (broken, message) => await expect(pieces(broken)).rejects.toThrow(message));
