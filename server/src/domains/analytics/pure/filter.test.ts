import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { raw, render, sql, string } from '../../../platform/store/sql.ts';
import { checkFilter } from './check-filter.ts';
import { compileFilter, withinTime, type AnalyticsFilter } from './filter.ts';

const byMethod = new Map([['SFT', ['a', 'b']] as const, ['DPO', ['c']] as const]);
const compile = (filter: AnalyticsFilter) =>
  compileFilter(filter, {
    modelsByMethod: byMethod,
    hasTerms: (terms) => sql`hasTerms(${string(terms.join('+'))})`,
    isOfMeaning: ({ topicIds, languages, emotions }) => sql`isOfMeaning(${string([...topicIds, ...languages, ...emotions].join('+'))})`,
    isOfCohort: () => raw('ofCohort'),
    isOfUsersFirstSeen: ({ from, to }) => raw(`seenFirst(${from?.toISOString() ?? ''}, ${to?.toISOString() ?? ''})`),
  });

describe('compileFilter', () => {
  test.each<[string, AnalyticsFilter, string, Record<string, unknown>, boolean]>([
    ['nothing', {}, 'true', {}, false],
    [
      'nulls and empty lists, which restrict nothing',
      { models: null, users: [], ratings: [], trainingMethods: [], success: null, widget: undefined },
      'true',
      {},
      false,
    ],
    ['models', { models: ['x', 'y'] }, 'm.model IN {p1: Array(String)}', { p1: ['x', 'y'] }, false],
    ['what looks like SQL as a value', { models: ["') OR 1 --"] }, 'm.model IN {p1: Array(String)}', { p1: ["') OR 1 --"] }, false],
    [
      'training methods as their models',
      { trainingMethods: ['DPO', 'SFT'] },
      'm.model IN {p1: Array(String)}',
      { p1: ['c', 'a', 'b'] },
      false,
    ],
    [
      'a training method without models, which matches none',
      { trainingMethods: ['RLHF'] },
      'm.model IN {p1: Array(String)}',
      { p1: ['\u0000'] },
      false,
    ],
    [
      'models and training methods as both',
      { models: ['a'], trainingMethods: ['SFT'] },
      'm.model IN {p1: Array(String)} AND m.model IN {p2: Array(String)}',
      { p1: ['a'], p2: ['a', 'b'] },
      false,
    ],
    ['a widget that is false', { widget: false }, 'm.widget = {p1: Bool}', { p1: false }, false],
    ['sessions, from the facts', { sessions: ['s'] }, 'm.session_id IN {p1: Array(String)}', { p1: ['s'] }, true],
    ['users, from the facts', { users: ['u'] }, 'm.user_external_id IN {p1: Array(String)}', { p1: ['u'] }, true],
    ['ratings, from the facts', { ratings: [1, 5] }, 'hasAny(m.ratings, {p1: Array(UInt64)})', { p1: [1n, 5n] }, true],
    ['success', { success: true }, 'm.success_count > 0', {}, true],
    ['success that is false: a failure, not the absence of success', { success: false }, 'm.failure_count > 0', {}, true],
    [
      'verdicts, one of which is enough',
      { verdicts: ['UNJUDGED', 'SUCCESS'] },
      '(m.success_count > 0 OR m.success_count + m.failure_count = 0)',
      {},
      true,
    ],
    ['messages without an evaluation', { evaluated: false }, 'm.evaluation_count = 0', {}, true],
    ['failure tags', { failureTags: ['a'] }, '(hasAny(m.failure_tags, {p1: Array(String)}))', { p1: ['a'] }, true],
    [
      'messages without a tag among others',
      { failureTags: ['', 'a'] },
      '(empty(m.failure_tags) OR hasAny(m.failure_tags, {p1: Array(String)}))',
      { p1: ['a'] },
      true,
    ],
    ['messages without a call', { tools: [''] }, '(empty(m.tool_names))', {}, true],
    ['error types', { errorTypes: ['', 'timeout'] }, 'm.error_type IN {p1: Array(String)}', { p1: ['', 'timeout'] }, true],
    ['prompts', { promptNames: ['a/b', ''] }, 'm.prompt_name IN {p1: Array(String)}', { p1: ['a/b', ''] }, true],
    ['versions of prompts', { promptVersions: ['2'] }, 'm.prompt_version IN {p1: Array(String)}', { p1: ['2'] }, true],
    ['a latency', { slowerThanMs: 250 }, 'ifNull(m.latency_ms > {p1: UInt64}, false)', { p1: '250' }, true],
    ['a text', { text: 'late "in time"' }, 'hasTerms({p1: String})', { p1: 'late+in time' }, true],
    ['a text of blanks, which restricts nothing', { text: ' "" ' }, 'true', {}, false],
    ['a text that is stored nowhere', { text: 'a\u0000' }, 'false', {}, true],
    ['a cohort', { usersFirstSeen: { from: new Date('2026-03-02T00:00:00Z') } }, 'seenFirst(2026-03-02T00:00:00.000Z, )', {}, true],
    ['an open cohort, which restricts nothing', { usersFirstSeen: {} }, 'true', {}, false],
    [
      'what is left out of the rollup',
      { models: ['x'], not: { environments: ['e'], models: [] } },
      'm.model IN {p1: Array(String)} AND NOT (m.environment IN {p2: Array(String)})',
      { p1: ['x'], p2: ['e'] },
      false,
    ],
    [
      'what is left out of the facts, each list by itself',
      { not: { ratings: [1], users: ['u'], trainingMethods: ['DPO'] } },
      'NOT (m.model IN {p1: Array(String)}) AND NOT (m.user_external_id IN {p2: Array(String)}) AND NOT (hasAny(m.ratings, {p3: Array(UInt64)}))',
      { p1: ['c'], p2: ['u'], p3: [1n] },
      true,
    ],
  ])('compiles %s', (_name, filter, text, params, needsFacts) => {
    const compiled = compile(filter);
    expect(render(compiled.where)).toEqual({ text, params });
    expect(compiled.needsFacts).toBe(needsFacts);
  });

  const from = new Date('2026-03-02T00:00:00Z');
  const to = new Date('2026-03-01T00:00:00Z');
  test.each<[string, AnalyticsFilter, string]>([
    [
      'from after to',
      { from, to },
      'filter.from: 2026-03-02T00:00:00.000Z is after "to" (2026-03-01T00:00:00.000Z); the time range is [from, to).',
    ],
    ['a rating of 6', { ratings: [5, 6] }, 'filter.ratings: 6 is no rating; there are 1, 2, 3, 4, 5.'],
    ['a rating of 0', { ratings: [0] }, 'filter.ratings: 0 is no rating; there are 1, 2, 3, 4, 5.'],
    [
      'an unknown training method',
      { trainingMethods: ['SFT', 'lora'] },
      'filter.trainingMethods: "lora" is not known; there are BASE, SFT, DPO, RLHF.',
    ],
    ['a rating of 9 to be left out', { not: { ratings: [9] } }, 'filter.not.ratings: 9 is no rating; there are 1, 2, 3, 4, 5.'],
    ['a latency below nothing', { slowerThanMs: -1 }, 'filter.slowerThanMs: -1 is less than no time.'],
    ['a cohort from after to', { usersFirstSeen: { from, to } }, 'filter.usersFirstSeen.from: 2026-03-02T00:00:00.000Z is after'],
    ['a text that is too long', { not: { text: 'x'.repeat(513) } }, 'filter.not.text: has 513 characters; at most 512 are possible.'],
  ])('refuses %s', (_name, filter, message) => expect(() => unwrap(checkFilter(filter), 'filter')).toThrow(message));

  test('an empty range is possible', () => expect(checkFilter({ from, to: from }).ok).toBe(true));
});

test('a time range holds its first instant and not its last', () => {
  const from = new Date('2026-03-01T00:00:00.001Z');
  expect(render(withinTime({ from, to: null })).text).toBe("m.created_at >= {p1: DateTime64(3, 'UTC')}");
  expect(render(withinTime({ from: null, to: from })).text).toBe("m.created_at < {p1: DateTime64(3, 'UTC')}");
  expect(render(withinTime({})).text).toBe('true');
});
