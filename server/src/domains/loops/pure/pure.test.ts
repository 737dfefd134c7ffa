import { describe, expect, test } from 'vitest';
import { controlFilterOf, readFilter } from './filters.ts';
import { followedBy, isBefore, statusAt } from './course.ts';
import { isAsExpected, outcomeOf } from './outcome.ts';
import { NearPrompts } from './near-prompts.ts';
import { inputOf, isDrawn, promptHash, promptOf } from './prompt.ts';
import { countReplay, verdictOf } from './verdict.ts';
import { stepSentence, verdictSentence } from './words.ts';

describe('a verdict', () => {
  const share = (count: number, outOf: number) => ({ count, outOf });
  test('has the intervals and the p value that a second computation gives', () => {
    // Made with Python: Wilson's formula, and the binomial tail in whole numbers.
    const verdict = verdictOf({ fixed: share(175, 287), fixedHeldOut: share(28, 57), broke: share(4, 200) });
    expect(verdict.fixed.interval?.low).toBeCloseTo(0.552226014264262, 12);
    expect(verdict.fixed.interval?.high).toBeCloseTo(0.6643868450421547, 12);
    expect(verdict.broke.interval?.low).toBeCloseTo(0.0078044264163494685, 12);
    expect(verdict.broke.interval?.high).toBeCloseTo(0.050287086905826436, 12);
    expect(verdict.pValue / 1.9301194697618484e-5).toBeCloseTo(1, 9);
    expect(verdict.meaning).toBe('BETTER');
  });

  test.each([
    [3, 5, 0.7265625, 'NOT_DECISIVE'],
    [2, 14, 0.004180908, 'WORSE'],
    [0, 0, 1, 'NOT_DECISIVE'],
  ])('of %d that became right and %d that became wrong has p = %d: %s', (right, wrong, p, meaning) => {
    const verdict = verdictOf({ fixed: share(right, 20), fixedHeldOut: share(right, 20), broke: share(wrong, 20) });
    expect(verdict.pValue).toBeCloseTo(p, 8);
    expect(verdict.meaning).toBe(meaning);
  });

  test('counts failed prompts, of which those that were trained on tell less, and controls that were not trained on', () => {
    const item = (kind: 'FAILURE' | 'CONTROL', isTrained: boolean, outcome: 'FIXED' | 'STILL_WRONG' | 'BROKE' | 'KEPT' | null) => ({
      kind,
      isTrained,
      outcome,
    });
    expect(
      countReplay([
        item('FAILURE', true, 'FIXED'),
        item('FAILURE', true, 'STILL_WRONG'),
        item('FAILURE', false, 'FIXED'),
        item('FAILURE', false, null),
        item('CONTROL', true, 'BROKE'),
        item('CONTROL', false, 'BROKE'),
        item('CONTROL', false, 'KEPT'),
        item('CONTROL', false, null),
      ]),
    ).toEqual({ fixed: share(2, 3), fixedHeldOut: share(1, 1), broke: share(1, 2) });
  });

  test('is a plain sentence, also where nothing was held out or replayed', () => {
    expect(verdictSentence(verdictOf({ fixed: share(175, 287), fixedHeldOut: share(28, 57), broke: share(4, 200) }))).toBe(
      "Fixed 61 % [55, 66] of the 287 failed prompts, and 49 % [37, 62] of the 57 that the model was not trained on. Broke 2 % [1, 5] of the 200 control prompts. Of the prompts that the model had not seen, more became right than wrong (McNemar's exact test, p < 0.001).",
    );
    const words = verdictSentence(verdictOf({ fixed: share(1, 1), fixedHeldOut: share(0, 0), broke: share(0, 0) }));
    expect(words).toContain(
      'Fixed 100 % [21, 100] of the 1 failed prompt; none of them was held out from training. No control prompt was replayed.',
    );
  });
});

describe('an answer', () => {
  test.each([
    [' Berlin\n', 'berlin', 'EQUAL', true],
    ['It is Berlin.', 'Berlin', 'EQUAL', false],
    ['It is  BERLIN.', 'is berlin', 'CONTAINS', true],
    ['It is Bonn.', 'Berlin', 'CONTAINS', false],
  ] as const)('%j for %j by %s: %s', (given, expected, matching, isRight) => expect(isAsExpected(given, expected, matching)).toBe(isRight));
  test('means what it is of', () => {
    expect([outcomeOf('FAILURE', true), outcomeOf('FAILURE', false), outcomeOf('CONTROL', true), outcomeOf('CONTROL', false)]).toEqual([
      'FIXED',
      'STILL_WRONG',
      'KEPT',
      'BROKE',
    ]);
  });
});

describe('a prompt', () => {
  const turn = (role: 'user' | 'assistant' | 'system', content: string) => ({ role, content });
  test('of one turn is its text, of several a line each', () => {
    expect(promptOf([turn('user', 'a\nb')])).toBe('a\nb');
    expect(promptOf([turn('system', 'Be brief.'), turn('user', 'Hi')])).toBe('system: Be brief.\nuser: Hi');
    expect(inputOf([turn('user', 'a')])).toBe('a');
    expect(inputOf([turn('assistant', 'a')])).toEqual([turn('assistant', 'a')]);
  });
  test('is the same regardless of case and spaces', () => {
    expect(promptHash(' A  b\n')).toBe(promptHash('a B'));
    expect(promptHash('ab')).not.toBe(promptHash('a b'));
  });
  test('is drawn by its hash and the seed, as often as the share says', () => {
    const hashes = Array.from({ length: 4_000 }, (_, n) => promptHash(String(n)));
    const drawn = hashes.filter((hash) => isDrawn(hash, 1, 0.2));
    expect(drawn.length / hashes.length).toBeCloseTo(0.2, 1);
    expect(hashes.filter((hash) => isDrawn(hash, 1, 0.2))).toEqual(drawn);
    expect(hashes.filter((hash) => isDrawn(hash, 2, 0.2))).not.toEqual(drawn);
    expect(hashes.some((hash) => isDrawn(hash, 1, 0))).toBe(false);
  });
});

describe('prompts that are nearly the same', () => {
  const long =
    'My flight from Warsaw to Edinburgh on the fifth of January was cancelled this morning and the desk could not help me with a new one';
  const closed = (prompts: readonly (readonly string[])[]): string[] => {
    const near = new NearPrompts();
    for (const [at, texts] of prompts.entries()) {
      const turns = texts.map((content) => ({ role: 'user' as const, content }));
      near.add({ id: String(at), prompt: promptOf(turns), turns });
    }
    return near.closed();
  };
  test('are left out, except the first', () => {
    expect(closed([[long], [`${long} today`], ['Can I take my dog?'], [`Hello, ${long.toLowerCase()}!`]])).toEqual(['1', '3']);
  });
  test('are none where they are short: a sign may be all that differs', () => {
    expect(closed([['5 + 1'], ['5 - 1'], ['5+1']])).toEqual([]);
  });
  test('are none where the same conversation goes on with something else', () => {
    expect(
      closed([
        [long, 'Can I have my money back?'],
        [long, 'Is there a flight tomorrow?'],
        [long, 'can I have my money back'],
      ]),
    ).toEqual(['2']);
  });
});

test('a filter that was stored has its times, and its control sample is of answers that succeeded', () => {
  const filter = {
    judgedPoorly: true,
    models: ['m'],
    verdicts: null,
    ratings: [1],
    from: new Date(5),
    usersFirstSeen: { from: new Date(7) },
  };
  const read = readFilter(JSON.parse(JSON.stringify(filter)));
  expect(read.from).toEqual(new Date(5));
  expect(read.usersFirstSeen?.from).toEqual(new Date(7));
  expect(controlFilterOf(read)).toEqual({
    models: ['m'],
    from: new Date(5),
    usersFirstSeen: { from: new Date(7) },
    success: true,
    judgedPoorly: false,
  });
});

test('steps follow each other; a person builds the dataset and starts the training', () => {
  expect([followedBy('SELECTED'), followedBy('VERDICT')]).toEqual(['UNIQUE', null]);
  expect([isBefore('MASKED', 'CORRECTED'), isBefore('CORRECTED', 'CORRECTED')]).toEqual([true, false]);
  expect(['DATASET', 'TRAINING', 'REPLAY'].map((step) => statusAt(step as 'DATASET', { hasJob: false }))).toEqual([
    'NEEDS_PERSON',
    'NEEDS_PERSON',
    'RUNNING',
  ]);
  expect(statusAt('TRAINING', { hasJob: true })).toBe('RUNNING');
});

test.each([
  [
    { kind: 'SELECTED', count: 1, outOf: null, details: { controlCount: 1, withoutPromptCount: 2 } },
    '1 answer failed, and 1 answer that succeeded is the control sample. 2 answers without a prompt, or too long, cannot be replayed.',
  ],
  [
    { kind: 'UNIQUE', count: 287, outOf: 412, details: { duplicateCount: 100, nearDuplicateCount: 25 } },
    '287 of 412 prompts are unique: 100 duplicates and 25 near duplicates left out.',
  ],
  [{ kind: 'TRAINING', count: 5, outOf: 10, details: { jobStatus: 'RUNNING' } }, 'Step 5 of 10; the job is running.'],
  [{ kind: 'MODEL', count: 2, outOf: null, details: { model: 'm', version: 2 } }, 'm, version 2.'],
  [{ kind: 'VERDICT', count: null, outOf: null, details: {} }, null],
] as const)('the sentence of %j', (step, sentence) => expect(stepSentence(step)).toBe(sentence));
