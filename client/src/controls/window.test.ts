import { describe, expect, test } from 'vitest';
import { canCompare, comparedStart, filterOf, queryOf, searchOfFilter, windowOf } from './window.ts';

const now = new Date('2026-11-21T10:20:30.000Z');
const HOUR_MS = 3_600_000;

describe('windowOf', () => {
  test.each([
    ['24h', 24],
    ['7d', 168],
    [undefined, 720],
    ['90d', 2160],
  ] as const)('%s ends with the running hour and is %d hours long', (range, hours) => {
    const { from, to } = windowOf({ range }, now);
    expect(to).toBe('2026-11-21T11:00:00.000Z');
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(hours * HOUR_MS);
  });

  test('is the same for a whole hour, and moves on with the next', () => {
    const at = (minute: number) => windowOf({ range: '7d' }, new Date(Date.UTC(2026, 10, 21, 10, minute)));
    expect(at(0)).toEqual(at(59));
    expect(at(60)).not.toEqual(at(59));
  });

  test('all time has no ends, and nothing before it to compare with', () => {
    expect(windowOf({ range: 'all' }, now)).toEqual({});
    expect(canCompare(windowOf({ range: 'all' }, now))).toBe(false);
  });

  test('a custom range with one end can’t be compared, one with two can', () => {
    expect(canCompare(windowOf({ range: 'custom', from: '2026-11-01T00:00:00.000Z' }, now))).toBe(false);
    expect(canCompare(windowOf({ range: 'custom', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }, now))).toBe(true);
  });
});

describe('filterOf', () => {
  test('sends no key that narrows nothing', () => expect(filterOf({ range: 'all' }, now)).toEqual({}));

  test('sends failure as success false, and chat as not widget', () => {
    expect(filterOf({ range: 'all', result: 'failure', channel: 'chat' }, now)).toEqual({ success: false, widget: false });
  });

  test('sends every filter under its name in the API', () => {
    expect(
      filterOf(
        {
          range: 'all',
          model: ['a'],
          provider: ['b'],
          rating: [1],
          method: ['SFT'],
          session: ['c'],
          experiment: ['d'],
          variant: ['e'],
          environment: ['f'],
        },
        now,
      ),
    ).toEqual({
      models: ['a'],
      providers: ['b'],
      ratings: [1],
      trainingMethods: ['SFT'],
      sessions: ['c'],
      experiments: ['d'],
      variants: ['e'],
      environments: ['f'],
    });
  });

  test('what is left out goes into its own part, and messages that name none are the empty name', () => {
    expect(
      filterOf(
        {
          range: 'all',
          'not-model': ['a', '(none)'],
          'not-rating': ['1'],
          'not-result': ['failure'],
          'not-method': ['BASE'],
          'not-says': ['b'],
          tool: ['(none)'],
          says: 'c',
          slower: 500,
          evaluated: 'no',
          result: 'unjudged',
        },
        now,
      ),
    ).toEqual({
      tools: [''],
      text: 'c',
      slowerThanMs: 500,
      evaluated: false,
      verdicts: ['UNJUDGED'],
      not: { models: ['a', ''], ratings: [1], verdicts: ['FAILURE'], trainingMethods: ['BASE'], text: 'b' },
    });
  });

  test('a cohort is the users first seen in the window, or in a month of the zone', () => {
    const window = { range: 'custom', from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' } as const;
    const { range: _range, ...seen } = window;
    expect(filterOf({ ...window, cohort: 'new' }, now).usersFirstSeen).toEqual(seen);
    expect(filterOf({ cohort: '2026-10' }, now, 'Europe/Berlin').usersFirstSeen).toEqual({
      from: '2026-09-30T22:00:00.000Z',
      to: '2026-10-31T23:00:00.000Z',
    });
  });
});

describe('what a window is compared with', () => {
  const window = { from: '2026-03-31T22:00:00.000Z', to: '2026-04-07T22:00:00.000Z' };
  test.each([
    [{}, 'the period just before', '2026-03-24T22:00:00.000Z'],
    // Clocks of Berlin were set forward on 29 March.
    [{ compare: 'week' }, 'a week before', '2026-03-24T23:00:00.000Z'],
    [{ compare: 'month' }, 'a month before', '2026-02-28T23:00:00.000Z'],
    [{ compare: 'year' }, 'a year before', '2025-03-31T22:00:00.000Z'],
    [{ compare: 'custom', vsfrom: '2026-01-01T00:00:00.000Z', vsto: '2026-02-01T00:00:00.000Z' }, 'another', '2026-01-01T00:00:00.000Z'],
  ] as const)('%j: %s begins at %s', (view, _claim, start) =>
    expect(new Date(comparedStart(view, window, 'Europe/Berlin') ?? 0).toISOString()).toBe(start),
  );

  test('31 March a month before is the last of February', () =>
    expect(
      new Date(
        comparedStart({ compare: 'month' }, { from: '2026-03-31T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' }, 'UTC') ?? 0,
      ).toISOString(),
    ).toBe('2026-02-28T00:00:00.000Z'));

  test('nothing is compared where it is turned off, or a window is open and no range is given', () => {
    expect(queryOf({ compare: 'off' }, now.getTime()).compare).toBe(false);
    expect(queryOf({ range: 'all' }, now.getTime()).compare).toBe(false);
    const custom = { range: 'all', compare: 'custom', vsfrom: '2026-01-01T00:00:00.000Z', vsto: '2026-02-01T00:00:00.000Z' } as const;
    expect(queryOf(custom, now.getTime())).toMatchObject({
      compare: true,
      compareWith: { range: { from: custom.vsfrom, to: custom.vsto } },
    });
    expect(queryOf({ compare: 'month' }, now.getTime()).compareWith).toEqual({ period: 'MONTH_BEFORE' });
  });
});

test.each([
  { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T15:00:00.000Z', models: ['gpt-4o', ''], tools: ['search'] },
  { from: '2026-11-20T10:00:00.000Z', environments: ['production'], success: false },
  { providers: ['own'], experiments: ['e'], variants: ['v'], sessions: ['s'], users: ['u'], promptNames: ['p'], promptVersions: ['3'] },
  { topicIds: ['3'], languages: ['de'], emotions: ['ANGER' as const], cohort: 'Q29ob3J0' },
  {},
])('the view of %o asks for the same', (filter) => expect(filterOf(searchOfFilter(filter), now)).toEqual(filter));
