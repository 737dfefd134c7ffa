import { describe, expect, test } from 'vitest';
import { canCompare, filterOf, windowOf } from './window.ts';

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
