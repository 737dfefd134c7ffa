import { expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { seriesStyle } from '../../theme/series.ts';
import { lineRows } from './line-model.ts';

const line = (key: string, x: readonly number[], y: readonly number[]) => ({
  key,
  label: key,
  style: seriesStyle(0),
  x: Float64Array.from(x),
  y: Float64Array.from(y),
  low: null,
  high: null,
});
const lines = {
  series: [line('a', [0, 10, 20], [4, 3, 2]), line('b', [5, 6], [8, 7])],
  compared: [],
  unit: 'number',
  label: 'Loss',
  step: 1,
} as const;
const rowsAt = (at: number, isHeld: boolean) =>
  lineRows({ ...lines, isHeld }, at, defaultLocale).map(({ label, value }) => `${label} ${value}`);

test('a series without a point at a stop is absent, or its last value is read where values hold', () => {
  expect(rowsAt(10, false)).toEqual(['a 3']);
  expect(rowsAt(10, true)).toEqual(['b 7', 'a 3']);
  expect(rowsAt(19, true)).toEqual(['b 7', 'a 3']);
  expect(rowsAt(0, true), 'nothing before the first').toEqual(['a 4']);
});
