import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../platform/statistics/bootstrap.ts';
import { leavesOf, totalOf, type LeafRow, type Leaves } from './leaves.ts';
import { searchCauses, type FoundCause } from './search.ts';
import { mixView, rateView, volumeView } from './views.ts';

const dimensions = ['model', 'tool', 'environment', 'channel'];
const sizes = [6, 5, 3, 2];
const conditionsOf = (leaves: Leaves, { dimensions: places, codes }: FoundCause): Record<string, string> =>
  Object.fromEntries(places.map((place, at) => [dimensions[place], leaves.values[place]?.[codes[at] as number]]));

/** Messages with a tenth of failures; `share` says otherwise for the current window. */
function rowsOf(
  seed: number,
  count: number,
  share: (values: readonly string[]) => number,
  weight = (_values: readonly string[]) => 1,
): LeafRow[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => sizes.map((size, at) => `${dimensions[at]}${Math.floor(size * random() ** 1.6)}`)).flatMap(
    (values): LeafRow[] => {
      const failure = (chance: number): number => (random() < chance ? 1 : 0);
      return [
        { values, window: 'baseline', part: failure(0.1), of: 1 },
        ...(random() < weight(values) ? [{ values, window: 'current' as const, part: failure(share(values)), of: 1 }] : []),
      ];
    },
  );
}

describe('a search for causes', () => {
  const planted: readonly Record<string, string>[] = [
    { model: 'model1' },
    { tool: 'tool0' },
    { model: 'model0', tool: 'tool1' },
    { environment: 'environment1', channel: 'channel0' },
    { model: 'model0', tool: 'tool0', environment: 'environment1' },
  ];
  test.each(planted)('finds $model $tool $environment $channel first, where its failures rise', (cause) => {
    for (const seed of [1, 2, 3, 4]) {
      const isOf = (values: readonly string[]): boolean =>
        Object.entries(cause).every(([name, value]) => values[dimensions.indexOf(name)] === value);
      const leaves = leavesOf(
        dimensions,
        rowsOf(seed, 20_000, (values) => (isOf(values) ? 0.4 : 0.1)),
      );
      const found = searchCauses(leaves, [rateView({ total: totalOf(leaves), direction: 1, unit: 1 })], 3).causes;
      expect(conditionsOf(leaves, found[0] as FoundCause)).toEqual(cause);
    }
  });

  test('finds traffic that moved to a group that fails more often as a change of the mix', () => {
    const isBad = (values: readonly string[]): boolean => values[0] === 'model2';
    // Half of what goes to others is gone: the share of model2 grows. It fails in both windows at three in ten.
    const random = randomOf(9);
    const rows = rowsOf(
      5,
      30_000,
      () => 0.05,
      (values) => (isBad(values) ? 1 : 0.4),
    ).map((row) => (isBad(row.values) ? { ...row, part: random() < 0.3 ? 1 : 0 } : { ...row, part: random() < 0.05 ? 1 : 0 }));
    const leaves = leavesOf(dimensions, rows);
    const change = { total: totalOf(leaves), direction: 1, unit: 1 } as const;
    const [first] = searchCauses(leaves, [rateView(change), mixView(change)], 3).causes;
    expect(conditionsOf(leaves, first as FoundCause)).toEqual({ model: 'model2' });
    expect(first?.effect).toBe('MIX');
  });

  test('finds the group whose sum grew, and the one whose sum fell', () => {
    const cost = (values: readonly string[], isCurrent: boolean): number => (isCurrent && values[1] === 'tool2' ? 5 : 1);
    const rows = rowsOf(6, 10_000, () => 0).map((row) => ({ ...row, part: cost(row.values, row.window === 'current') }));
    const leaves = leavesOf(dimensions, rows);
    const [first] = searchCauses(leaves, [volumeView({ total: totalOf(leaves), direction: 1, unit: 1 })], 3).causes;
    expect(conditionsOf(leaves, first as FoundCause)).toEqual({ tool: 'tool2' });
    const swapped = leavesOf(
      dimensions,
      rows.map((row) => ({ ...row, window: row.window === 'current' ? 'baseline' : 'current' }) as LeafRow),
    );
    const [fallen] = searchCauses(swapped, [volumeView({ total: totalOf(swapped), direction: -1, unit: 1 })], 3).causes;
    expect(conditionsOf(swapped, fallen as FoundCause)).toEqual({ tool: 'tool2' });
  });

  test('leaves out a combination that holds exactly the messages of a simpler one', () => {
    // A provider has one model only.
    const rows = rowsOf(7, 10_000, (values) => (values[0] === 'model1' ? 0.5 : 0.1)).map((row) => ({
      ...row,
      values: [...row.values, `of ${row.values[0]}`],
    }));
    const leaves = leavesOf([...dimensions, 'provider'], rows);
    const found = searchCauses(leaves, [rateView({ total: totalOf(leaves), direction: 1, unit: 1 })], 3).causes;
    expect(found.some(({ dimensions: places }) => places.includes(0) && places.includes(4))).toBe(false);
    expect(found.slice(0, 2).map(({ dimensions: places }) => places)).toEqual(expect.arrayContaining([[0], [4]]));
  });

  test('finds nothing where nothing is there', () => {
    const none = leavesOf(dimensions, []);
    expect(searchCauses(none, [rateView({ total: totalOf(none), direction: 1, unit: 1 })], 3).causes).toEqual([]);
    const same = leavesOf(dimensions, [
      { values: ['a', 'b', 'c', 'd'], window: 'baseline', part: 1, of: 10 },
      { values: ['a', 'b', 'c', 'd'], window: 'current', part: 1, of: 10 },
    ]);
    expect(searchCauses(same, [rateView({ total: totalOf(same), direction: 1, unit: 1 })], 3).causes).toEqual([]);
  });
});
