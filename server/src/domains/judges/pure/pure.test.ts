import { describe, expect, test } from 'vitest';
import { agreementWithPeople, decidingAgreement } from './agreement.ts';
import { builtInRubrics } from './built-in.ts';
import { mostAttempts, outcomeOf } from './outcome.ts';
import { pairsOf } from './pairs.ts';
import { peopleScore, type PersonSays } from './people.ts';
import { rankingOf, type PairVerdict } from './ranking.ts';
import { ruleVerdict } from './rule.ts';
import { readPairVerdict, readVerdict } from './verdict.ts';
import { checkRubric } from '../ingest.ts';
import { ruleThreads } from '../load/search.ts';
import type { Rule, RubricScale } from '../types.ts';

describe('verdicts', () => {
  const scaled = (scale: RubricScale) => ({ scale, categories: scale === 'CATEGORY' ? ['a', 'b c'] : [] });
  test.each([
    ['PASS_FAIL', '{"reason":"r","verdict":"pass"}', { value: 1, label: 'pass', reason: 'r' }],
    ['PASS_FAIL', '```json\n{"reason":"r","verdict":"fail"}\n```', { value: 0, label: 'fail', reason: 'r' }],
    ['ONE_TO_FIVE', '{"reason":"r","verdict":4}', { value: 4, label: null, reason: 'r' }],
    ['ZERO_TO_ONE', '{"reason":"r","verdict":0.25}', { value: 0.25, label: null, reason: 'r' }],
    ['CATEGORY', '{"reason":"r","verdict":"b c"}', { value: null, label: 'b c', reason: 'r' }],
  ] as const)('%s is read of %s', (scale, answer, verdict) => expect(readVerdict(answer, scaled(scale))).toEqual(verdict));
  test.each([
    ['PASS_FAIL', ''],
    ['PASS_FAIL', 'pass'],
    ['PASS_FAIL', '{"reason":"r","verdict":"maybe"}'],
    ['PASS_FAIL', '{"reason":"r","verdict":"pass","more":1}'],
    ['PASS_FAIL', '{"verdict":"pass"}'],
    ['PASS_FAIL', '{"reason":"r"}'],
    ['PASS_FAIL', '[{"reason":"r","verdict":"pass"}]'],
    ['PASS_FAIL', '{"reason":"r","verdict":"pass"'],
    ['ONE_TO_FIVE', '{"reason":"r","verdict":6}'],
    ['ONE_TO_FIVE', '{"reason":"r","verdict":4.5}'],
    ['ONE_TO_FIVE', '{"reason":"r","verdict":"4"}'],
    ['ZERO_TO_ONE', '{"reason":"r","verdict":1.5}'],
    ['CATEGORY', '{"reason":"r","verdict":"c"}'],
  ] as const)('%s is not read of %j', (scale, answer) => expect(readVerdict(answer, scaled(scale))).toBeTypeOf('string'));
  test('of pairs', () => {
    expect(readPairVerdict('{"reason":"","verdict":"tie"}')).toMatchObject({ value: 0.5 });
    expect(readPairVerdict('{"reason":"","verdict":"third"}')).toBeTypeOf('string');
    expect(readPairVerdict('{"reason":"","verdict":"constructor"}')).toBeTypeOf('string');
  });
});

test('the ready rubrics are rubrics', () => {
  expect(builtInRubrics.map(({ key }) => key)).toEqual(['faithfulness', 'helpfulness', 'format', 'tone', 'refusal', 'tool-choice']);
  for (const rubric of builtInRubrics) expect(checkRubric({ ...rubric })).toMatchObject({ ok: true });
});

describe('rules', () => {
  const rule = (more: Partial<Rule>): Rule => ({
    kind: 'CONTAINS',
    pattern: null,
    texts: [],
    ignoresCase: false,
    schema: null,
    minimum: null,
    maximum: null,
    isNegated: false,
    ...more,
  });
  const message = { answer: 'Sorry, I cannot. 😀', latencyMs: 900, costUsd: 0.002 };
  test.each([
    ['a text is found', rule({ texts: ['Sorry'] }), 1],
    ['a text is not found', rule({ texts: ['sorry'] }), 0],
    ['in any case', rule({ texts: ['sorry'], ignoresCase: true }), 1],
    ['turned round', rule({ texts: ['Sorry'], isNegated: true }), 0],
    ['a pattern is found', rule({ kind: 'REGEX', pattern: 'can(no|’)t' }), 1],
    ['a pattern is not found', rule({ kind: 'REGEX', pattern: '^\\d+$' }), 0],
    ['no JSON', rule({ kind: 'JSON_SCHEMA' }), 0],
    ['short enough: an emoji is one character', rule({ kind: 'LENGTH', maximum: 18 }), 1],
    ['too long', rule({ kind: 'LENGTH', maximum: 17 }), 0],
    ['quick enough', rule({ kind: 'LATENCY', maximum: 1_000 }), 1],
    ['too dear', rule({ kind: 'COST', maximum: 0.001 }), 0],
  ] as const)('%s', async (_name, of, value) => expect(await ruleVerdict(of, message, ruleThreads)).toMatchObject({ value }));
  test('JSON that fits a schema', async () => {
    const fits = rule({ kind: 'JSON_SCHEMA', schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } });
    expect(await ruleVerdict(fits, { ...message, answer: '{"city": "Berlin"}' }, ruleThreads)).toMatchObject({ value: 1 });
    expect(await ruleVerdict(fits, { ...message, answer: '{"city": 1}' }, ruleThreads)).toMatchObject({ value: 0 });
  });
  test('what was not reported is no failure of the message', async () => {
    await expect(ruleVerdict(rule({ kind: 'LATENCY', maximum: 1 }), { ...message, latencyMs: null }, ruleThreads)).rejects.toMatchObject({
      code: 'NOT_REPORTED',
    });
  });
  test('a schema that refers to itself is checked to its end', async () => {
    const tree = { type: 'object', properties: { next: { $ref: '#' } }, required: ['name'] };
    const fits = rule({ kind: 'JSON_SCHEMA', schema: tree });
    expect(await ruleVerdict(fits, { ...message, answer: '{"name":1,"next":{"name":2}}' }, ruleThreads)).toMatchObject({ value: 1 });
    expect(await ruleVerdict(fits, { ...message, answer: '{"name":1,"next":{}}' }, ruleThreads)).toMatchObject({ value: 0 });
  });
  // Choices of 1,900 forms for each of 200,000 numbers took over two minutes of the thread that answers requests.
  test('a schema that takes too long is ended, and the server goes on meanwhile', async () => {
    const forms = Array.from({ length: 1_900 }, (_, at) => ({ const: at + 1 }));
    const slow = rule({ kind: 'JSON_SCHEMA', schema: { properties: { a: { items: { anyOf: forms } } } } });
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    const answer = JSON.stringify({ a: Array.from({ length: 200_000 }, () => 1_900) });
    await expect(ruleVerdict(slow, { ...message, answer }, ruleThreads)).rejects.toMatchObject({ code: 'TOO_SLOW' });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(5);
    expect(await ruleVerdict(rule({ kind: 'JSON_SCHEMA' }), { ...message, answer: '{}' }, ruleThreads)).toMatchObject({ value: 1 });
  });
  test('a pattern that tries ways without end is ended, and the next one is searched for', async () => {
    const slow = rule({ kind: 'REGEX', pattern: '^(a+)+$' });
    await expect(ruleVerdict(slow, { ...message, answer: `${'a'.repeat(60)}!` }, ruleThreads)).rejects.toMatchObject({
      code: 'TOO_SLOW',
    });
    expect(await ruleVerdict(rule({ kind: 'REGEX', pattern: 'a' }), { ...message, answer: 'a' }, ruleThreads)).toMatchObject({
      value: 1,
    });
  });
});

// Models run away in empty lines; a pattern for fences took hours of the thread that answers requests.
test('a fence before thousands of empty lines is no verdict, and read at once', () => {
  const scaled = { scale: 'PASS_FAIL', categories: [] } as const;
  expect(readVerdict(`\`\`\`json${'\n'.repeat(8_000)}x`, scaled)).toBe('The answer is not one JSON object.');
});

describe('what people say on a scale', () => {
  const says = (more: Partial<PersonSays>): PersonSays => ({ name: null, value: null, label: null, rating: null, success: null, ...more });
  test.each<[string, RubricScale, PersonSays[], number | string | null]>([
    ['nothing', 'PASS_FAIL', [], null],
    ['a verdict', 'PASS_FAIL', [says({ success: true })], 1],
    ['the criterion before a plain verdict', 'PASS_FAIL', [says({ success: true }), says({ name: 'k', label: 'Fail' })], 0],
    ['a majority', 'PASS_FAIL', [says({ success: true }), says({ success: false }), says({ success: false })], 0],
    ['a draw', 'PASS_FAIL', [says({ success: true }), says({ success: false })], null],
    ['the median', 'ONE_TO_FIVE', [says({ rating: 1 }), says({ rating: 4 }), says({ rating: 5 })], 4],
    ['no rating', 'ONE_TO_FIVE', [says({ name: 'k', value: 7 })], null],
    ['the mean', 'ZERO_TO_ONE', [says({ rating: 5 }), says({ success: false })], 0.5],
    ['a category in any case', 'CATEGORY', [says({ name: 'k', label: 'A' })], 'a'],
    ['another category', 'CATEGORY', [says({ name: 'k', label: 'z' })], null],
  ])('%s', (_name, scale, people, score) => expect(peopleScore(people, { scale, categories: ['a', 'b'] })).toBe(score));
});

test('agreement decides on trust from 20 messages on', () => {
  const compared = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ judge: at % 2, people: at % 10 === 0 ? 1 - (at % 2) : at % 2 }));
  const few = agreementWithPeople(compared(19), { scale: 'PASS_FAIL', categories: [] });
  expect(decidingAgreement(few, 'PASS_FAIL')).toBeNull();
  const enough = agreementWithPeople(compared(100), { scale: 'PASS_FAIL', categories: [] });
  expect(enough).toMatchObject({ n: 100, sameShare: 0.9, weightedKappa: null });
  const kappa = decidingAgreement(enough, 'PASS_FAIL');
  expect(kappa?.value).toBeCloseTo(0.8, 1);
  expect(kappa?.low).toBeLessThan(kappa?.value as number);
  expect(enough.alpha?.value).toBeCloseTo(kappa?.value as number, 1);
  expect(agreementWithPeople([], { scale: 'CATEGORY', categories: ['a', 'b'] })).toMatchObject({ n: 0, kappa: null, alpha: null });
});

describe('after a call without a verdict', () => {
  const next = (code: string, more: object = {}) =>
    outcomeOf({ code: code as never, retryAfterMs: null, ...more }, { attempts: 1, isOnline: false, random: 1, ...more });
  test.each([
    ['RATE_LIMITED', { state: 'WAITING', pauses: false }],
    ['SERVER_FAILED', { state: 'WAITING', pauses: false, holdSeconds: 0 }],
    ['KEY_REFUSED', { state: 'WAITING', pauses: true }],
    ['BUDGET_SPENT', { state: 'WAITING', pauses: true }],
    ['BAD_OUTPUT', { state: 'FAILED' }],
    ['REQUEST_REFUSED', { state: 'FAILED' }],
    ['CAP_REACHED', { state: 'SKIPPED' }],
    ['STOPPED', { state: 'WAITING', retrySeconds: 0 }],
  ])('%s', (code, expected) => expect(next(code)).toMatchObject(expected));
  test('pauses double, hold as long as the server asks, and end', () => {
    expect([1, 2, 3, 4, 5].map((attempts) => next('UNREACHABLE', { attempts }).retrySeconds)).toEqual([2, 4, 8, 16, 32]);
    expect(next('RATE_LIMITED', { retryAfterMs: 20_000 })).toMatchObject({ retrySeconds: 20, holdSeconds: 20 });
    expect(next('UNREACHABLE', { attempts: mostAttempts })).toMatchObject({ state: 'FAILED' });
    expect(next('BUDGET_SPENT', { isOnline: true })).toMatchObject({ state: 'SKIPPED' });
  });
});

describe('pairs', () => {
  test('are of the same text and of different sides, as many of each two sides', () => {
    const answers = [
      { id: '1', asked: 'x', side: 0 },
      { id: '2', asked: 'x', side: 1 },
      { id: '3', asked: 'x', side: 1 },
      { id: '4', asked: 'y', side: 0 },
      { id: '5', asked: 'z', side: 2 },
      { id: '6', asked: 'x', side: 2 },
    ];
    expect(pairsOf(answers, 10).map(({ one, other }) => `${one.id} ${other.id}`)).toEqual(['1 2', '1 6', '2 6']);
    expect(pairsOf(answers, 2)).toHaveLength(2);
  });

  const verdict = (messageId: string, otherMessageId: string, value: number, side = 0): PairVerdict => ({
    messageId,
    otherMessageId,
    side,
    otherSide: 1 - side,
    value,
    length: 10,
    otherLength: 20,
  });
  test('a judge that always prefers the first one ranks none above, and is seen through', () => {
    const verdicts = Array.from({ length: 30 }, (_, at) => [verdict(`a${at}`, `b${at}`, 1), verdict(`b${at}`, `a${at}`, 1, 1)]).flat();
    const { sides, bias } = rankingOf(['one', 'other'], verdicts);
    expect(sides.map(({ wins, losses, ties }) => [wins, losses, ties])).toEqual([
      [0, 0, 30],
      [0, 0, 30],
    ]);
    expect(sides[0]?.winChance?.value).toBeCloseTo(0.5, 6);
    expect(bias).toMatchObject({ pairCount: 30, consistentShare: 0, firstShare: { value: 1 } });
  });
  test('the better one wins in both orders', () => {
    const verdicts = Array.from({ length: 20 }, (_, at) => [
      verdict(`a${at}`, `b${at}`, at < 15 ? 1 : 0),
      verdict(`b${at}`, `a${at}`, at < 15 ? 0 : 1, 1),
    ]).flat();
    const { sides, bias } = rankingOf(['one', 'other'], verdicts);
    expect(sides.map(({ wins, losses }) => [wins, losses])).toEqual([
      [15, 5],
      [5, 15],
    ]);
    expect(sides[0]?.winChance?.low).toBeGreaterThan(0.5);
    expect(bias).toMatchObject({ pairCount: 20, consistentShare: 1, firstShare: { value: 0.5 } });
  });
});
