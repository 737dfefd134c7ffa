import { expect, test } from 'vitest';
import { gridOf, readColumns, usualColumns } from './columns.ts';

test('columns stand in the order of the table, whatever order they were kept in; unknown ones are left out', () => {
  expect(readColumns('cost,nothing,output')).toEqual(['output', 'cost']);
  expect(readColumns('')).toEqual([]);
  expect(readColumns(null)).toBe(usualColumns);
});

test('the grid has a width for each column, and for the tick and the three that always stand', () => {
  expect(gridOf(['score', 'cost'])).toBe('16px 128px minmax(118px, 3fr) 66px 92px 78px');
});
