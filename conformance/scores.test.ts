import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { chrf } from '../server/src/domains/predictions/pure/chrf.ts';
import { rougeL, wordsOf } from '../server/src/domains/predictions/pure/rouge.ts';
import { findPackages } from './python.ts';

const python = await findPackages({
  name: 'scores',
  variable: 'SCORES_PYTHON',
  packages: ['sacrebleu', 'rouge-score'],
  modules: ['sacrebleu', 'rouge_score.rouge_scorer'],
});

interface Scored {
  readonly chrf: number;
  /** By the words that the package finds: a to z and digits alone. */
  readonly plain: number;
  /** By our words. */
  readonly worded: number;
}

const alphabets = [
  'ab c',
  'the cat, sat. on? the MAT! 12 3',
  'äöü ßÄ é İ ıŁ',
  '今天天气很好 日本語テスト ',
  'привет мир مرحبا สวัสดี नमस्ते',
  '👍🏽👩‍👩‍👧 ok … — “x”',
  '\u00a0\u2003\u0085\u001c\ufeff\t\n\rab',
];

/** Pairs of texts of every kind, the second one partly made of the first; the same in every run. */
function pairs(count: number): { readonly prediction: string; readonly reference: string }[] {
  let seed = 20_261_129;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const textOf = (alphabet: readonly string[]): string =>
    Array.from({ length: next(60) }, () => alphabet[next(alphabet.length)] as string).join('');
  return Array.from({ length: count }, () => {
    const alphabet = [...(alphabets[next(alphabets.length)] as string)];
    const prediction = textOf(alphabet);
    const at = next(prediction.length + 1);
    const reference = [prediction.slice(0, at), textOf(alphabet), prediction.slice(at + next(10))][next(3)] as string;
    return { prediction, reference: `${reference}${textOf(alphabet).slice(0, next(8))}`.toWellFormed() };
  }).map(({ prediction, reference }) => ({ prediction: prediction.toWellFormed(), reference }));
}

if ('missing' in python) {
  const why = `scores of predictions: not compared with sacrebleu and rouge-score, which cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  test('chrF is that of sacrebleu, and ROUGE-L that of rouge-score, over texts of many scripts', async () => {
    const asked = pairs(3_000);
    const program = spawn(python.program, [new URL('clients/scores.py', import.meta.url).pathname], { stdio: ['pipe', 'pipe', 'inherit'] });
    program.stdin.end(
      JSON.stringify(
        asked.map(({ prediction, reference }) => ({
          prediction,
          reference,
          predictionWords: wordsOf(prediction),
          referenceWords: wordsOf(reference),
        })),
      ),
    );
    const found = JSON.parse(await text(program.stdout)) as Scored[];
    const isAscii = (one: string): boolean => /^[\x20-\x7e]*$/.test(one);
    const differing = asked.flatMap(({ prediction, reference }, place) => {
      const { chrf: expectedChrf, plain, worded } = found[place] as Scored;
      const [ownChrf, ownRouge] = [chrf(prediction, reference), rougeL(prediction, reference)];
      const isSame =
        Math.abs(ownChrf - expectedChrf) < 1e-9 &&
        Math.abs(ownRouge - worded) < 1e-9 &&
        (!isAscii(prediction + reference) || Math.abs(ownRouge - plain) < 1e-9);
      return isSame ? [] : [{ prediction, reference, ownChrf, expectedChrf, ownRouge, worded, plain }];
    });
    expect(differing.slice(0, 5)).toEqual([]);
    expect(asked.filter(({ prediction, reference }) => isAscii(prediction + reference)).length).toBeGreaterThan(500);
  });
}
