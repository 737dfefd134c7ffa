import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seriesStyle } from '../../theme/series.ts';
import { legendRows, typedRow } from './legend-rows.ts';
import type { LegendRow } from './legend-rows.ts';
import { legendValues } from './legend-values.ts';

const row = (label: string, last: number | null = null): LegendRow => ({
  entry: { key: label, label, style: seriesStyle(0), kind: 'line' },
  values: { min: last, max: last, last },
});
const names = (rows: readonly LegendRow[]) => rows.map(({ entry }) => entry.label);

describe('legendValues', () => {
  test('agrees with sorting, whatever gaps there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN), fc.constant(Infinity))),
        (values) => {
          const finite = values.filter(Number.isFinite);
          const sorted = finite.toSorted((one, other) => one - other);
          const found = legendValues(Float64Array.from(values));
          expect(found.min ?? null).toEqual(sorted[0] ?? null);
          expect(found.max ?? null).toEqual(sorted.at(-1) ?? null);
          expect(found.last).toEqual(finite.at(-1) ?? null);
        },
      ),
    );
  });
  test('has nothing to say of nothing', () => expect(legendValues([Number.NaN])).toEqual({ min: null, max: null, last: null }));
});

describe('legendRows', () => {
  const rows = [row('run-10 lr 1e-4', 3), row('run-9 LR 3e-4', 1), row('Run-2 lr 1e-3', null)];
  test('finds every word anywhere, in any case', () => {
    expect(names(legendRows(rows, 'lr RUN', null))).toHaveLength(3);
    expect(names(legendRows(rows, ' 1e run', null))).toEqual(['run-10 lr 1e-4', 'Run-2 lr 1e-3']);
    expect(legendRows(rows, 'adam', null)).toEqual([]);
  });
  test('sorts names as people count, and puts series without a value last both ways', () => {
    expect(names(legendRows(rows, '', { key: 'name', direction: 'ascending' }))[0]).toBe('Run-2 lr 1e-3');
    expect(names(legendRows(rows, '', { key: 'last', direction: 'descending' }))).toEqual([
      'run-10 lr 1e-4',
      'run-9 LR 3e-4',
      'Run-2 lr 1e-3',
    ]);
    expect(names(legendRows(rows, '', { key: 'last', direction: 'ascending' })).at(-1)).toBe('Run-2 lr 1e-3');
  });
});

describe('typedRow', () => {
  const rows = ['alpha', 'beta', 'bravo', 'gamma'].map((label) => row(label));
  test('one letter walks through the names that begin with it', () => {
    expect(typedRow(rows, 'b', 0)).toBe(1);
    expect(typedRow(rows, 'b', 1)).toBe(2);
    expect(typedRow(rows, 'b', 2)).toBe(1);
  });
  test('more letters stay where they fit', () => {
    expect(typedRow(rows, 'br', 1)).toBe(2);
    expect(typedRow(rows, 'be', 1)).toBe(1);
    expect(typedRow(rows, 'x', 1)).toBe(-1);
  });
});
