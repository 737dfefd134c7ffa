import { expect, test } from 'vitest';
import { arrivedOf } from './use-arrived.ts';

test.each([
  [
    ['a', 'b'],
    ['a', 'c', 'b', 'd'],
    ['c', 'd'],
  ],
  [['a', 'b'], ['b'], []],
  [[], ['a'], []],
  [['a'], ['b', 'c'], []],
])('of %j then %j, %j has arrived', (before, now, arrived) => expect([...arrivedOf(before, now)]).toEqual(arrived));
