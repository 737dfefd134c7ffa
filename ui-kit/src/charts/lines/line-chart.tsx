import { useMemo, useRef } from 'react';
import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { compact } from '../../format/number.ts';
import { valueParts } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { noThresholds } from '../../frame/annotations.tsx';
import type { Annotation, Threshold } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import type { EndLabel } from '../../frame/end-labels.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { lastFinite, shownStops, stopsOf } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import type { Thinning } from '../../marks/line-path.ts';
import { shorten } from '../../format/shorten.ts';
import { describeLines } from '../parts/describe.ts';
import { Legend } from '../legend/legend.tsx';
import { legendValues } from '../legend/legend-values.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import { partialWords, wholeRange } from '../parts/partial-buckets.ts';
import type { PartialProps } from '../parts/partial-buckets.ts';
import { useHidden } from '../parts/use-hidden.ts';
import type { HiddenProps } from '../parts/use-hidden.ts';
import { useXMeaning, useYMeaning } from '../parts/use-meaning.ts';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import { streamOf, useLines } from './line-input.ts';
import type { LineInput, LineLooks } from './line-input.ts';
import { growingDomain, heightsOf, lineRows, lineTable, pointAt } from './line-model.ts';
import { LineTails, useLayouts } from './line-tails.tsx';

export type { Annotation, Threshold } from '../../frame/annotations.tsx';
export type { AxisRange, ViewportProps } from '../../frame/viewport.ts';
export type { ColumnSeries, NumberColumn } from '../../marks/columns.ts';
export type { Thinning } from '../../marks/line-path.ts';
export type { LineColumns, LineRows } from './line-input.ts';
export { createLineStream } from './line-stream.ts';
export type { LineStream, LineStreamOptions } from './line-stream.ts';
export type { XAccessor, XMeaning, YAccessor, YMeaning } from '../parts/x-accessor.ts';

interface LineChartCommon extends HiddenProps, FrameProps, ViewportProps, PartialProps, LineLooks {
  /** Names the chart: a heading outside a panel, and for screen readers always. */
  readonly title: string;
  /** Ends of the x axis; the data's own by default. */
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  /** Shows the latest part of the x axis only, this wide (ms, or the x axis's unit): for a stream that never ends. */
  readonly follow?: number | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  /** `extremes` (no spike is ever lost) by default. */
  readonly thinning?: Thinning | undefined;
  /** The reader has dragged over a part of the x axis, or selected it with Shift and arrows. Without it that part is zoomed to. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** `auto`: names stand at the lines' ends where there is room, in a legend otherwise. */
  readonly legend?: 'auto' | 'always' | 'never' | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

/** Rows with accessors, or columns of numbers, or a stream that grows (`createLineStream`). */
export type LineChartProps<Row> = LineChartCommon & LineInput<Row>;

const noLines: readonly SeriesColumns[] = [];

/** Below this width names go into the legend instead of the lines' ends, px. */
const LEAST_WIDTH_FOR_END_LABELS = 360;
const MOST_END_LABELS = 8;
/** More lines than this are drawn thin, so that those beneath show through. */
const CROWD = 24;

/** Change over time (or steps): one line per series, with gaps where there is no data. */
export function LineChart<Row>(props: LineChartProps<Row>) {
  const { title, height = 200, thresholds = noThresholds, legend = 'auto' } = props;
  const [x, y] = [useXMeaning(props.x), useYMeaning(props.y)];
  const locale = useLocale();
  const [hidden, setHidden] = useHidden(props);
  const stream = streamOf(props);
  const [layout, layOut] = useLayouts(stream);
  const { all, compared: allCompared } = useLines(props, layout);
  const series = useMemo(() => shownOf(all, hidden), [all, hidden]);
  const compared = useMemo(() => shownOf(allCompared, hidden), [allCompared, hidden]);
  const drawn = props.compare?.isOnlyRead === true ? noLines : compared;
  const allStops = useMemo(() => stopsOf(series), [series]);
  const step = useMemo(() => stepOf(x, allStops, series), [x, allStops, series]);
  const zoom = useViewport(props, wholeOf(props, allStops, step));
  const [from, to] = zoom.shown;
  const stops = useMemo(
    () => (zoom.isZoomed || props.follow !== undefined ? shownStops(allStops, [from, to]) : allStops),
    [allStops, from, to, zoom.isZoomed, props.follow],
  );
  const whole = wholeRange(props);
  const nameOf = (stop: number) => nameOfX(x, stops[stop] ?? 0, step, locale);
  const description = useMemo(
    () => describeLines(series, y, (at) => nameOfX(x, at, step, locale), locale) + baselineWords(y.baseline),
    [series, x, y, step, locale],
  );
  const rowsAt = useRowsAt(props);
  const lines = { series, compared, unit: y.unit, label: y.label, step, isHeld: y.isHeld };
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const notes = [
      partialWords(at, whole),
      rowsAt(at),
      props.compare === undefined ? undefined : `in brackets: ${props.compare.label}`,
    ].filter((note) => note !== undefined);
    return {
      heading: nameOf(stop),
      exact: exactName(x, at),
      rows: lineRows(lines, at, locale),
      note: notes.length === 0 ? undefined : notes.join(' · '),
    };
  };
  const isNamed = all.length > 1 || (all[0]?.label ?? '') !== '';
  const hasEndLabels = (width: number) => isNamed && all.length <= MOST_END_LABELS && width >= LEAST_WIDTH_FOR_END_LABELS;
  const legendAt = (width: number) => {
    if (!isNamed || legend === 'never' || (legend === 'auto' && hasEndLabels(width) && hidden.size === 0)) return null;
    const entries = all.map(({ key, label, style, y: values }) => ({
      key,
      label,
      style,
      kind: 'line' as const,
      isDashed: !hasEndLabels(width),
      values: () => legendValues(values),
    }));
    return <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} unit={y.unit} />;
  };
  const yAxis = useMemo(() => {
    const values = [...series, ...drawn].flatMap((one) => heightsOf(one, [from, to]));
    return yDomainOf(values, {
      unit: y.unit,
      baseline: y.baseline,
      scale: y.scale ?? 'linear',
      heightPx: height - 32,
      thresholds,
      given: y.domain,
    });
  }, [series, drawn, from, to, y, height, thresholds]);
  const xAxis = useMemo(
    () => ({ ...xKindOf(x), domain: [from, to] as const, label: x.label, scale: x.scale === 'log' && from > 0 ? x.scale : undefined }),
    [x, from, to],
  );
  return (
    <ChartFrame
      frame={props}
      title={title}
      description={description}
      height={height}
      legend={legendAt}
      resetZoom={zoom.reset}
      table={() =>
        lineTable(
          lines,
          stops,
          { label: x.label, cellOf: (stop) => cellOfX(x, stops[stop] ?? 0, step, locale) },
          props.compare?.label ?? '',
          locale,
        )
      }
    >
      {({ width }) => (
        <Plot
          title={title}
          description={description}
          width={width}
          height={height}
          x={xAxis}
          zoom={zoom}
          y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          thresholds={thresholds}
          annotations={props.annotations}
          endLabels={hasEndLabels(width) ? endLabels(series, y.unit, width, locale) : undefined}
          stops={stops}
          readingAt={readingAt}
          onSelectRange={props.onSelectRange}
          dotStyles={series.map((one) => one.style)}
          dotsAt={(stop) => series.map((one) => one.y[pointAt(one, stops[stop] ?? 0, step)] ?? Number.NaN)}
          marks={(area) => (
            <>
              {series.map(
                (one) =>
                  one.low !== null &&
                  one.high !== null && (
                    <AreaMark
                      key={`${one.key} interval`}
                      xs={one.x}
                      low={one.low}
                      high={one.high}
                      x={area.x}
                      y={area.y}
                      width={area.width}
                      fill={one.style.color}
                      opacity={series.length > 2 ? 0.09 : 0.14}
                    />
                  ),
              )}
              {drawn.map((one) => (
                <LineMark key={`${one.key} compared`} series={one} x={area.x} y={area.y} width={area.width} isFaint />
              ))}
              {series.map((one) => (
                <LineMark
                  key={one.key}
                  series={one}
                  isCrowded={series.length > CROWD}
                  x={area.x}
                  y={area.y}
                  width={area.width}
                  whole={whole}
                  isDashed={isNamed && !hasEndLabels(width)}
                  thinning={props.thinning}
                />
              ))}
              {stream !== null && (
                <LineTails
                  stream={stream}
                  series={series}
                  knownCount={all.length}
                  area={area}
                  isDashed={isNamed && !hasEndLabels(width)}
                  onOutgrown={layOut}
                />
              )}
            </>
          )}
        />
      )}
    </ChartFrame>
  );
}

function shownOf(series: readonly SeriesColumns[], hidden: ReadonlySet<string>): readonly SeriesColumns[] {
  return hidden.size === 0 ? series : series.filter((one) => !hidden.has(one.key));
}

/** All of the x axis: as the page says, or the data's own ends; with room where the data grows, and above 0 on a log scale. */
function wholeOf<Row>(props: LineChartProps<Row>, stops: Float64Array, step: number): readonly [number, number] {
  const onLog = props.x.scale === 'log' ? stops.subarray(stops.findIndex((at) => at > 0)) : stops;
  const ends = xDomainOf(onLog.length === 0 ? stops : onLog, props.domain, step);
  return streamOf(props) === null && props.follow === undefined ? ends : growingDomain(ends, props.follow);
}

/** The note of the rows at an x; rows are put in order by x once, at the first question. */
function useRowsAt<Row>({ data, x, note }: LineChartProps<Row>): (at: number) => string | undefined {
  const byX = useRef<{ readonly data: unknown; readonly rows: Map<number, Row[]> } | null>(null);
  return (at) => {
    if (note === undefined || data === undefined || !('of' in x)) return undefined;
    if (byX.current?.data !== data) byX.current = { data, rows: Map.groupBy(data, (row) => Number(x.of(row))) };
    return note(byX.current.rows.get(at) ?? []);
  };
}

/** Part of the width that names and figures at the ends of lines may take, and the letters of it that figures need. */
const LABEL_SHARE = 0.34;
const FIGURE_LETTERS = 6;

function endLabels(series: readonly SeriesColumns[], unit: Unit, width: number, locale: Locale): EndLabel[] {
  const most = Math.max(6, Math.floor((width * LABEL_SHARE) / FIGURE_PX) - FIGURE_LETTERS);
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
