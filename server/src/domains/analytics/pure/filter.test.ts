import { describe, expect, test } from 'vitest';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { render } from '../../../platform/store/sql.ts';
import { checkFilter, compileFilter, withinTime, type AnalyticsFilter } from './filter.ts';

const byMethod = new Map([['SFT', ['a', 'b']] as const, ['DPO', ['c']] as const]);
const compile = (filter: AnalyticsFilter) => compileFilter(filter, byMethod);

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
  ])('refuses %s', (_name, filter, message) => expect(() => unwrap(checkFilter(filter), 'filter')).toThrow(message));

  test('an empty range is possible', () => expect(checkFilter({ from, to: from }).ok).toBe(true));
});

test('a time range holds its first instant and not its last', () => {
  const from = new Date('2026-03-01T00:00:00.001Z');
  expect(render(withinTime({ from, to: null })).text).toBe("m.created_at >= {p1: DateTime64(3, 'UTC')}");
  expect(render(withinTime({ from: null, to: from })).text).toBe("m.created_at < {p1: DateTime64(3, 'UTC')}");
  expect(render(withinTime({})).text).toBe('true');
});
