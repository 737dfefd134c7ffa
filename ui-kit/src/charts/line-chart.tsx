import { useMemo } from 'react';
import { useLocale } from '../format/locale.tsx';
import type { Locale } from '../format/locale.tsx';
import { compact } from '../format/number.ts';
import { valueParts } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Annotation, Threshold } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import type { EndLabel } from '../frame/end-labels.tsx';
import { Plot } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import { FIGURE_PX } from '../axes/x-axis.tsx';
import { columnsOf, stopsOf } from '../marks/columns.ts';
import type { SeriesColumns } from '../marks/columns.ts';
import { AreaMark, LineMark } from '../marks/line-mark.tsx';
import { seriesStyle } from '../theme/series.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { describeLines } from './describe.ts';
import { Legend } from './legend.tsx';
import { lastFinite, lineRows, lineTable, pointAt, shorten, within, yDomainOf } from './line-model.ts';
import { useHidden } from './use-hidden.ts';
import type { HiddenProps } from './use-hidden.ts';
import { exactName, nameOfX, stepOf, xDomainOf, xKindOf } from './x-accessor.ts';
import type { XAccessor, YAccessor } from './x-accessor.ts';

export type { Annotation, Threshold } from '../frame/annotations.tsx';
export type { XAccessor, YAccessor } from './x-accessor.ts';

export interface LineChartProps<Row> extends HiddenProps {
  /** Rows in any order. With many thousands, keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Names the chart: a heading outside a panel, and for screen readers always. */
  readonly title: string;
  readonly x: XAccessor<Row>;
  readonly y: YAccessor<Row> & {
    /** Edges of the interval around `of` (a 95 % interval, a min–max band); drawn as a faint band. */
    readonly low?: ((row: Row) => number | null | undefined) | undefined;
    readonly high?: ((row: Row) => number | null | undefined) | undefined;
  };
  /** Which line a row belongs to. Without it there is one line. */
  readonly series?: ((row: Row) => string) | undefined;
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Colour, dash and shape; by place in the data by default. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Rows of an earlier period, drawn dashed and faint; `shift` (ms, or the x axis's unit) is added to their x. */
  readonly compare?: { readonly data: readonly Row[]; readonly shift: number; readonly label: string } | undefined;
  /** From here on buckets are still filling: drawn light and dashed, and told as "so far". */
  readonly partialFrom?: Date | number | undefined;
  /** Ends of the x axis; the data's own by default. */
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  /** One line more in the tooltip, from the rows at that x: n, a breach. */
  readonly note?: ((rows: readonly Row[]) => string | undefined) | undefined;
  /** The reader has dragged over a part of the x axis, or selected it with Shift and arrows. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** `auto`: names stand at the lines' ends where there is room, in a legend otherwise. */
  readonly legend?: 'auto' | 'always' | 'never' | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

/** Below this width names go into the legend instead of the lines' ends, px. */
const LEAST_WIDTH_FOR_END_LABELS = 360;
const MOST_END_LABELS = 8;

/** Change over time (or steps): one line per series, with gaps where there is no data. */
export function LineChart<Row>(props: LineChartProps<Row>) {
  const { title, x, y, height = 200, thresholds = [], legend = 'auto' } = props;
  const locale = useLocale();
  const [hidden, setHidden] = useHidden(props);
  const { all, compared: allCompared } = useLines(props);
  const series = useMemo(() => all.filter((one) => !hidden.has(one.key)), [all, hidden]);
  const compared = useMemo(() => allCompared.filter((one) => !hidden.has(one.key)), [allCompared, hidden]);
  const stops = useMemo(() => stopsOf(series), [series]);
  const step = stepOf(x, stops);
  const domain = xDomainOf(stops, props.domain, step);
  const partialFrom = props.partialFrom === undefined ? undefined : Number(props.partialFrom);
  const nameOf = (stop: number) => nameOfX(x, stops[stop] ?? 0, step, locale);
  const description = useMemo(
    () => describeLines(series, y, (at) => nameOfX(x, at, step, locale), locale) + baselineWords(y.baseline),
    [series, y.label, y.unit, y.baseline, x.unit, step, locale],
  );
  const lines = { series, compared, unit: y.unit, label: y.label, step };
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const notes = [
      partialFrom !== undefined && at >= partialFrom ? 'so far' : undefined,
      props.note?.(props.data.filter((row) => Number(x.of(row)) === at)),
      props.compare === undefined ? undefined : `in brackets: ${props.compare.label}`,
    ].filter((note) => note !== undefined);
    return { heading: nameOf(stop), exact: exactName(x, at), rows: lineRows(lines, at, locale), note: notes.length === 0 ? undefined : notes.join(' · ') };
  };
  const isNamed = all.length > 1 || (all[0]?.label ?? '') !== '';
  const hasEndLabels = (width: number) => isNamed && all.length <= MOST_END_LABELS && width >= LEAST_WIDTH_FOR_END_LABELS;
  const legendAt = (width: number) => {
    if (!isNamed || legend === 'never' || (legend === 'auto' && hasEndLabels(width) && hidden.size === 0)) return null;
    const entries = all.map(({ key, label, style }) => ({ key, label, style, kind: 'line' as const, isDashed: !hasEndLabels(width) }));
    return <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} />;
  };
  const values = [...series, ...compared].flatMap((one) => [one.y, one.low, one.high].filter((column) => column !== null)
    .map((column) => within(one.x, column, domain)));
  const yAxis = yDomainOf(values, { unit: y.unit, baseline: y.baseline, scale: y.scale ?? 'linear', heightPx: height - 32, thresholds });
  return (
    <ChartFrame
      title={title} description={description} height={height} legend={legendAt}
      table={() => lineTable(lines, stops, { label: x.label, nameOf }, props.compare?.label ?? '', locale)}
    >
      {({ width }) => (
        <Plot
          title={title} description={description} width={width} height={height}
          x={{ ...xKindOf(x), domain, label: x.label }}
          y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          thresholds={thresholds} annotations={props.annotations}
          endLabels={hasEndLabels(width) ? endLabels(series, y.unit, width, locale) : undefined}
          stops={stops} readingAt={readingAt} onSelectRange={props.onSelectRange}
          dotStyles={series.map((one) => one.style)}
          dotsAt={(stop) => series.map((one) => one.y[pointAt(one, stops[stop] ?? 0, step)] ?? Number.NaN)}
          marks={(area) => (
            <>
              {series.map((one) => one.low !== null && one.high !== null && (
                <AreaMark key={`${one.key} interval`} xs={one.x} low={one.low} high={one.high} x={area.x} y={area.y} width={area.width} fill={one.style.color} opacity={series.length > 2 ? 0.09 : 0.14} />
              ))}
              {compared.map((one) => <LineMark key={`${one.key} compared`} series={one} x={area.x} y={area.y} width={area.width} isFaint />)}
              {series.map((one) => (
                <LineMark key={one.key} series={one} x={area.x} y={area.y} width={area.width} partialFrom={partialFrom} isDashed={isNamed && !hasEndLabels(width)} />
              ))}
            </>
          )}
        />
      )}
    </ChartFrame>
  );
}

function useLines<Row>({ data, x, y, series, seriesLabel, styleOf, compare }: LineChartProps<Row>) {
  return useMemo(() => {
    const read = (rows: readonly Row[]) => columnsOf(rows, { x: x.of, y: y.of, low: y.low, high: y.high, series });
    const label = (key: string) => seriesLabel?.(key) ?? key;
    const all = read(data).map((one, place): SeriesColumns => (
      { ...one, label: label(one.key), style: styleOf?.(one.key) ?? seriesStyle(place) }
    ));
    const styles = new Map(all.map((one) => [one.key, one.style]));
    const compared = compare === undefined ? [] : read(compare.data).filter((one) => styles.has(one.key)).map((one): SeriesColumns => ({
      ...one, x: one.x.map((at) => at + compare.shift), low: null, high: null, label: label(one.key), style: styles.get(one.key) ?? seriesStyle(0),
    }));
    return { all, compared };
  }, [data, x.of, y.of, y.low, y.high, series, seriesLabel, styleOf, compare?.data, compare?.shift]);
}

function endLabels(series: readonly SeriesColumns[], unit: Unit, width: number, locale: Locale): EndLabel[] {
  const most = Math.max(6, Math.floor((width * 0.24) / FIGURE_PX) - 6);
  return series.flatMap((one) => {
    const last = lastFinite(one.y);
    if (last < 0) return [];
    const value = one.y[last] as number;
    return [{ key: one.key, style: one.style, y: value, text: `${shorten(one.label, most)} ${endValue(value, unit, locale)}` }];
  });
}

/** A line's last number beside its name: without its unit, and short. */
function endValue(value: number, unit: Unit, locale: Locale): string {
  const isLong = (unit === 'count' || unit === 'tokens') && Math.abs(value) >= 10_000;
  return isLong ? compact(value, locale) : valueParts(value, unit, locale).major;
}

function baselineWords(baseline: 'zero' | 'data'): string {
  return baseline === 'data' ? ' The y axis does not start at zero.' : '';
}
