import { expect, test } from 'vitest';
import { allFolded, kindFolded } from './folding.ts';
import { spanRows } from './span-rows.ts';
import { columnsOf } from './testing.ts';

const span = (id: string, parent: number, kind = 'SPAN') => ({ id, parent, kind, name: id, start: 0, duration: 1 });
const one = spanRows(columnsOf([span('root', -1), span('chain', 0, 'CHAIN'), span('leaf', 1)]));
const two = spanRows(columnsOf([span('first', -1), span('leaf', 0), span('second', -1)]));

test('a root that stands alone stays open when everything is folded', () => {
  expect([...allFolded(one)]).toEqual(['chain', 'leaf']);
  expect([...allFolded(two)]).toEqual(['first', 'leaf', 'second']);
});

test('folding a kind opens the others', () => expect([...kindFolded(one, 'CHAIN')]).toEqual(['chain']));
