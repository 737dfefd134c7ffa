import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohortsOf, strongestShare } from './cohort-grid-model.ts';

interface Row {
  readonly week: string;
  readonly at: number;
  readonly active: number | null;
  readonly size: number;
  readonly partial: boolean;
}
const of = {
  cohort: (row: Row) => row.week,
  period: (row: Row) => row.at,
  active: (row: Row) => row.active,
  size: (row: Row) => row.size,
  isPartial: (row: Row) => row.partial,
};
const row = (week: string, at: number, active: number | null, size: number, partial = false): Row => ({ week, at, active, size, partial });
const sizes: Record<string, number> = { a: 100, b: 300, c: 0 };
const rows = fc.uniqueArray(
  fc
    .record({
      week: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 0, max: 6 }),
      active: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constant(null)),
      partial: fc.boolean(),
    })
    .map((cell): Row => ({ ...cell, size: sizes[cell.week] ?? 0 })),
  { selector: (cell) => `${cell.week}${cell.at}` },
);

describe('cohortsOf', () => {
  test('weighs the mean by size, so that it is all who came back of all who could', () => {
    const { means } = cohortsOf([row('a', 1, 10, 100), row('b', 1, 90, 300)], of, 'Mean');
    expect(means).toEqual([{ cohort: 'Mean', period: 1, activeCount: 100, n: 400, share: 0.25, isPartial: false }]);
  });
  test('agrees with a plain reading of any rows', () => {
    fc.assert(
      fc.property(rows, (data) => {
        const { cells, means, periods } = cohortsOf(data, of, 'Mean');
        for (const cell of cells) {
          const source = data.find((one) => one.week === cell.cohort && one.at === cell.period);
          expect(cell.share).toBe(source?.active === null || source?.size === 0 ? null : (source?.active ?? 0) / (source?.size ?? 1));
        }
        for (const period of periods) {
          const whole = data.filter((one) => one.at === period && !one.partial && one.active !== null && one.size > 0);
          const size = whole.reduce((sum, one) => sum + one.size, 0);
          const mean = means.find((one) => one.period === period);
          if (size === 0) expect(mean).toBeUndefined();
          else expect(mean?.share).toBeCloseTo(whole.reduce((sum, one) => sum + (one.active ?? 0), 0) / size, 12);
        }
      }),
    );
  });
  test('keeps what still runs out of the mean, but in the grid', () => {
    const { cells, means } = cohortsOf([row('a', 1, 50, 100), row('b', 1, 1, 300, true)], of, 'Mean');
    expect(means[0]?.share).toBe(0.5);
    expect(cells[1]).toMatchObject({ isPartial: true, share: 1 / 300 });
  });
  test('has every period between the first and the last, and none that is no place', () => {
    expect(cohortsOf([row('a', 3, 1, 9), row('a', -1, 1, 9), row('a', 1.5, 1, 9), row('a', Number.NaN, 1, 9)], of, 'Mean').periods).toEqual(
      [0, 1, 2, 3],
    );
  });
  test('has no share for an empty cohort', () => expect(cohortsOf([row('c', 0, 0, 0)], of, 'Mean').cells[0]?.share).toBeNull());
  test('is empty of nothing', () => expect(cohortsOf([], of, 'Mean')).toMatchObject({ cohorts: [], periods: [], cells: [], means: [] }));
});

test('the strong end is the highest share after the first period', () => {
  expect(strongestShare(cohortsOf([row('a', 0, 100, 100), row('a', 1, 40, 100), row('a', 2, 30, 100)], of, 'Mean').cells)).toBe(0.4);
  expect(strongestShare(cohortsOf([row('a', 0, 100, 100)], of, 'Mean').cells)).toBe(1);
});
