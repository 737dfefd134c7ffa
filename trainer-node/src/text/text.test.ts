import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { batchAt, batchesInOrder, batchesPerEpoch, batchOfRows } from './batches.ts';
import { tokensOfRows } from './corpus.ts';
import { generatedText } from './generated.ts';
import { PROMPT_END, ROW_END, rowsOfFile } from './rows.ts';
import { decode, encode, learnTokenizer } from './tokenizer.ts';

describe('a tokenizer', () => {
  test('of characters gives a text back, and one token for what it does not know', () => {
    const tokenizer = learnTokenizer('a cab\n', 0);
    expect(decode(tokenizer, encode(tokenizer, 'cab a\n'))).toBe('cab a\n');
    expect([...encode(tokenizer, 'x')]).toEqual([0]);
  });

  test('of pieces merges the most frequent pairs within words, and gives a text back', () => {
    const text = 'low lower lowest low low new newest';
    const tokenizer = learnTokenizer(text, 20);
    expect(tokenizer.merges[0]).toEqual(['l', 'o']);
    expect(tokenizer.tokens).toContain(' low');
    expect(tokenizer.tokens.length).toBeLessThanOrEqual(20);
    expect(decode(tokenizer, encode(tokenizer, text))).toBe(text);
    expect(encode(tokenizer, text).length).toBeLessThan(encode(learnTokenizer(text, 0), text).length / 2);
  });
});

test('every sum of the generated text is right, and the text follows from its seed', () => {
  const text = generatedText(200, 5);
  expect(generatedText(200, 5)).toBe(text);
  expect(generatedText(200, 6)).not.toBe(text);
  for (const line of text.trim().split('\n')) {
    const [, first, word, second, left] = /has (\d+) \w+ and (gets|gives away) (\d+)\. .* has (\d+) /.exec(line) as unknown as string[];
    expect(Number(first) + (word === 'gets' ? 1 : -1) * Number(second)).toBe(Number(left));
  }
});

describe('an epoch of batches', () => {
  const tokens = Int32Array.from({ length: 1_000 }, (_, index) => index);
  const shape = { length: 8, rows: 4, seed: 3 };
  const count = batchesPerEpoch(tokens.length, 8, 4);

  test('goes through the text once, each target one token after its input', () => {
    const starts = Array.from({ length: count }, (_, step) => batchAt(tokens, step, shape)).flatMap(({ inputs, targets }) => {
      expect([...targets]).toEqual([...inputs].map((token) => token + 1));
      return [0, 8, 16, 24].map((place) => inputs[place] as number);
    });
    expect(new Set(starts).size).toBe(count * 4);
    expect(new Set(starts.map((start) => start % 8)).size).toBe(1);
  });

  test('follows from seed and step, and differs from the next one', () => {
    expect(batchAt(tokens, 5, shape)).toEqual(batchAt(tokens, 5, shape));
    expect(batchAt(tokens, 0, shape)).not.toEqual(batchAt(tokens, count, shape));
    expect(batchAt(tokens, 0, shape)).not.toEqual(batchAt(tokens, 0, { ...shape, seed: 4 }));
  });

  test('for evaluation is in the order of the text, and a text that is too short is one batch', () => {
    expect(batchesInOrder(tokens, shape, 3).map(({ inputs }) => inputs[0])).toEqual([0, 32, 64]);
    expect(batchesInOrder(tokens.subarray(0, 20), shape, 3)).toHaveLength(1);
  });
});

describe('rows', () => {
  test('of a file are refused by the line at fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rows-'));
    const path = join(folder, 'rows.jsonl');
    for (const [content, words] of [
      ['{"prompt":"a","completion":"b"}\n{', 'line 2 is no JSON'],
      ['{"prompt":"a"}', 'line 1 lacks the texts prompt and completion'],
      ['{"prompt":"a","completion":"b","split":1}', 'line 1 has a split'],
    ] as const) {
      await writeFile(path, content);
      expect(() => rowsOfFile(path)).toThrow(words);
    }
    await writeFile(path, '\n{"prompt":"a","completion":"b"}\n');
    expect(rowsOfFile(path)).toEqual([{ prompt: 'a', completion: 'b', split: null, position: 1 }]);
    await rm(folder, { recursive: true });
  });

  test('are trained from their beginnings on, and to answer alone', () => {
    const rows = [
      { prompt: 'ab', completion: 'c', split: null, position: 0 },
      { prompt: 'd', completion: 'ef', split: null, position: 1 },
    ];
    const tokenizer = learnTokenizer(`abcdef${PROMPT_END}${ROW_END}`, 0);
    const made = tokensOfRows(tokenizer, rows, 6);
    expect(made.starts).toEqual([0, 5]);
    const batch = batchOfRows(made, 0, { length: 6, rows: 2, seed: 1 });
    const shown = (numbers: Int32Array, row: number): string => decode(tokenizer, numbers.subarray(row * 6, row * 6 + 6));
    const place = shown(batch.inputs, 0).startsWith('ab') ? 0 : 1;
    expect(shown(batch.inputs, place)).toBe(`ab${PROMPT_END}c${ROW_END}d`);
    // What leads to a letter of a prompt counts nowhere: the first token stands for it.
    expect(
      [...batch.targets.subarray(place * 6, place * 6 + 6)].map((token) => (token === 0 ? '.' : tokenizer.tokens[token])).join(''),
    ).toBe(`..c${ROW_END}..`);
    expect(shown(batch.inputs, 1 - place)).toBe(`d${PROMPT_END}ef${ROW_END}a`);
  });
});
