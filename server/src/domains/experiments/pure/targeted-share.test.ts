import { expect, test } from 'vitest';
import { widestRoom } from './layer-room.ts';
import { attributesIn, shareOf, targetingSentence } from './targeted-share.ts';

test.each([
  ['nothing is taken', [], { start: 0, end: 1 }],
  ['the first part is', [{ start: 0, end: 0.3 }], { start: 0.3, end: 1 }],
  [
    'parts are, out of order and touching',
    [
      [0.5, 0.8],
      [0.8, 1],
      [0, 0.1],
    ].map(([start = 0, end = 1]) => ({ start, end })),
    { start: 0.1, end: 0.5 },
  ],
  [
    'parts overlap',
    [
      [0, 0.6],
      [0.2, 0.4],
      [0.9, 1],
    ].map(([start = 0, end = 1]) => ({ start, end })),
    { start: 0.6, end: 0.9 },
  ],
  ['all is', [{ start: 0, end: 1 }], null],
  [
    'all is but what no hash falls into',
    [
      [0, 0.5],
      [0.50001, 1],
    ].map(([start = 0, end = 1]) => ({ start, end })),
    null,
  ],
])('the widest part of a layer of which %s', (_what, taken, left) => expect(widestRoom(taken)).toEqual(left));

test('attributes of a condition are found within its groups, once each, by the first part of a path', () => {
  expect(attributesIn({ plan: 'pro', $or: [{ 'geo.country': { $in: ['DE'] } }, { $not: { plan: 'free', age: { $gt: 3 } } }] })).toEqual([
    'plan',
    'geo',
    'age',
  ]);
  expect(attributesIn({})).toEqual([]);
});

test('the share of units is the product of allocation, layer and condition, in words', () => {
  const layer = { key: 'checkout', room: { start: 0.4, end: 1 }, takenBy: ['tone', 'price'] };
  const condition = { share: 0.25, unitCount: 1_812, unknown: [] };
  const targeting = { allocation: 0.5, layer, condition };
  expect(shareOf(targeting)).toBeCloseTo(0.075, 12);
  expect(targetingSentence(targeting)).toBe(
    'Of the layer checkout, 60 % is the widest part that is left, from 0.4 to 1 (tone, price have the rest). Of 1,812 units of the past that were looked at, 25 % meet the condition. With 50 % of these, 7.5 % of all units are in the experiment.',
  );
  expect(targetingSentence({ allocation: 1, layer: null, condition: null })).toBeNull();
  const full = { allocation: 1, layer: { ...layer, room: null }, condition: null };
  expect([shareOf(full), targetingSentence(full)]).toEqual([
    0,
    'Nothing is left of the layer checkout (tone, price have the rest). So, 0 % of all units are in the experiment.',
  ]);
  const free = { allocation: 1, layer: { key: 'home', room: { start: 0, end: 1 }, takenBy: [] }, condition: null };
  expect(targetingSentence(free)).toBe('No other experiment has a part of the layer home. So, 100 % of all units are in the experiment.');
  const unknown = { allocation: 1, layer: null, condition: { share: null, unitCount: 40, unknown: ['country'] } };
  expect(shareOf(unknown)).toBe(1);
  expect(targetingSentence(unknown)).toMatch(
    /^How many units meet the condition is not known, since none of the past has country: it leaves none out here\./,
  );
});
