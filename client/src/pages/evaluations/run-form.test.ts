import { describe, expect, test } from 'vitest';
import { emptyRun, readRun, type RunDraft } from './run-form.ts';
import { byWords, shortText, shownText, verdictWords } from './words.ts';

const now = Date.UTC(2026, 0, 31);
const draft = (change: Partial<RunDraft>): RunDraft => ({ ...emptyRun, dataset: 'capitals', model: 'open/small', ...change });

describe('a run that is typed', () => {
  test('over a dataset has prompt, model, checks and judges', () => {
    const typed = draft({
      prompt: 'capital',
      split: ' test ',
      rows: '20',
      checks: ['CONTAINS', 'NUMBER_NEAR'],
      ignoresCase: true,
      tolerance: '0.5',
      judges: ['j'],
      cap: '2',
      isFresh: true,
    });
    expect(readRun(typed, now)).toEqual({
      ok: true,
      value: {
        datasetName: 'capitals',
        split: 'test',
        rowCount: 20,
        promptName: 'capital',
        model: 'open/small',
        checks: [
          { kind: 'CONTAINS', ignoresCase: true },
          { kind: 'NUMBER_NEAR', tolerance: 0.5 },
        ],
        judgeIds: ['j'],
        repetitions: 1,
        usesCache: false,
        capUsd: 2,
      },
    });
  });

  test('over messages has a filter by days, and needs no model', () => {
    expect(readRun(draft({ over: 'messages', model: '', days: '30' }), now)).toMatchObject({
      ok: true,
      value: { filter: { from: '2026-01-01T00:00:00.000Z' } },
    });
    expect(readRun(draft({ over: 'messages', model: '', days: '0' }), now)).toMatchObject({ ok: true, value: { filter: {} } });
  });

  test.each<[Partial<RunDraft>, string]>([
    [{ dataset: '' }, 'datasetName'],
    [{ model: '' }, 'model'],
    [{ over: 'messages', model: '', prompt: 'p' }, 'promptName'],
    [{ rows: '0' }, 'rowCount'],
    [{ over: 'messages', days: 'a' }, 'days'],
    [{ repetitions: '21' }, 'repetitions'],
    [{ cap: '-1' }, 'capUsd'],
    [{ checks: ['NUMBER_NEAR'], tolerance: '-1' }, 'tolerance'],
    [{ checks: [] }, 'checks'],
  ])('%j lacks something', (change, field) => {
    expect(readRun(draft(change), now)).toMatchObject({ ok: false, problems: { [field]: expect.stringMatching(/\.$/) } });
  });
});

describe('words', () => {
  test.each([
    ['a', 'a'],
    [['8 kg', '23'], '8 kg\n23'],
    [{ question: 'Why?', n: 1 }, 'question: Why?\nn: 1'],
    [{ content: 'a', toolCalls: [{ name: 'f' }] }, 'a\n\n[\n  {\n    "name": "f"\n  }\n]'],
    [[{ role: 'user', content: 'Hi' }], 'user: Hi'],
    [{ a: { b: 1 } }, '{\n  "a": {\n    "b": 1\n  }\n}'],
    [null, ''],
    [false, 'false'],
  ])('%j is read as %j', (value, text) => expect(shownText(value)).toBe(text));

  test('a cell has one line, of a chat its last message', () => {
    expect(
      shortText([
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b\nc' },
      ]),
    ).toBe('b · c');
    expect(shortText('x'.repeat(300))).toHaveLength(202);
  });

  test('a verdict names the direction and whether it is good', () => {
    const one = {
      name: 'a',
      n: 10,
      a: 0.5,
      b: 0.9,
      difference: 0.4,
      low: 0.1,
      high: 0.7,
      pValue: 0.01,
      adjustedPValue: 0.02,
      gained: 4,
      lost: 0,
      higherIsBetter: true,
    } as const;
    expect(verdictWords({ ...one, test: 'MCNEMAR', verdict: 'BETTER' }, 'v2')).toBe('"a" is higher in v2, and that is better (p 0.020).');
    expect(verdictWords({ ...one, test: 'MCNEMAR', verdict: 'NOT_DECISIVE' }, 'v2')).toBe('"a": the difference may be chance (p 0.020).');
    expect(byWords({ promptName: 'p', promptVersion: 2, model: 'm', application: null })).toBe('p v2 · m');
    expect(byWords({ promptName: null, promptVersion: null, model: null, application: null })).toBe('stored answers');
  });
});
