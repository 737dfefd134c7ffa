import { expect, test } from 'vitest';
import { cohortCells } from './cohort-cells.ts';

const cohorts = [
  {
    startedAt: '2026-11-02T00:00:00.000Z',
    userCount: 10,
    weeks: [
      { week: 1, userCount: 4 },
      { week: 3, userCount: 2 },
    ],
  },
  { startedAt: '2026-11-16T00:00:00.000Z', userCount: 5, weeks: [{ week: 0, userCount: 5 }] },
];
const end = (at: string) =>
  cohortCells(cohorts, Date.parse(at)).map(({ size, week, userCount, isPartial }) => [size, week, userCount, isPartial]);

test('weeks without users are 0, weeks before the window are left out, the running week is partial', () => {
  expect(end('2026-11-26T00:00:00.000Z')).toEqual([
    [10, 1, 4, false],
    [10, 2, 0, false],
    [10, 3, 2, true],
    [5, 0, 5, false],
    [5, 1, 0, true],
  ]);
});

test('a week with users is shown though the window ends before', () => {
  expect(end('2026-11-17T00:00:00.000Z')).toContainEqual([10, 3, 2, true]);
});

test('a week of 25 hours more or less counts as one', () => {
  const [one] = cohorts;
  // Clocks of the zone changed between the two cohorts.
  const moved = [
    { ...one, weeks: [{ week: 0, userCount: 1 }], startedAt: '2026-10-18T22:00:00.000Z', userCount: 1 },
    { startedAt: '2026-10-25T23:00:00.000Z', userCount: 2, weeks: [{ week: 0, userCount: 2 }] },
  ];
  expect(cohortCells(moved, Date.parse('2026-11-01T23:00:00.000Z')).map(({ week, isPartial }) => [week, isPartial])).toEqual([
    [0, false],
    [1, false],
    [0, false],
  ]);
});
