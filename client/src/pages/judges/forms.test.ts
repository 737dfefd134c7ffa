import { expect, test } from 'vitest';
import { draftOf as judgeDraft, readJudge } from './judge-form.ts';
import { draftOf as rubricDraft, keyOf, readRubric } from './rubric-form.ts';
import { emptyRun, readRun } from './run-form.ts';
import { decidingOf, estimateWords, ruleWords } from './words.ts';

test('a rubric takes its key from its name', () => {
  expect(keyOf('  Tool choice, v2! ')).toBe('tool-choice-v2');
  expect(readRubric({ ...rubricDraft(null), name: 'Tone', criteria: 'c' })).toMatchObject({
    ok: true,
    value: { key: 'tone', description: null },
  });
});

test.each([
  [{}, ['name', 'criteria']],
  [{ name: 'a', criteria: 'c', scale: 'CATEGORY' as const, categories: 'one\n\n' }, ['categories']],
  [{ name: 'a', criteria: 'c', examples: [{ question: 'q', answer: '', verdict: 'pass', reason: 'r' }] }, ['examples[0].answer']],
])('a rubric with %j has problems in %j', (more, fields) => {
  const read = readRubric({ ...rubricDraft(null), ...more });
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual(fields);
});

const draft = { ...judgeDraft(null, 'r1', 'open/small'), name: 'j' };

test('a judge is a rubric with a model, or a rule with what its kind takes', () => {
  expect(readJudge(draft, null)).toEqual({ ok: true, value: { name: 'j', minimumAgreement: 0.4, rubricId: 'r1', model: 'open/small' } });
  expect(readJudge({ ...draft, kind: 'RULE', texts: 'a\n\n b ' }, 'j1')).toMatchObject({
    ok: true,
    value: { id: 'j1', rule: { kind: 'CONTAINS', texts: ['a', 'b'] } },
  });
  expect(readJudge({ ...draft, kind: 'RULE', ruleKind: 'LATENCY', maximum: '900' }, null)).toMatchObject({
    ok: true,
    value: { rule: { minimum: null, maximum: 900 } },
  });
});

test.each([
  [{ model: '' }, ['model']],
  [{ minimumAgreement: '2' }, ['minimumAgreement']],
  [{ kind: 'RULE' as const, ruleKind: 'LENGTH' as const }, ['rule.maximum']],
  [{ kind: 'RULE' as const, ruleKind: 'JSON_SCHEMA' as const, schema: '{' }, ['rule.schema']],
  [{ kind: 'RULE' as const, ruleKind: 'REGEX' as const }, ['rule.pattern']],
])('a judge with %j has problems in %j', (more, fields) => {
  const read = readJudge({ ...draft, ...more }, null);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual(fields);
});

test('a run is over a filter, or over ids', () => {
  const now = Date.UTC(2026, 0, 31);
  expect(readRun({ ...emptyRun, models: 'a, b' }, 'j', now)).toEqual({
    ok: true,
    value: { judgeId: 'j', filter: { models: ['a', 'b'], from: '2026-01-01T00:00:00.000Z' }, sampleCount: 200, seed: 1 },
  });
  expect(readRun({ ...emptyRun, which: 'ids', ids: 'm1\n m2 \n' }, 'j', now)).toEqual({
    ok: true,
    value: { judgeId: 'j', messageExternalIds: ['m1', 'm2'] },
  });
  expect(readRun({ ...emptyRun, which: 'ids' }, 'j', now)).toMatchObject({ ok: false });
  expect(readRun({ ...emptyRun, count: '0', days: 'x' }, 'j', now)).toMatchObject({
    ok: false,
    problems: { count: expect.any(String), days: expect.any(String) },
  });
});

test('words', () => {
  expect(estimateWords(null)).toBe('–');
  expect(estimateWords({ value: 0, low: 0, high: 0 })).toBe('0.00, no interval');
  expect(estimateWords({ value: 0.714, low: -0.1, high: 0.9 })).toBe('0.71 (−0.10 to 0.90)');
  const rule = {
    kind: 'LENGTH' as const,
    pattern: null,
    texts: [],
    ignoresCase: false,
    schema: null,
    minimum: 1,
    maximum: 9,
    isNegated: true,
  };
  expect(ruleWords(rule)).toBe('not: length in characters at least 1, at most 9');
  const agreement = { n: 1, sameShare: 1, kappa: null, weightedKappa: { value: 0.5, low: 0, high: 1 }, alpha: null, spearman: null };
  expect(decidingOf({ rubric: { id: 'r', key: 'k', name: 'n', scale: 'ONE_TO_FIVE' }, agreement } as never)).toMatchObject({
    name: 'weighted kappa',
    estimate: { value: 0.5 },
  });
});
