import { expect, test } from 'vitest';
import { answerCheck, filledText } from './answer-text.ts';

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
  ['1. Left\n2. Right', '1. Left\n2. Right'],
  ['Of {{r1.rows[0].model}}.', 'Of x.'],
  ['All 999999 of them.', '*[A sentence is not shown: it states a number that stands in no result.]*'],
  ['Job 4711 is not there.', 'Job 4711 is not there.'],
  ['Twelve of them failed. Good.', '*[A sentence is not shown: it states a number that stands in no result.]* Good.'],
])('%j is shown as %j', (text, shown) => {
  expect(answerCheck(['How is job 4711?'])(text, results, 'mark').text).toBe(shown);
});

test('while a model writes, nothing after the first sentence that is not proven is shown, and no half of a slot', () => {
  expect(answerCheck([])('Good. There are 13 now. More. ', results, 'stop').text).toBe('Good. ');
  expect(answerCheck([])('There are {{r1.fa', results, 'stop').text).toBe('There are ');
  expect(answerCheck([])('See [x](https://ev', results, 'stop').text).toBe('See ');
});

test('a text that grows is checked as it is when it comes at once, also after a result is added', () => {
  const text =
    'Good. Of {{r1.rows[0].model}} there are {{r1.facts.count}}, and one message more. Then {{r2.facts.count}}. 1 is wrong. Last one.';
  const check = answerCheck([]);
  for (const known of [results, [...results, { ...results[0], handle: 'r2' } as (typeof results)[number]]])
    for (let length = 0; length <= text.length; length += 1)
      for (const end of ['stop', 'mark'] as const) {
        const shown = check(text.slice(0, length), known, end);
        expect(shown).toEqual(answerCheck([])(text.slice(0, length), known, end));
        if (end === 'stop') expect(shown.text).not.toMatch(/\b1\b|\bone\b/);
      }
});

test('the place of each number is that of its text', () => {
  const { text, numbers } = filledText('a {{r1.facts.count}} b {{r1.facts.count}}', results);
  expect(numbers.map(({ start, end }) => text.slice(start, end))).toEqual(['12', '12']);
});

test('the name of a model that is connected may be written, and no number that stands alone in such a name', () => {
  const check = answerCheck([], ['local/gpt-4o', 'gpt-4o', 'model 42', '17']);
  expect(check('Hello from gpt-4o. It is local/gpt-4o.', [], 'mark')).toMatchObject({
    text: 'Hello from gpt-4o. It is local/gpt-4o.',
    problems: [],
  });
  for (const text of ['There are 42 messages.', 'There are 17 messages.', 'There are 4 messages.', 'It is gpt-4.'])
    expect(check(text, [], 'mark').withheldCount).toBe(1);
});
