import { describe, expect, test } from 'vitest';
import { cellAfterKey, heatGrid, strengthOf } from './heatmap-model.ts';

interface Cell { readonly x: string; readonly y: string; readonly v: number | null }
const read = { x: (cell: Cell) => cell.x, y: (cell: Cell) => cell.y, value: (cell: Cell) => cell.v };

describe('heatGrid', () => {
  test('keeps a cell that is absent apart from one without a number, and both from zero', () => {
    const grid = heatGrid([{ x: 'a', y: '1', v: 0 }, { x: 'b', y: '2', v: null }], read);
    expect(grid.cells.map((cell) => (cell === null ? 'absent' : cell.value))).toEqual([0, 'absent', 'absent', null]);
  });
  test('has ends even without a number', () => expect(heatGrid([], read)).toMatchObject({ lowest: 0, highest: 0, cells: [] }));
});

describe('strengthOf', () => {
  const ends = { lowest: 10, highest: 30 };
  test.each([[10, 0], [20, 0.5], [30, 1], [99, 1]])('of a sequential scale: %d is %d', (value, strength) => {
    expect(strengthOf(value, { kind: 'sequential' }, ends)).toBe(strength);
  });
  test.each([[25, 0], [30, 1 / 3], [10, -1]])('of a diverging scale: both sides share one reach, %d is %d', (value, strength) => {
    expect(strengthOf(value, { kind: 'diverging', middle: 25 }, ends)).toBeCloseTo(strength);
  });
});

test.each([['ArrowLeft', 0, 0], ['ArrowRight', 2, 2], ['ArrowDown', 1, 4], ['ArrowDown', 4, 4], ['ArrowUp', 4, 1], ['End', 3, 5], ['Home', 5, 3]] as const)(
  '%s leads from cell %d to %d of 3 × 2', (key, from, to) => expect(cellAfterKey(key, from, 3, 2)).toBe(to),
);
