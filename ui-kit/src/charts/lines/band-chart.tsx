import { useMemo } from 'react';
import type { ScaleKind } from '../../axes/scale.ts';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { noThresholds } from '../../frame/annotations.tsx';
import type { Annotation, Threshold } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { ReadingRow, StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import { columnsOf, firstAtOrAfter, shownStops, within } from '../../marks/columns.ts';
import type { SeriesColumns } from '../../marks/columns.ts';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import { seriesStyle } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { describeLines } from '../parts/describe.ts';
import { Legend } from '../legend/legend.tsx';
import type { LegendEntry } from '../legend/legend.tsx';
import { yDomainOf } from '../parts/y-domain.ts';
import { partialWords, wholeRange } from '../parts/partial-buckets.ts';
import type { PartialProps } from '../parts/partial-buckets.ts';
import { useSameRecords, useXMeaning } from '../parts/use-meaning.ts';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import type { XAccessor } from '../parts/x-accessor.ts';
import { lineTable, pointAt } from './line-model.ts';

export type { Annotation, Threshold } from '../../frame/annotations.tsx';

type Read<Row> = (row: Row) => number | null | undefined;

export interface BandChartProps<Row> extends FrameProps, ViewportProps, PartialProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** What runs along the x axis: an instant or a number, with its unit. */
  readonly x: XAccessor<Row>;
  readonly y: {
    readonly label: string;
    readonly unit: Unit;
    readonly baseline: 'zero' | 'data';
    readonly scale?: ScaleKind | undefined;
    /** Where the y axis ends though values go higher, so that one outlier does not flatten the rest: those are marked at the edge. */
    readonly cutAt?: number | undefined;
  };
  /** The line in the middle or at the foot: a median, a forecast. */
  readonly line: { readonly of: Read<Row>; readonly label: string };
  /**
   * Surfaces from the inmost (darkest) to the outmost. `from` is the lower edge; without it a band begins where the one
   * before it ends, the first at the line: p50, then p90, p95, p99.
   */
  readonly bands: readonly { readonly label: string; readonly to: Read<Row>; readonly from?: Read<Row> | undefined }[];
  /**
   * Rows of an earlier period; `shift` (ms, or the x axis's unit) is added to their x. Their line, and the edges of the bands that are
   * named, are drawn dashed and faint.
   */
  readonly compare?:
    | { readonly data: readonly Row[]; readonly shift: number; readonly label: string; readonly edges?: readonly string[] | undefined }
    | undefined;
  /** Colour, dash and shape of the line; the first of the palette by default. */
  readonly style?: SeriesStyle | undefined;
  /** Heights that matter, in the y axis's numbers. */
  readonly thresholds?: readonly Threshold[] | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** Ends of the x axis; the data's own by default. */
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  /** One line more in the tooltip, from the row at that x: n, a breach. */
  readonly note?: ((row: Row) => string | undefined) | undefined;
  /** The reader has selected a range of the x axis, in its numbers: ms since the epoch where it is time. */
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

const defaultStyle = seriesStyle(0);
/** Opacity of the bands, inmost first. */
const opacities = [0.28, 0.17, 0.1, 0.06] as const;

/** One line with nested bands: how a whole distribution moves, not only its middle. */
export function BandChart<Row>(props: BandChartProps<Row>) {
  const { title, y, line, bands, data, note, height = 200, thresholds = noThresholds, style = defaultStyle } = props;
  const { of: xOf } = props.x;
  const { label, unit } = y;
  const x = useXMeaning(props.x);
  const locale = useLocale();
  const { middle, edges } = useBands(props, style);
  const compared = useCompared(props, style);
  const step = useMemo(() => stepOf(x, middle.x), [x, middle]);
  const zoom = useViewport(props, xDomainOf(middle.x, props.domain, step));
  const [from, to] = zoom.shown;
  const first = useMemo(() => firstAtOrAfter(middle.x, from), [middle, from]);
  const stops = useMemo(() => shownStops(middle.x, [from, to]), [middle, from, to]);
  const whole = wholeRange(props);
  const tops = useMemo(
    () => edges.map((edge): SeriesColumns => ({ ...middle, key: edge.label, label: edge.label, y: edge.high })),
    [middle, edges],
  );
  const lines = useMemo(() => [middle, ...tops], [middle, tops]);
  const description = useMemo(
    () => describeLines(lines, { label, unit }, (at) => nameOfX(x, at, step, locale), locale),
    [lines, label, unit, x, step, locale],
  );
  const rowByX = useMemo(() => new Map(data.map((row) => [Number(xOf(row)), row])), [data, xOf]);
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    const place = first + stop;
    const row = rowByX.get(at);
    const before = (label: string): string | undefined => {
      const one = compared.find((other) => other.key === label);
      const earlier = one === undefined ? -1 : pointAt(one, at, step);
      return earlier < 0 ? undefined : format(one?.y[earlier], y.unit, locale);
    };
    const notes = [
      partialWords(at, whole),
      row === undefined ? undefined : note?.(row),
      compared.length === 0 ? undefined : `in brackets: ${props.compare?.label}`,
    ].filter((note) => note !== undefined);
    const rows: ReadingRow[] = [
      { label: line.label, value: format(middle.y[place], y.unit, locale), before: before(line.label), style },
      ...edges.map((edge, index): ReadingRow => ({
        label: edge.label,
        value: edge.isFree
          ? `${format(edge.low[place], y.unit, locale)} to ${format(edge.high[place], y.unit, locale)}`
          : format(edge.high[place], y.unit, locale),
        before: edge.isFree ? undefined : before(edge.label),
        style,
        kind: 'area',
        opacity: opacityOf(index),
      })),
    ];
    return {
      heading: nameOfX(x, at, step, locale),
      exact: exactName(x, at),
      rows,
      note: notes.length === 0 ? undefined : notes.join(' · '),
    };
  };
  const entries: LegendEntry[] = [
    { key: 'line', label: line.label, style, kind: 'line' },
    ...bands.map((band, place): LegendEntry => ({ key: band.label, label: band.label, style, kind: 'area', opacity: opacityOf(place) })),
  ];
  const yAxis = useMemo(() => {
    const columns = [
      ...[middle.y, ...edges.flatMap((edge) => [edge.low, edge.high])].map((column) => within(middle.x, column, [from, to])),
      ...compared.filter(({ isDrawn }) => isDrawn).map((one) => within(one.x, one.y, [from, to])),
    ];
    const options = { unit: y.unit, baseline: y.baseline, scale: y.scale ?? 'linear', heightPx: height - 32, thresholds };
    const { cutAt } = y;
    if (cutAt === undefined || options.scale !== 'linear' || !columns.some((column) => highest(column) > cutAt))
      return yDomainOf(columns, options);
    return yDomainOf(
      columns.map((column) => Array.from(column, (value) => Math.min(value, cutAt))),
      options,
    );
  }, [middle, edges, compared, from, to, y, height, thresholds]);
  const cut = useMemo(
    () => cutStops(middle.x, edges.at(-1)?.high ?? middle.y, yAxis.domain[1], [from, to]),
    [middle, edges, yAxis, from, to],
  );
  const cutWords = `▲ ${cut.length === 1 ? 'One goes' : `${format(cut.length, 'count', locale)} go`} above the axis, which ends at ${format(yAxis.domain[1], y.unit, locale)}.`;
  const cutCaption = (
    <>
      {cutWords} {props.caption}
    </>
  );
  return (
    <ChartFrame
      frame={cut.length === 0 ? props : { ...props, caption: cutCaption }}
      title={title}
      description={cut.length === 0 ? description : `${description} ${cutWords}`}
      height={height}
      legend={<Legend entries={entries} />}
      resetZoom={zoom.reset}
      table={() =>
        lineTable(
          { series: lines, compared, unit: y.unit, label: y.label, step },
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
          zoom={zoom}
          x={{ ...xKindOf(x), domain: zoom.shown, label: x.label }}
          y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          thresholds={thresholds}
          annotations={props.annotations}
          stops={stops}
          readingAt={readingAt}
          onSelectRange={props.onSelectRange}
          dotStyles={lines.map(() => style)}
          dotsAt={(stop) => lines.map((one) => one.y[first + stop] ?? Number.NaN)}
          marks={(area) => (
            <>
              {edges.map((edge, place) => (
                <AreaMark
                  key={edge.label}
                  xs={middle.x}
                  low={edge.low}
                  high={edge.high}
                  x={area.x}
                  y={area.y}
                  width={area.width}
                  fill={style.color}
                  opacity={opacityOf(place)}
                />
              ))}
              {compared.map(
                (one) =>
                  one.isDrawn && <LineMark key={`${one.key} compared`} series={one} x={area.x} y={area.y} width={area.width} isFaint />,
              )}
              <LineMark series={middle} x={area.x} y={area.y} width={area.width} whole={whole} />
              {cut.map((at) => (
                <path key={at} d={`M${area.x.toPx(at) - 4} ${area.top + 6}h8l-4 -6z`} style={{ fill: style.color }} aria-hidden="true" />
              ))}
            </>
          )}
        />
      )}
    </ChartFrame>
  );
}

const highest = (column: ArrayLike<number>): number => {
  let most = -Infinity;
  for (let place = 0; place < column.length; place += 1) most = Math.max(most, column[place] ?? -Infinity);
  return most;
};

/** Where in sight the outmost edge goes above the axis. */
function cutStops(xs: ArrayLike<number>, tops: ArrayLike<number>, most: number, [from, to]: readonly [number, number]): readonly number[] {
  const cut: number[] = [];
  for (let place = 0; place < xs.length; place += 1) {
    const at = xs[place] as number;
    if (at >= from && at <= to && (tops[place] as number) > most) cut.push(at);
  }
  return cut;
}

function opacityOf(place: number): number {
  return opacities[Math.min(place, opacities.length - 1)] ?? 0.05;
}

interface Edge {
  readonly label: string;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** It has a lower edge of its own. */
  readonly isFree: boolean;
}

/** The line and the bands of the compared period, on this axis. */
function useCompared<Row>(
  { x, line, bands, compare }: BandChartProps<Row>,
  style: SeriesStyle,
): readonly (SeriesColumns & { readonly isDrawn: boolean })[] {
  const same = useSameRecords(bands);
  const { data, shift = 0, edges } = compare ?? {};
  return useMemo(() => {
    if (data === undefined || data.length === 0) return [];
    const read = (of: Read<Row>, label: string, isDrawn: boolean) =>
      columnsOf(data, { x: x.of, y: of }).map((one) => ({ ...one, key: label, label, style, isDrawn, x: one.x.map((at) => at + shift) }));
    return [
      ...read(line.of, line.label, true),
      ...same.filter(({ from }) => from === undefined).flatMap(({ to, label }) => read(to, label, edges?.includes(label) ?? false)),
    ];
  }, [data, shift, edges, x.of, line.of, line.label, same, style]);
}

function useBands<Row>(
  { data, x, line, bands }: BandChartProps<Row>,
  style: SeriesStyle,
): { middle: SeriesColumns; edges: readonly Edge[] } {
  const same = useSameRecords(bands);
  return useMemo(() => {
    const column = (of: Read<Row>) => columnsOf(data, { x: x.of, y: of })[0];
    const middle = column(line.of) ?? { key: '', x: new Float64Array(), y: new Float64Array(), low: null, high: null };
    const edges: Edge[] = [];
    for (const band of same) {
      const low = band.from === undefined ? (edges.at(-1)?.high ?? middle.y) : (column(band.from)?.y ?? middle.y);
      edges.push({ label: band.label, low, high: column(band.to)?.y ?? middle.y, isFree: band.from !== undefined });
    }
    return { middle: { ...middle, label: line.label, style }, edges };
  }, [data, x.of, line.of, line.label, style, same]);
}
