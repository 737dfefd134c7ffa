import { extent, niceDomain } from '../../axes/scale.ts';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import { NO_DATA_WORDS } from '../../format/number.ts';
import { numberCell } from '../../frame/table-twin.tsx';
import type { TwinTable } from '../../frame/table-twin.tsx';
import { SERIES_COLORS, seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';

/** One thing's number at one measure, with its interval where there is one. */
export interface MeasureValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface MeasuredSeries {
  readonly key: string;
  readonly label: string;
  readonly style: SeriesStyle;
}

/** A few things over several named measures. */
export interface Measures {
  readonly measures: readonly string[];
  readonly series: readonly MeasuredSeries[];
  /** By measure, then by series; null value: no data. */
  readonly values: readonly (readonly MeasureValue[])[];
  /** Series beyond the palette: not drawn, but named in a note. */
  readonly leftOut: readonly string[];
}

export interface MeasureReading<Row> {
  readonly measure: (row: Row) => string;
  readonly value: (row: Row) => number | null | undefined;
  readonly low?: ((row: Row) => number | null | undefined) | undefined;
  readonly high?: ((row: Row) => number | null | undefined) | undefined;
  readonly series?: ((row: Row) => string) | undefined;
  readonly seriesLabel?: ((key: string) => string) | undefined;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
}

/** `given`: as they come. `value`: by the first series, largest first. `difference`: where the series differ most, first. */
export type MeasureOrder = 'given' | 'value' | 'difference';

const absent: MeasureValue = { value: null, low: null, high: null };

/**
 * Lays rows out by measure and series, in order of first appearance (or the order asked for). Of two rows for one place, the later counts.
 */
export function measuresOf<Row>(data: readonly Row[], of: MeasureReading<Row>, order: MeasureOrder): Measures {
  const seriesKeys = [...new Set(data.map((row) => of.series?.(row) ?? ''))];
  const measureKeys = [...new Set(data.map(of.measure))];
  const places = new Map<string, MeasureValue>();
  const finite = (value: number | null | undefined) => (value === null || value === undefined || !Number.isFinite(value) ? null : value);
  for (const row of data) {
    const value = finite(of.value(row));
    places.set(JSON.stringify([of.measure(row), of.series?.(row) ?? '']), {
      value,
      low: value === null ? null : finite(of.low?.(row)),
      high: value === null ? null : finite(of.high?.(row)),
    });
  }
  const drawn = seriesKeys.slice(0, SERIES_COLORS);
  const label = (key: string) => of.seriesLabel?.(key) ?? key;
  const rows = measureKeys.map((measure) => ({
    measure,
    values: drawn.map((key) => places.get(JSON.stringify([measure, key])) ?? absent),
  }));
  const rank = rankOf(order);
  if (rank !== null) rows.sort((one, other) => rank(other.values) - rank(one.values));
  return {
    measures: rows.map((row) => row.measure),
    values: rows.map((row) => row.values),
    series: drawn.map((key, place) => ({ key, label: label(key), style: of.styleOf?.(key) ?? seriesStyle(place) })),
    leftOut: seriesKeys.slice(SERIES_COLORS).map(label),
  };
}

/** What rows are sorted by, largest first; what has no number comes last. */
function rankOf(order: MeasureOrder): ((values: readonly MeasureValue[]) => number) | null {
  if (order === 'given') return null;
  // Not −Infinity: the difference of two of them has no order.
  if (order === 'value') return (values) => values[0]?.value ?? -Number.MAX_VALUE / 2;
  return (values) => {
    const ends = extent(values.flatMap(({ value }) => (value === null ? [] : [value])));
    return ends === null ? -1 : ends[1] - ends[0];
  };
}

/** One scale for all measures: 0–1 for shares, else from zero (or below) to a round end above everything that is drawn. */
export function measureDomain({ values }: Measures, unit: Unit, given: readonly [number, number] | undefined): [number, number] {
  if (given !== undefined && given[0] < given[1]) return [given[0], given[1]];
  const ends = extent(values.flat().flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== null)));
  if (unit === 'share' && (ends === null || (ends[0] >= 0 && ends[1] <= 1))) return [0, 1];
  if (unit === 'rating' && (ends === null || (ends[0] >= 0 && ends[1] <= 5))) return [0, 5];
  return niceDomain([Math.min(0, ends?.[0] ?? 0), Math.max(0, ends?.[1] ?? 1)], 5);
}

/** A value with its interval, in words. */
export function valueWords({ value, low, high }: MeasureValue, unit: Unit, locale: Locale): string {
  const interval = low === null || high === null ? '' : ` [${format(low, unit, locale)}, ${format(high, unit, locale)}]`;
  return format(value, unit, locale) + interval;
}

/** Most measures that are described one by one; of more, only the number is given. */
const MOST_LISTED = 12;

/** What the picture says: of each measure the values of all series, and what is not drawn. */
export function describeMeasures(
  { measures, series, values, leftOut }: Measures,
  { label, unit }: { readonly label: string; readonly unit: Unit },
  few: number,
  locale: Locale,
): string {
  if (measures.length === 0) return `${label}: no data.`;
  const listed = measures.slice(0, MOST_LISTED).map((measure, line) => {
    const parts = series.map((one, place) => {
      const known = values[line]?.[place] ?? absent;
      return `${one.label} ${known.value === null ? NO_DATA_WORDS : valueWords(known, unit, locale)}`.trim();
    });
    return `${measure}: ${parts.join(', ')}.`;
  });
  const more = measures.length > MOST_LISTED ? [`And ${measures.length - MOST_LISTED} more measures.`] : [];
  const remark = crowdWords({ series, leftOut }, few);
  return [
    `${label} of ${series.length} in ${measures.length} measures.`,
    ...listed,
    ...more,
    ...(remark === undefined ? [] : [remark]),
  ].join(' ');
}

/** The note where there are more series than can be compared well, or than are drawn. */
export function crowdWords({ series, leftOut }: Pick<Measures, 'series' | 'leftOut'>, few: number): string | undefined {
  const parts = [
    series.length > few ? `${series.length} at once are hard to compare: up to ${few} read best.` : '',
    leftOut.length > 0 ? `Not drawn: ${leftOut.join(', ')}.` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** The same as a table: a row per measure, a column per series and edge of its interval. */
export function measureTable(
  { measures, series, values }: Measures,
  names: { readonly measure: string; readonly label: string; readonly unit: Unit },
  locale: Locale,
): TwinTable {
  const hasInterval = series.map((_, place) => values.some((row) => row[place]?.low !== null || row[place]?.high !== null));
  const columns = series.flatMap(({ label }, place) => {
    const name = label === '' ? names.label : label;
    return hasInterval[place] === true ? [name, `${name}, low`, `${name}, high`] : [name];
  });
  return {
    columns: [{ label: names.measure, isNumeric: false }, ...columns.map((label) => ({ label, isNumeric: true }))],
    rowCount: measures.length,
    row: (index) => [
      measures[index] as string,
      ...series.flatMap((_, place) => {
        const { value, low, high } = values[index]?.[place] ?? absent;
        return (hasInterval[place] === true ? [value, low, high] : [value]).map((one) => numberCell(one, names.unit, locale));
      }),
    ],
  };
}
