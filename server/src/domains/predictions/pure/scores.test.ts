import { describe, expect, test } from 'vitest';
import { chrf } from './chrf.ts';
import { commonLength, rougeL, wordsOf } from './rouge.ts';
import { defaultScore, isLowerBetter, longestScored, scoresOf } from './scores.ts';

/**
 * Prediction, reference, `sacrebleu` 2.6.0: sentence_chrf / 100, `rouge_score` 0.1.2: rougeL, fmeasure. conformance/scores.test.ts compares
 * with the packages themselves.
 */
const english: readonly (readonly [string, string, number, number])[] = [
  ['The cat sat on the mat.', 'The cat sat on the mat.', 1.0, 1.0],
  ['The cat sat on the mat.', 'A cat is sitting on the mat.', 0.4065900524424652, 0.6153846153846153],
  ['the CAT sat', 'The cat sat', 0.2159391534391534, 1.0],
  ['', 'anything', 0.0, 0],
  ['anything', '', 0.0, 0],
  ['', '', 0.0, 0],
  ['   ', 'a', 0.0, 0],
  ['a', 'a', 1.0, 1.0],
  ['ab', 'abc', 0.6363636363636362, 0.0],
  ['abcdef', 'abcdefg', 0.7757103344229318, 0.0],
  ['completely different words here', 'nothing in common', 0.10653343680198166, 0.0],
  ['cheap flights to Paris, please!', 'please: cheap flights to Paris', 0.8378251920154249, 0.8000000000000002],
  ['def f(x):\n\treturn x + 1\n', 'def f(y):\n    return y+1', 0.5611613876319759, 0.6666666666666666],
  ['3.14159', '3.1416', 0.5622688535134266, 0.5],
  ['!!!', '???', 0.0, 0],
  ["It's 5 o'clock", 'its 5 oclock', 0.40113175320974315, 0.25],
];
/** Prediction, reference, sentence_chrf / 100. */
const others: readonly (readonly [string, string, number])[] = [
  ['Der schnelle braune Fuchs', 'Der flinke braune F\u00fcchs', 0.41870124473303316],
  ['\u4eca\u5929\u5929\u6c14\u5f88\u597d', '\u4eca\u5929\u5929\u6c23\u5f88\u597d', 0.28055555555555556],
  ['\u65e5\u672c\u8a9e \u30c6\u30b9\u30c8', '\u65e5\u672c\u8a9e\u306e\u30c6\u30b9\u30c8', 0.33147831050228305],
  ['na\u00efve caf\u00e9', 'naive cafe', 0.39411375661375664],
  ['\ud83d\udc4d\ud83c\udffd ok', '\ud83d\udc4d ok', 0.4642857142857143],
  ['a\u00a0b\u2003c', 'abc', 1.0],
  ['a\u001cb\u0085c', 'abc', 1.0],
  ['\ufeffabc', 'abc', 0.8984375],
  [
    '\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645',
    '\u0645\u0631\u062d\u0628\u0627 \u064a\u0627 \u0639\u0627\u0644\u0645',
    0.43790488093235796,
  ],
  [
    '\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a',
    '\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e48\u0e30',
    0.6477113992305061,
  ],
  ['\u0130stanbul', 'istanbul', 0.7970238095238096],
];

describe('chrF', () => {
  test.each([...english.map(([prediction, reference, expected]) => [prediction, reference, expected] as const), ...others])(
    'of %j against %j is that of sacrebleu',
    (prediction, reference, expected) => expect(chrf(prediction, reference)).toBeCloseTo(expected, 12),
  );
});

describe('ROUGE-L', () => {
  test.each(english)('of %j against %j is that of rouge_score', (prediction, reference, _chrf, expected) =>
    expect(rougeL(prediction, reference)).toBeCloseTo(expected, 12),
  );

  test.each([
    ['Caf\u00e9 No. 5, na\u00efve', ['caf\u00e9', 'no', '5', 'na\u00efve']],
    ['\u4eca\u5929 good\u5929\u6c14', ['\u4eca', '\u5929', 'good', '\u5929', '\u6c14']],
    ['\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440!', ['\u043f\u0440\u0438\u0432\u0435\u0442', '\u043c\u0438\u0440']],
    ['\ud83d\udc4d \u2026', []],
  ])('takes words of every script: %j', (text, words) => expect(wordsOf(text)).toEqual(words));

  test('finds the common length over any number of words', () => {
    const table = (one: readonly string[], other: readonly string[]): number => {
      const lengths = Array.from({ length: one.length + 1 }, () => Array.from({ length: other.length + 1 }, () => 0));
      for (const [i, word] of one.entries())
        for (const [j, with_] of other.entries())
          (lengths[i + 1] as number[])[j + 1] =
            word === with_
              ? ((lengths[i] as number[])[j] as number) + 1
              : Math.max((lengths[i] as number[])[j + 1] as number, (lengths[i + 1] as number[])[j] as number);
      return lengths[one.length]?.[other.length] as number;
    };
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (const size of [0, 1, 31, 32, 33, 63, 64, 65, 130]) {
      for (const kinds of [2, 5, 40]) {
        const [one, other] = [size, next(100) + 1].map((count) => Array.from({ length: count }, () => `w${next(kinds)}`));
        expect(commonLength(one as string[], other as string[])).toBe(table(one as string[], other as string[]));
      }
    }
  });
});

describe('scores of a prediction', () => {
  test('are computed where a reference is known, and stand beside those that were sent', () => {
    expect([...scoresOf(' yes\n', 'yes', new Map([['judge', 0.5]]))]).toEqual([
      ['chrf', 1],
      ['exact_match', 1],
      ['judge', 0.5],
      ['rouge_l', 1],
    ]);
    expect([
      ...scoresOf(
        'yes',
        null,
        new Map([
          ['b', 1],
          ['a', 2],
        ]),
      ),
    ]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  test('that were sent stay as they were sent', () => {
    expect(scoresOf('yes', 'no', new Map([['exact_match', 1]])).get('exact_match')).toBe(1);
  });

  test('of longer texts are their equality alone', () => {
    const text = 'a '.repeat(longestScored / 2);
    expect([...scoresOf(text, text, new Map()).keys()]).toEqual(['chrf', 'exact_match', 'rouge_l']);
    expect([...scoresOf(`${text}a`, text, new Map())]).toEqual([['exact_match', 0]]);
  });
});

test.each([
  ['loss', true],
  ['eval/Loss', true],
  ['edit_distance', true],
  ['word error rate', true],
  ['WER', true],
  ['chrf', false],
  ['flossing', false],
  ['accuracy', false],
])('%s is better the less there is of it: %s', (name, expected) => expect(isLowerBetter(name)).toBe(expected));

test.each([
  [['exact_match', 'judge', 'chrf'], 'chrf'],
  [['judge', 'exact_match'], 'exact_match'],
  [['z', 'a'], 'a'],
  [[], null],
])('of %j the first to compare by is %s', (names, expected) => expect(defaultScore(names)).toBe(expected));
