import { useMemo } from 'react';
import { columnsOf, columnsOfSeries } from '../../marks/columns.ts';
import type { ColumnSeries, RawColumns, SeriesColumns } from '../../marks/columns.ts';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import type { XAccessor, XMeaning, YAccessor, YMeaning } from '../parts/x-accessor.ts';
import type { LineStream } from './line-stream.ts';

/** Lines read from rows. With many thousands, keep the array and the accessors the same between renders. */
export interface LineRows<Row> {
  /** Rows in any order. */
  readonly data: readonly Row[];
  readonly columns?: undefined;
  /** What runs along the x axis: an instant or a number, with its unit. */
  readonly x: XAccessor<Row>;
  readonly y: YAccessor<Row> & {
    /** Edges of the interval around `of` (a 95 % interval, a min–max band); drawn as a faint band. */
    readonly low?: ((row: Row) => number | null | undefined) | undefined;
    readonly high?: ((row: Row) => number | null | undefined) | undefined;
  };
  /** Which line a row belongs to. Without it there is one line. */
  readonly series?: ((row: Row) => string) | undefined;
  /** Rows of an earlier period, drawn dashed and faint; `shift` (ms, or the x axis's unit) is added to their x. */
  readonly compare?:
    | {
        readonly data: readonly Row[];
        readonly shift: number;
        readonly label: string;
        /** Only read, in tooltip and table, where lines of two periods would be too many to tell apart. */
        readonly isOnlyRead?: boolean | undefined;
      }
    | undefined;
  /** One line more in the tooltip, from the rows at that x: n, a breach. */
  readonly note?: ((rows: readonly Row[]) => string | undefined) | undefined;
}

/** Lines given as columns of numbers: nothing is copied where they are Float64Array, so a million points are no burden. */
export interface LineColumns {
  /** Series as columns (keep the arrays the same between renders), or a stream that grows. */
  readonly columns: readonly ColumnSeries[] | LineStream;
  readonly data?: undefined;
  readonly x: XMeaning;
  readonly y: YMeaning;
  readonly series?: undefined;
  readonly compare?: undefined;
  readonly note?: undefined;
}

export type LineInput<Row> = LineRows<Row> | LineColumns;

export interface LineLooks {
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Colour, dash and shape; by place in the data by default. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
}

export interface ReadLines {
  readonly all: readonly SeriesColumns[];
  /** The same series of an earlier period, moved onto this axis. */
  readonly compared: readonly SeriesColumns[];
}

/** The stream that a chart was given; null where it has rows or columns. */
export function streamOf<Row>({ columns }: LineInput<Row>): LineStream | null {
  return columns !== undefined && 'append' in columns ? columns : null;
}

/** Reads what a chart was given into columns; again only when it changes. `layout` counts the layouts of a stream. */
export function useLines<Row>(props: LineInput<Row> & LineLooks, layout: number): ReadLines {
  const { data, columns, x, y, series, compare, seriesLabel, styleOf } = props;
  const xOf = 'of' in x ? x.of : undefined;
  const { of: yOf, low, high } = 'of' in y ? y : {};
  const of = useMemo(
    () => (xOf === undefined || yOf === undefined ? null : { x: xOf, y: yOf, low, high, series }),
    [xOf, yOf, low, high, series],
  );
  const stream = streamOf(props);
  const raw = useMemo((): readonly (RawColumns & { readonly label?: string | undefined })[] => {
    if (stream !== null) return linesAt(stream, layout);
    if (columns !== undefined) return (columns as readonly ColumnSeries[]).map((one) => ({ ...columnsOfSeries(one), label: one.label }));
    return of === null || data === undefined ? [] : columnsOf(data, of);
  }, [data, columns, stream, layout, of]);
  const { data: comparedData, shift = 0 } = compare ?? {};
  return useMemo(() => {
    const label = (key: string) => seriesLabel?.(key) ?? key;
    const all = raw.map((one, place): SeriesColumns => ({
      ...one,
      label: one.label ?? label(one.key),
      style: styleOf?.(one.key) ?? seriesStyle(place),
    }));
    if (comparedData === undefined || of === null) return { all, compared: [] };
    const styles = new Map(all.map((one) => [one.key, one.style]));
    const compared = columnsOf(comparedData, of)
      .filter((one) => styles.has(one.key))
      .map((one): SeriesColumns => ({
        ...one,
        x: one.x.map((at) => at + shift),
        low: null,
        high: null,
        label: label(one.key),
        style: styles.get(one.key) ?? seriesStyle(0),
      }));
    return { all, compared };
  }, [raw, seriesLabel, styleOf, comparedData, shift, of]);
}

/** What a stream holds at a layout: read once for each, however much has come since. */
function linesAt(stream: LineStream, _layout: number): ReturnType<LineStream['read']> {
  return stream.read();
}
