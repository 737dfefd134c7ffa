import { expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { figuresOf } from './heatmap-figures.ts';
import { heatGrid } from './heatmap-model.ts';

const grid = (...values: (number | null)[]) =>
  heatGrid(
    values.map((value, place) => ({ x: String(place), value })),
    { x: (cell) => cell.x, y: () => '', value: (cell) => cell.value },
  );

test.each([
  ['bare numbers have the same decimals', grid(4.5, 12.25, null), 'number', 60, 4.5, '4.50'],
  ['large counts are short where they have no room', grid(3_245_549_542_268), 'count', 60, 3_245_549_542_268, '3.2T'],
  ['and whole where they have', grid(1_204_118), 'count', 80, 1_204_118, '1,204,118'],
  ['tiny numbers keep their power', grid(2.5e-9, 1e-9), 'number', 60, 2.5e-9, '2.5e−9'],
] as const)('%s', (_, cells, unit, cellPx, value, text) => expect(figuresOf(cells, unit, cellPx, defaultLocale)?.(value)).toBe(text));

test('no numbers at all where even short ones have no room', () => {
  expect(figuresOf(grid(3_245_549_542_268), 'count', 20, defaultLocale)).toBeNull();
  expect(figuresOf(grid(0.5), 'share', 12, defaultLocale)).toBeNull();
});
