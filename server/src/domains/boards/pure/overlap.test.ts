import { expect, test } from 'vitest';
import { firstOverlap } from './overlap.ts';

const at = (x: number, y: number, width = 4, height = 3) => ({ x, y, width, height });

test.each([
  ['nothing', [], null],
  ['side by side', [at(0, 0), at(4, 0)], null],
  ['one under the other', [at(0, 0), at(0, 3)], null],
  ['a shared column and row', [at(0, 0), at(3, 2)], { tile: 1, on: 0 }],
  ['one within another', [at(8, 0), at(0, 0, 8, 8), at(2, 2, 2, 2)], { tile: 2, on: 1 }],
  ['the same place', [at(0, 0), at(4, 0), at(4, 0)], { tile: 2, on: 1 }],
])('%s', (_name, tiles, found) => expect(firstOverlap(tiles)).toEqual(found));
