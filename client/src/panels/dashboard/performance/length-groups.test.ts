import { expect, test } from 'vitest';
import { lengthGroups } from './length-groups.ts';

const of = (...lengths: readonly (readonly [messageCount: number, conversationCount: number])[]) =>
  lengthGroups(lengths.map(([messageCount, conversationCount]) => ({ messageCount, conversationCount })));

test('short conversations stand alone, long ones in groups, up to the longest', () => {
  expect(of([1, 6], [4, 1], [5, 1], [51, 2]).map(({ label, count, share }) => [label, count, share])).toEqual([
    ['1', 6, 0.6],
    ['2', 0, 0],
    ['3', 0, 0],
    ['4 to 5', 2, 0.2],
    ['6 to 10', 0, 0],
    ['11 to 20', 0, 0],
    ['21 to 50', 0, 0],
    ['over 50', 2, 0.2],
  ]);
});

test('no conversation, no group', () => expect(of()).toEqual([]));
