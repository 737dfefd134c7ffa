import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Unit } from '../../format/unit.ts';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import type { TwinTable } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import type { SeriesStyle } from '../../theme/series.ts';
import { crowdWords, describeMeasures, measureDomain, measuresOf, measureTable, valueWords } from './measures-model.ts';
import type { MeasureOrder, Measures } from './measures-model.ts';

/** What dot plot and radar take: the same, so that one can stand in for the other. */
export interface MeasuresProps<Row> extends FrameProps {
  /** One row per measure and series. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What is measured: "completeness". In order of first appearance. */
  readonly measure: { readonly of: (row: Row) => string; readonly label: string };
  /** All on one scale. null: no data; no dot, and a dash. */
  readonly value: {
    readonly of: (row: Row) => number | null | undefined;
    readonly label: string;
    readonly unit: Unit;
    /** Edges of the interval around `of`: drawn as a whisker. */
    readonly low?: ((row: Row) => number | null | undefined) | undefined;
    readonly high?: ((row: Row) => number | null | undefined) | undefined;
  };
  /** Which of the compared things a row belongs to. Without it there is one. */
  readonly series?: ((row: Row) => string) | undefined;
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Colour, dash and shape of a series. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Ends of the one scale; 0–1 for shares by default, else from 0 to a round end. */
  readonly domain?: readonly [from: number, to: number] | undefined;
  /** `given` by default. */
  readonly order?: MeasureOrder | undefined;
  /** With more series than this a remark says that they are hard to compare; 3 by default. */
  readonly fewSeries?: number | undefined;
  /** px; by default as high as the rows need (dot plot), or 320 (radar). */
  readonly height?: number | undefined;
}

export interface MeasuresDrawing {
  readonly measures: Measures;
  readonly domain: readonly [number, number];
  readonly description: string;
  readonly caption: FrameProps['caption'];
  readonly table: () => TwinTable;
  readonly readingAt: (measure: number) => StopReading;
}

/** Rows read for either drawing, with all texts about them. */
export function useMeasures<Row>(props: MeasuresProps<Row>): MeasuresDrawing {
  const { data, measure, value, series, seriesLabel, styleOf, order = 'given', fewSeries = 3 } = props;
  const locale = useLocale();
  const measures = useMemo(
    () => measuresOf(data, { measure: measure.of, value: value.of, low: value.low, high: value.high, series, seriesLabel, styleOf }, order),
    [data, measure.of, value.of, value.low, value.high, series, seriesLabel, styleOf, order],
  );
  const remark = crowdWords(measures, fewSeries);
  return {
    measures,
    domain: measureDomain(measures, value.unit, props.domain),
    description: describeMeasures(measures, value, fewSeries, locale),
    caption: remark === undefined ? props.caption : <>{remark} {props.caption}</>,
    table: () => measureTable(measures, { measure: measure.label, label: value.label, unit: value.unit }, locale),
    readingAt: (at) => ({
      heading: measures.measures[at] ?? '',
      rows: measures.series.map((one, place) => {
        const known = measures.values[at]?.[place];
        return { label: one.label === '' ? value.label : one.label, value: known === undefined ? '' : valueWords(known, value.unit, locale), style: one.style, kind: 'point' as const };
      }),
    }),
  };
}
