import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLocale } from '../../format/locale.tsx';
import { cellText } from '../../frame/table-twin.tsx';
import { SERIES_COLORS } from '../../theme/series.ts';
import { crowdWords, describeMeasures, measureDomain, measuresOf, measureTable } from './measures-model.ts';
import type { MeasureOrder } from './measures-model.ts';

interface Row {
  readonly set: string;
  readonly of: string;
  readonly share: number | null;
  readonly low?: number;
  readonly high?: number;
}
const read = {
  measure: (row: Row) => row.of,
  series: (row: Row) => row.set,
  value: (row: Row) => row.share,
  low: (row: Row) => row.low,
  high: (row: Row) => row.high,
};
const rows: Row[] = [
  { set: 'v1', of: 'complete', share: 0.9 },
  { set: 'v2', of: 'complete', share: 0.95, low: 0.93, high: 0.97 },
  { set: 'v1', of: 'diverse', share: 0.4 },
  { set: 'v2', of: 'diverse', share: 0.8 },
  { set: 'v1', of: 'safe', share: null },
];
const of = (order: MeasureOrder = 'given', data: readonly Row[] = rows) => measuresOf(data, read, order);

describe('measuresOf', () => {
  test('keeps what is absent, null or no number apart from 0', () => {
    expect(of().values[2]?.map((one) => one.value)).toEqual([null, null]);
    expect(
      of('given', [
        { set: '', of: 'a', share: Number.NaN },
        { set: '', of: 'b', share: 0 },
      ]).values.map((row) => row[0]?.value),
    ).toEqual([null, 0]);
  });
  test('sorts by the first series, or by where the series differ most, and what has no number comes last', () => {
    expect(of('value').measures).toEqual(['complete', 'diverse', 'safe']);
    expect(of('difference').measures).toEqual(['diverse', 'complete', 'safe']);
  });
  test('does not mix up names that hold a separator', () => {
    expect(
      of('given', [
        { set: 'b', of: 'a,', share: 1 },
        { set: ',b', of: 'a', share: 2 },
      ]).values[0]?.map((one) => one.value),
    ).toEqual([1, null]);
  });
  test('draws up to the palette and names the rest', () => {
    const many = of(
      'given',
      Array.from({ length: 11 }, (_, place): Row => ({ set: `v${place}`, of: 'a', share: place })),
    );
    expect(many.series).toHaveLength(SERIES_COLORS);
    expect(crowdWords(many, 3)).toBe('8 at once are hard to compare: up to 3 read best. Not drawn: v8, v9, v10.');
    expect(crowdWords(of(), 3)).toBeUndefined();
  });
  test.each(['given', 'value', 'difference'] as const)('holds every value of any rows once, sorted by %s', (order) => {
    const any = fc.uniqueArray(
      fc.record({
        set: fc.constantFrom('x', 'y'),
        of: fc.constantFrom('a', 'b', 'c', 'd'),
        share: fc.oneof(fc.double({ noNaN: true, min: -5, max: 5 }), fc.constant(null)),
      }),
      { selector: (row) => row.set + row.of },
    );
    fc.assert(
      fc.property(any, (data) => {
        const { measures, series, values } = of(order, data);
        for (const row of data)
          expect(values[measures.indexOf(row.of)]?.[series.findIndex((one) => one.key === row.set)]?.value).toBe(row.share);
        expect(values.flat().filter(({ value }) => value !== null)).toHaveLength(data.filter(({ share }) => share !== null).length);
        if (order === 'value') {
          const first = values.map((row) => row[0]?.value ?? -Infinity);
          expect(first).toEqual(first.toSorted((one, other) => (one === other ? 0 : other - one)));
        }
      }),
    );
  });
});

describe('measureDomain', () => {
  test('is 0–1 for shares, and holds intervals elsewhere', () => {
    expect(measureDomain(of(), 'share', undefined)).toEqual([0, 1]);
    expect(measureDomain(of('given', [{ set: '', of: 'a', share: 8, low: -3, high: 21 }]), 'number', undefined)).toEqual([-5, 25]);
  });
  test('has a width of nothing, of zero, and of huge and tiny values', () => {
    for (const share of [null, 0, 1e300, 1e-300, -4]) {
      const [low, high] = measureDomain(of('given', [{ set: '', of: 'a', share }]), 'number', undefined);
      expect(high).toBeGreaterThan(low);
    }
  });
  test('is the given one, unless that has no width', () => {
    expect(measureDomain(of(), 'share', [0.5, 1])).toEqual([0.5, 1]);
    expect(measureDomain(of(), 'share', [1, 1])).toEqual([0, 1]);
  });
});

test('the description tells every value, its interval, and what is missing', () => {
  const words = describeMeasures(of(), { label: 'Quality', unit: 'share' }, 3, defaultLocale).replaceAll('\u00a0', ' ');
  expect(words).toContain('complete: v1 90.0 %, v2 95.0 % [93.0 %, 97.0 %].');
  expect(words).toContain('safe: v1 no data, v2 no data.');
});

test('the table has a column for each edge of an interval, where a series has one', () => {
  const table = measureTable(of(), { measure: 'Measure', label: 'Share', unit: 'share' }, defaultLocale);
  expect(table.columns.map((column) => column.label)).toEqual(['Measure', 'v1', 'v2', 'v2, low', 'v2, high']);
  expect(table.row(2).map(cellText)).toEqual(['safe', '–', '–', '–', '–']);
});
