import { expect, test } from 'vitest';
import { sumOf } from './sum.ts';

const [early, late] = [new Date('2026-01-01'), new Date('2026-02-01')];
const nothing = { messageCount: 0, costUsd: null, lastMessageAt: null };

test.each([
  ['nothing of no workspace', [], nothing],
  ['no cost where none has a price', [nothing, { ...nothing, messageCount: 2 }], { ...nothing, messageCount: 2 }],
  ['the cost of those that have one', [nothing, { ...nothing, costUsd: 0 }, { ...nothing, costUsd: 1.5 }], { ...nothing, costUsd: 1.5 }],
  ['a cost of 0 is a cost', [{ ...nothing, costUsd: 0 }], { ...nothing, costUsd: 0 }],
  [
    'the latest message',
    [{ ...nothing, lastMessageAt: late }, nothing, { ...nothing, lastMessageAt: early }],
    { ...nothing, lastMessageAt: late },
  ],
] as const)('%s', (_claim, totals, sum) => expect(sumOf(totals)).toEqual(sum));
