import { describe, expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { cellText } from '../../frame/table-twin.tsx';
import { cellAfterKey, describeGrid, gridTable, heatGrid, strengthOf } from './heatmap-model.ts';

interface Cell {
  readonly x: string;
  readonly y: string;
  readonly v: number | null;
}
const read = { x: (cell: Cell) => cell.x, y: (cell: Cell) => cell.y, value: (cell: Cell) => cell.v };

describe('heatGrid', () => {
  test('keeps a cell that is absent apart from one without a number, and both from zero', () => {
    const grid = heatGrid(
      [
        { x: 'a', y: '1', v: 0 },
        { x: 'b', y: '2', v: null },
      ],
      read,
    );
    expect(grid.cells.map((cell) => (cell === null ? 'absent' : cell.value))).toEqual([0, 'absent', 'absent', null]);
  });
  test('has ends even without a number', () => expect(heatGrid([], read)).toMatchObject({ lowest: 0, highest: 0, cells: [] }));
});

describe('a grid in words and as a table', () => {
  const names = { label: 'loss', unit: 'number', x: 'rate', y: 'batch' } as const;
  const grid = heatGrid(
    [
      { x: 'a', y: '1', v: 0 },
      { x: 'b', y: '1', v: 5 },
      { x: 'b', y: '2', v: null },
    ],
    read,
  );
  test('tells size, empty cells, and where the ends are', () => {
    expect(describeGrid(grid, names, defaultLocale)).toBe(
      'loss by batch and rate: 2 × 2 cells, 2 without data. Lowest 0 at 1, a, highest 5 at 1, b.',
    );
    expect(describeGrid(heatGrid([], read), names, defaultLocale)).toContain('no data');
  });
  test("has the grid's own shape, and a dash where there is nothing", () => {
    const table = gridTable(grid, names, defaultLocale);
    expect(table.columns.map((column) => column.label)).toEqual(['batch', 'a', 'b']);
    expect([table.row(0).map(cellText), table.row(1).map(cellText)]).toEqual([
      ['1', '0', '5'],
      ['2', '–', '–'],
    ]);
  });
  test('goes cell by cell where it is too wide, without the absent ones', () => {
    const wide = heatGrid(
      Array.from({ length: 60 }, (_, place) => ({ x: String(place), y: String(place % 2), v: place })),
      read,
    );
    const table = gridTable(wide, { ...names, note: () => 'n 1' }, defaultLocale);
    expect(table.rowCount).toBe(60);
    expect(table.row(0).map(cellText)).toEqual(['0', '0', '0', 'n 1']);
  });
});

describe('strengthOf', () => {
  const ends = { lowest: 10, highest: 30 };
  test.each([
    [10, 0],
    [20, 0.5],
    [30, 1],
    [99, 1],
  ])('of a sequential scale: %d is %d', (value, strength) => {
    expect(strengthOf(value, { kind: 'sequential' }, ends)).toBe(strength);
  });
  test.each([
    [25, 0],
    [30, 1 / 3],
    [10, -1],
  ])('of a diverging scale: both sides share one reach, %d is %d', (value, strength) => {
    expect(strengthOf(value, { kind: 'diverging', middle: 25 }, ends)).toBeCloseTo(strength);
  });
});

test.each([
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 2, 2],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 4, 4],
  ['ArrowUp', 4, 1],
  ['End', 3, 5],
  ['Home', 5, 3],
] as const)('%s leads from cell %d to %d of 3 × 2', (key, from, to) => expect(cellAfterKey(key, from, 3, 2)).toBe(to));
