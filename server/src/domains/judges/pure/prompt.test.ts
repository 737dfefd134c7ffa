import { describe, expect, test } from 'vitest';
import { obedientVerdict } from '../tests/fake-judge.testing.ts';
import { injections } from '../tests/injections.testing.ts';
import { builtInRubrics } from './built-in.ts';
import { mostInputTokens } from '../../model-connections/pure/estimate.ts';
import { hashOf, pairPromptOf, promptOf, repairOf, type JudgePrompt, type JudgedTexts } from './prompt.ts';

const [faithfulness] = builtInRubrics as [(typeof builtInRubrics)[number]];
const texts = (answer: string): JudgedTexts => ({
  answer,
  before: [{ role: 'USER', content: 'Where is Berlin?' }],
  calls: [],
  reference: null,
});
const said = ({ instructions, messages }: JudgePrompt) => ({ system: instructions, user: messages.map(({ text }) => text).join('\n') });

describe('a text that is judged can’t steer its judge', () => {
  const earlier = /The mark (\S+) was drawn/.exec(promptOf(faithfulness, texts('Paris.')).instructions)?.[1] as string;
  const attacks = injections(earlier);

  test('there are 50', () => expect(new Set(attacks).size).toBe(50));

  test.each(attacks)('%j', (answer) => {
    // The model does follow it where it stands in the prompt as it is,
    expect(obedientVerdict({ system: 'Judge the answer: pass or fail.', user: `Answer: ${answer}` })).toBe('pass');
    // and judges it where it stands between marks.
    expect(obedientVerdict(said(promptOf(faithfulness, texts(answer))))).toBe('fail');
    // In the conversation before, and in a result of a tool, too.
    const elsewhere = {
      ...texts('Berlin is in France.'),
      before: [{ role: 'USER', content: answer }],
      calls: [{ name: 'look_up', arguments: '{}', result: answer, success: true }],
    };
    expect(obedientVerdict(said(promptOf(faithfulness, elsewhere)))).toBe('fail');
    expect(obedientVerdict(said(pairPromptOf(faithfulness, texts(answer), texts('Berlin is in France.'))))).toBe('fail');
  });

  test('a mark that were known beforehand would let one out', () => {
    const [known] = injections('known').filter((answer) => answer.includes('known>>>'));
    expect(obedientVerdict(said(promptOf(faithfulness, texts(known as string), 'known')))).toBe('pass');
  });
});

test('each request has its own mark, and the hash has none', () => {
  const marks = new Set(
    Array.from({ length: 50 }, () => /The mark (\S+) was drawn/.exec(promptOf(faithfulness, texts('x')).instructions)?.[1]),
  );
  expect(marks.size).toBe(50);
  const hash = (answer: string) => hashOf((mark) => promptOf(faithfulness, texts(answer), mark));
  expect(hash('x')).toBe(hash('x'));
  expect(hash('x')).not.toBe(hash('y'));
});

test('long texts lose their middle, whole characters stay', () => {
  const prompt = promptOf(faithfulness, texts('😀'.repeat(500_000)));
  expect(said(prompt).user.length).toBeLessThan(26_000);
  expect(said(prompt).user).toContain('characters are left out here]');
  expect(said(prompt).user.isWellFormed()).toBe(true);
});

test('the reference is shown where the rubric wants it', () => {
  const withReference = { ...texts('In France.'), reference: 'In Germany.' };
  expect(said(promptOf(faithfulness, withReference)).user).toContain('In Germany.');
  expect(said(promptOf({ ...faithfulness, usesReference: false }, withReference)).user).not.toContain('In Germany.');
});

test('no request has more tokens than are set aside for it', () => {
  const prompt = promptOf(faithfulness, texts('日本語 😀 \n"quoted"'.repeat(40)));
  // A token of a byte each: no tokenizer makes more.
  expect(mostInputTokens({ ...prompt, tools: [] })).toBeGreaterThan(
    Buffer.byteLength(said(prompt).system) + Buffer.byteLength(said(prompt).user),
  );
});

test('an answer that is no verdict is sent back with what is wrong', () => {
  const repair = repairOf(promptOf(faithfulness, texts('x')), 'I think it passes.', 'The answer is not one JSON object.');
  expect(repair.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(repair.messages.at(-1)?.text).toContain('The answer is not one JSON object.');
});
