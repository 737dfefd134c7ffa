import { expect, test } from 'vitest';
import { checkedText, filledText } from './answer-text.ts';

const results = [
  {
    handle: 'r1',
    facts: [{ key: 'count', title: 'Messages', value: 12, unit: null, interval: null, n: null }],
    table: {
      columns: [{ key: 'model', title: 'Model', unit: null, type: 'text' as const, isPayload: true }],
      rows: [['![x](https://evil.example/p)'], ['999999 of all']],
      total: 2,
      complete: true,
    },
  },
];

test.each([
  ['There are {{r1.facts.count}}.', 'There are 12.'],
  ['There are 13. Good.', '*[A sentence is not shown: it states a number that stands in no result.]* Good.'],
  ['There are {{r1.facts.none}}. Good.', '*[A sentence is not shown: it states a number that stands in no result.]* Good.'],
  ['It fell. 13. Good.', '*[A sentence is not shown: it states a number that stands in no result.]* Good.'],
  ['1. One\n2. Two', '1. One\n2. Two'],
  ['Of {{r1.rows[0].model}}.', 'Of x.'],
  ['All 999999 of them.', '*[A sentence is not shown: it states a number that stands in no result.]*'],
  ['Job 4711 is not there.', 'Job 4711 is not there.'],
])('%j is shown as %j', (text, shown) => {
  expect(checkedText(text, results, ['How is job 4711?'], 'mark').text).toBe(shown);
});

test('while a model writes, nothing after the first sentence that is not proven is shown, and no half of a slot', () => {
  expect(checkedText('Good. There are 13 now. More. ', results, [], 'stop').text).toBe('Good. ');
  expect(checkedText('There are {{r1.fa', results, [], 'stop').text).toBe('There are ');
  expect(checkedText('See [x](https://ev', results, [], 'stop').text).toBe('See ');
});

test('the place of each number is that of its text', () => {
  const { text, numbers } = filledText('a {{r1.facts.count}} b {{r1.facts.count}}', results);
  expect(numbers.map(({ start, end }) => text.slice(start, end))).toEqual(['12', '12']);
});
