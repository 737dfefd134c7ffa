import { describe, expect, test } from 'vitest';
import type { PlaygroundMessage, PlaygroundPrompt } from '../../playground/types.ts';
import type { Check } from '../types.ts';
import { chatOf, turnsOf } from './chat.ts';
import { checkAnswer, CheckSilent, numberOf, textOf } from './check.ts';
import { compareAll, compareAlone, type RowPair } from './compare.ts';
import { numbersOf } from './numbers.ts';
import { inputHash, requestFor, requestHash, valuesOf } from './request.ts';
import { subjectOfRow } from './subject.ts';

const check = (kind: Check['kind'], more: Partial<Check> = {}): Check => ({
  kind,
  name: kind,
  ignoresCase: false,
  tolerance: 0,
  isRelative: false,
  ...more,
});

describe('checks', () => {
  // What a model answers has no bound: a comparison that calls itself ran out of stack, a pattern for fences took hours.
  test('JSON that is nested 20,000 levels deep is compared, and a fence before thousands of empty lines is none', () => {
    const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const equals = (answer: string) => checkAnswer(check('JSON_EQUALS'), answer, nested).passed;
    expect(equals(nested)).toBe(true);
    expect(equals(nested.replace('[]', '[1]'))).toBe(false);
    expect(equals(`\`\`\`json${'\n'.repeat(8_000)}x`)).toBe(false);
  });
  test.each<[Check, unknown, unknown, boolean]>([
    [check('EQUALS'), ' Berlin\n', 'Berlin', true],
    [check('EQUALS'), 'berlin', 'Berlin', false],
    [check('EQUALS', { ignoresCase: true }), 'berlin', 'Berlin', true],
    [check('EQUALS'), { content: 'Berlin', toolCalls: [] }, 'Berlin', true],
    [check('EQUALS'), { city: 'Berlin' }, { city: 'Berlin' }, true],
    [check('CONTAINS'), 'It is Berlin.', 'Berlin', true],
    [check('CONTAINS'), 'It is Bonn.', 'Berlin', false],
    [check('CONTAINS'), 'Berlin and Bonn', ['Bonn', 'Berlin'], true],
    [check('CONTAINS'), 'Berlin alone', ['Bonn', 'Berlin'], false],
    [check('JSON_EQUALS'), '{"b": 2, "a": [1, {"c": null}]}', { a: [1, { c: null }], b: 2 }, true],
    [check('JSON_EQUALS'), '```json\n{"a": 1}\n```', '{"a": 1}', true],
    [check('JSON_EQUALS'), '{"a": 1, "b": 2}', { a: 1 }, false],
    [check('JSON_EQUALS'), '[1, 2]', [2, 1], false],
    [check('JSON_EQUALS'), '{"a": 1.05}', { a: 1 }, false],
    [check('JSON_EQUALS', { tolerance: 0.1 }), '{"a": 1.05}', { a: 1 }, true],
    [check('JSON_EQUALS'), 'no JSON', { a: 1 }, false],
    [check('JSON_EQUALS'), '{"__proto__": 1}', '{"__proto__": 1}', true],
    [check('JSON_EQUALS'), '{}', '{"toString": 1}', false],
    [check('NUMBER_NEAR'), 'So there are 1,250 apples.', 1250, true],
    [check('NUMBER_NEAR'), '3 + 4 = 7', '7', true],
    [check('NUMBER_NEAR'), 'The answer is -12.5', -12.5, true],
    [check('NUMBER_NEAR'), 'from 3-5', 5, true],
    [check('NUMBER_NEAR', { tolerance: 0.1 }), '0.3', 0.2, true],
    [check('NUMBER_NEAR', { tolerance: 0.01, isRelative: true }), '101', 100, true],
    [check('NUMBER_NEAR', { tolerance: 0.01, isRelative: true }), '101.1', 100, false],
    [check('NUMBER_NEAR'), 'none', 3, false],
  ])('%j: %j against %j', (of, output, expected, passed) => {
    expect(checkAnswer(of, output, expected).passed).toBe(passed);
    expect(checkAnswer(of, output, expected).reason).toMatch(/\.$/);
  });

  test('say nothing where nothing is expected, or no number, or no JSON', () => {
    expect(() => checkAnswer(check('EQUALS'), 'a', null)).toThrow(CheckSilent);
    expect(() => checkAnswer(check('NUMBER_NEAR'), '1', 'many')).toThrow('no number');
    expect(() => checkAnswer(check('JSON_EQUALS'), '1', '{')).toThrow('no JSON');
  });

  test.each([
    ['12', 12],
    ['$1,234,567.89!', 1234567.89],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['v2 on 2024-01-05', 5],
    ['(3)-4', 4],
    ['a', null],
    [true, null],
  ])('the number of %j is %j', (text, number) => expect(numberOf(text)).toBe(number));

  test('a text of 1 MB without a number is looked through at once', () => {
    expect(numberOf(`${'1,'.repeat(500_000)}x`)).toBe(1);
    expect(textOf(null)).toBe('');
  });
});

const message = (role: PlaygroundMessage['role'], text: string, name: string | null = null): PlaygroundMessage => ({
  role,
  text,
  toolCalls: [],
  toolCallId: null,
  name,
});
const promptOf = (...messages: PlaygroundMessage[]): PlaygroundPrompt => ({
  messages,
  tools: [],
  outputSchema: null,
  temperature: 0.2,
  topP: null,
  seed: null,
  maxOutputTokens: 500,
  stop: [],
});

describe('a row as it is evaluated', () => {
  test('of a chat: what the assistant answered last is expected, the rest is asked', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Where is Berlin?' }] },
      { role: 'assistant', content: 'In Germany.' },
    ];
    const subject = subjectOfRow({ id: 'r', kind: 'CHAT', messages });
    expect(subject).toMatchObject({
      key: 'r',
      expected: 'In Germany.',
      instructions: 'Be brief.',
      chat: [{ role: 'user', text: 'Where is Berlin?' }],
    });
    expect(subject.input).toEqual(messages.slice(0, 2));
  });

  test('of an input and an expected output; a preference expects what was chosen', () => {
    expect(subjectOfRow({ id: 'r', kind: 'PLAIN', input: { city: 'Berlin' }, expectedOutput: { land: 'Germany' } })).toMatchObject({
      input: { city: 'Berlin' },
      expected: { land: 'Germany' },
      chat: null,
    });
    expect(
      subjectOfRow({ id: 'r', kind: 'PREFERENCE', input: 'a', chosen: [{ role: 'assistant', content: 'b' }], rejected: 'c' }).expected,
    ).toBe('b');
    expect(subjectOfRow({ id: 'r', kind: 'KTO', input: 'a', expectedOutput: 'b', label: true }).expected).toBe('b');
    expect(subjectOfRow({ id: 'r', kind: 'KTO', input: 'a', expectedOutput: 'b', label: false }).expected).toBeNull();
    expect(subjectOfRow({ id: 'r', kind: 'PLAIN', input: { messages: [{ role: 'user', content: 'hi' }] } })).toMatchObject({
      chat: [{ role: 'user', text: 'hi' }],
      expected: null,
    });
  });

  test('a list that is no chat is an input', () => {
    expect(turnsOf([{ role: 'user', content: 'a' }])).not.toBeNull();
    expect(turnsOf([{ role: 'king', content: 'a' }])).toBeNull();
    expect(turnsOf([1])).toBeNull();
    expect(turnsOf([])).toBeNull();
  });

  test('calls of tools stay with their results; those without are left out', () => {
    const { messages } = chatOf([
      { role: 'user', content: 'a' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: '1', function: { name: 'find', arguments: '{"q":1}' } },
          { id: '2', function: { name: 'lost', arguments: '{' } },
        ],
      },
      { role: 'tool', tool_call_id: '1', content: 'found' },
      { role: 'tool', tool_call_id: '9', content: 'nothing' },
    ]);
    expect(messages).toEqual([
      { role: 'user', text: 'a' },
      { role: 'assistant', text: '', calls: [{ id: '1', name: 'find', arguments: { q: 1 } }] },
      { role: 'tool', id: '1', name: 'find', text: 'found' },
    ]);
  });
});

describe('what a model is sent', () => {
  const row = subjectOfRow({ id: 'r', kind: 'PLAIN', input: { city: 'Berlin', facts: [1] } });
  const chat = subjectOfRow({
    id: 'r',
    kind: 'CHAT',
    messages: [
      { role: 'system', content: 'Own.' },
      { role: 'user', content: 'Hi {{city}}' },
    ],
  });

  test('the fields of a row fill the variables of the prompt', () => {
    expect(valuesOf(row)).toEqual({ input: '{"city":"Berlin","facts":[1]}', city: 'Berlin', facts: '[1]' });
    const sent = requestFor(promptOf(message('SYSTEM', 'Know {{facts}}.'), message('USER', 'Where is {{city}}? {{other}}')), row);
    expect(sent).toMatchObject({
      instructions: 'Know [1].',
      messages: [{ role: 'user', text: 'Where is Berlin? {{other}}' }],
      sampling: { temperature: 0.2 },
      maxOutputTokens: 500,
    });
  });

  test('a place takes the chat, whose texts are left as they are', () => {
    const sent = requestFor(
      promptOf(message('SYSTEM', 'Be kind.'), message('PLACEHOLDER', '', 'history'), message('USER', 'Now answer.')),
      chat,
    );
    expect(sent.instructions).toBe('Be kind.\n\nOwn.');
    expect(sent.messages).toEqual([
      { role: 'user', text: 'Hi {{city}}' },
      { role: 'user', text: 'Now answer.' },
    ]);
  });

  test('a prompt that nothing fills is followed by the row; without a prompt the row is sent alone', () => {
    expect(requestFor(promptOf(message('SYSTEM', 'Be kind.')), chat).messages).toEqual([{ role: 'user', text: 'Hi {{city}}' }]);
    expect(requestFor(promptOf(message('SYSTEM', 'Be kind.')), row).messages).toEqual([
      { role: 'user', text: '{"city":"Berlin","facts":[1]}' },
    ]);
    expect(requestFor(null, chat)).toMatchObject({ instructions: 'Own.', messages: [{ role: 'user', text: 'Hi {{city}}' }] });
    expect(requestFor(promptOf(message('USER', 'Say {{input}}')), chat).messages).toEqual([{ role: 'user', text: 'Say Hi {{city}}' }]);
  });

  test('the hash tells models, requests, repetitions and rows apart', () => {
    const request = requestFor(null, row);
    const hashes = [
      requestHash('a/b', request, 1),
      requestHash('a/c', request, 1),
      requestHash('a/b', request, 2),
      requestHash('a/b', requestFor(null, chat), 1),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(requestHash('a/b', requestFor(null, row), 1)).toBe(hashes[0]);
    expect(inputHash(row)).not.toBe(inputHash({ ...row, expected: 1 }));
  });
});

const verdicts = (a: number, b: number, count: number): RowPair[] =>
  Array.from({ length: count }, () => ({ a, b, aPassed: a, bPassed: b }));

describe('two runs', () => {
  test('of verdicts are compared by McNemar, and corrected together', () => {
    const rows = [...verdicts(1, 1, 20), ...verdicts(0, 1, 9), ...verdicts(1, 0, 1), ...verdicts(0, 0, 10)];
    const numbers = Array.from({ length: 30 }, (_, at) => ({ a: at, b: at + (at % 2 === 0 ? 0.1 : -0.1), aPassed: null, bPassed: null }));
    const [one, two] = compareAll([
      { name: 'one', rows, higherIsBetter: true },
      { name: 'two', rows: numbers, higherIsBetter: true },
    ]);
    // scipy.stats.binomtest(1, 10, 0.5).pvalue
    expect(one).toMatchObject({
      n: 40,
      a: 21 / 40,
      b: 29 / 40,
      test: 'MCNEMAR',
      pValue: expect.closeTo(0.021484375, 12),
      verdict: 'BETTER',
      gained: 9,
      lost: 1,
    });
    expect(one?.adjustedPValue).toBeCloseTo(2 * 0.021484375, 12);
    expect(two).toMatchObject({ test: 'PAIRED_T', verdict: 'NOT_DECISIVE', gained: 15, lost: 15 });
  });

  test('a difference that is decisive alone is not among twenty others', () => {
    const rows = [...verdicts(0, 1, 9), ...verdicts(1, 0, 1), ...verdicts(1, 1, 5)];
    const still = Array.from({ length: 20 }, (_, at) => ({
      name: `s${at}`,
      rows: [...verdicts(0, 1, 3), ...verdicts(1, 0, 3)],
      higherIsBetter: true,
    }));
    const all = compareAll([{ name: 'one', rows, higherIsBetter: true }, ...still]);
    expect(compareAlone({ name: 'one', rows, higherIsBetter: true }).verdict).toBe('BETTER');
    expect(all[0]?.verdict).toBe('NOT_DECISIVE');
  });

  test('rows that were answered several times are compared by their means; less latency is better', () => {
    const rows = Array.from({ length: 25 }, (_, at) => ({
      a: 100 + at,
      b: 50 + at + (at % 3),
      aPassed: at % 2 === 0 ? 0.5 : 1,
      bPassed: 1,
    }));
    expect(compareAlone({ name: 'latency', rows, higherIsBetter: false })).toMatchObject({
      test: 'PAIRED_T',
      verdict: 'BETTER',
      gained: 25,
      lost: 0,
    });
  });

  test('no shared row is no answer', () => {
    expect(compareAlone({ name: 'a', rows: [], higherIsBetter: true })).toMatchObject({
      n: 0,
      difference: null,
      pValue: null,
      test: 'NONE',
      verdict: 'NOT_DECISIVE',
    });
    expect(compareAll([])).toEqual([]);
  });
});

describe('the numbers of a score', () => {
  const sums = { name: 'a', kinds: ['RULE' as const], labels: [], errorCount: 0 };
  test('of verdicts have Wilson’s interval', () => {
    const found = numbersOf({ ...sums, n: 10, sum: 8, squares: 8, decided: 10, passed: 8, isWhole: true });
    expect(found).toMatchObject({ n: 10, mean: 0.8, passShare: 0.8 });
    // scipy.stats.binomtest(8, 10).proportion_ci(method='wilson')
    expect(found.interval?.low).toBeCloseTo(0.49016247153664183, 10);
    expect(found.interval?.high).toBeCloseTo(0.9433178485456247, 10);
  });
  test('of numbers Student’s; labels alone have no mean', () => {
    const values = [1, 2, 4, 5];
    const found = numbersOf({
      ...sums,
      n: 4,
      sum: 12,
      squares: values.reduce((sum, one) => sum + one * one, 0),
      decided: 0,
      passed: 0,
      isWhole: true,
    });
    // scipy.stats.t.interval(0.95, 3, 3, sem)
    expect(found.interval?.low).toBeCloseTo(0.09483728424523497, 10);
    expect(found.passShare).toBeNull();
    expect(numbersOf({ ...sums, n: 0, sum: 0, squares: 0, decided: 0, passed: 0, isWhole: true })).toMatchObject({
      mean: null,
      interval: null,
    });
  });
});
