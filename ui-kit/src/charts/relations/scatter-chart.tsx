import { useCallback, useMemo } from 'react';
import type { Scale, ScaleKind } from '../../axes/scale.ts';
import { decimal } from '../../format/number.ts';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Annotation, Threshold } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import type { ViewportProps } from '../../frame/viewport.ts';
import { CanvasLayer } from '../../marks/canvas-layer.tsx';
import type { CanvasPaint } from '../../marks/canvas-layer.tsx';
import { shapePath } from '../../marks/shapes.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { Legend } from '../legend/legend.tsx';
import { yDomainOf } from '../parts/y-domain.ts';
import { useHidden } from '../parts/use-hidden.ts';
import type { HiddenProps } from '../parts/use-hidden.ts';
import { crowdPixels } from './scatter-density.ts';
import { indexPoints } from './scatter-index.ts';
import type { PointIndex } from './scatter-index.ts';
import { cloudOf, correlation, shownOf, xDomainOfCloud } from './scatter-model.ts';
import type { Cloud } from './scatter-model.ts';

export interface ScatterChartProps<Row> extends HiddenProps, ViewportProps, FrameProps {
  /** Rows in any order. Keep the array the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** null: the row has no place and is left out; so is what is not above 0 on a log scale. Left out rows are counted in the description. */
  readonly x: {
    readonly of: (row: Row) => number | null | undefined;
    readonly label: string;
    readonly unit: Unit;
    readonly scale?: ScaleKind | undefined;
  };
  readonly y: {
    readonly of: (row: Row) => number | null | undefined;
    readonly label: string;
    readonly unit: Unit;
    readonly baseline: 'zero' | 'data';
    readonly scale?: ScaleKind | undefined;
  };
  /** Which series a row belongs to; one without it. */
  readonly series?: ((row: Row) => string) | undefined;
  /** A series' name for people; its key by default. */
  readonly seriesLabel?: ((key: string) => string) | undefined;
  /** Colour, dash and shape of a series. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** What a point is, in its tooltip's head. */
  readonly name: (row: Row) => string;
  /** Opens what a point stands for: a press on it, or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Heights that matter, in the y axis's numbers. */
  readonly thresholds?: readonly Threshold[] | undefined;
  /** Moments and ranges of the x axis that are marked and named. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** px; 260 by default. */
  readonly height?: number | undefined;
}

/** The pointer finds a point this near, px. */
const REACH_PX = 28;
/** From so many points on they are a crowd: drawn on canvas, darker where they are dense. */
const CROWD = 2000;
const CROWD_RADIUS_PX = 2;
const LARGE_CROWD = 20_000;

/** Two numbers of each thing against each other: is one to be had only with the other? */
export function ScatterChart<Row>(props: ScatterChartProps<Row>) {
  const { data, title, x, y, series, seriesLabel, styleOf, name, onOpen, height = 260, thresholds = [] } = props;
  const locale = useLocale();
  const [hidden, setHidden] = useHidden(props);
  const { of: xOf, scale: xScale } = x;
  const { of: yOf, scale: yScale } = y;
  const whole = useMemo(
    () =>
      cloudOf(
        data,
        { x: onScale({ of: xOf, scale: xScale }), y: onScale({ of: yOf, scale: yScale }), series },
        { labelOf: seriesLabel ?? ((key) => key), styleOf },
      ),
    [data, xOf, xScale, yOf, yScale, series, seriesLabel, styleOf],
  );
  const cloud = useMemo(() => shownOf(whole, hidden), [whole, hidden]);
  const xAxis = useMemo(() => xDomainOfCloud(cloud.x, x.scale ?? 'linear'), [cloud, x.scale]);
  const zoom = useViewport(props, xAxis.domain);
  const yAxis = yDomainOf([cloud.y], { unit: y.unit, baseline: y.baseline, scale: y.scale ?? 'linear', heightPx: height - 32, thresholds });
  const styleAt = (stop: number) => cloud.series[cloud.seriesAt[stop] ?? 0]?.style;
  const readingAt = (stop: number): StopReading => {
    const row = cloud.rows[stop];
    const group = cloud.series[cloud.seriesAt[stop] ?? 0];
    return {
      heading: row === undefined ? '' : name(row),
      rows: [
        ...(group === undefined || group.label === ''
          ? []
          : [{ label: group.label, value: '', style: group.style, kind: 'point' as const }]),
        { label: x.label, value: format(cloud.x[stop], x.unit, locale) },
        { label: y.label, value: format(cloud.y[stop], y.unit, locale) },
      ],
    };
  };
  const r = useMemo(() => correlation(cloud.x, cloud.y), [cloud]);
  const description =
    cloud.x.length === 0
      ? `${y.label} against ${x.label}: no data.`
      : [
          `${format(cloud.x.length, 'count', locale)} points, ${y.label} against ${x.label}.`,
          r === null ? '' : `Correlation ${decimal(r, 2, 2, locale)}.`,
          data.length > whole.x.length
            ? `${format(data.length - whole.x.length, 'count', locale)} without a place on both axes are not drawn.`
            : '',
        ]
          .filter((part) => part !== '')
          .join(' ');
  const placesIn = useMemo(() => placesOf(cloud), [cloud]);
  const stopNear = useCallback(
    (area: PlotArea) => {
      const { xs, ys } = placesIn(area);
      // Only a chart that is pointed at needs it.
      let index: PointIndex | undefined;
      return (px: number, py: number) =>
        (index ??= indexPoints(xs, ys, [area.right + REACH_PX, area.bottom + REACH_PX])).nearest(px, py, REACH_PX);
    },
    [placesIn],
  );
  const entries = whole.series.map(({ key, label, style }) => ({ key, label, style, kind: 'point' as const }));
  return (
    <ChartFrame
      frame={props}
      title={title}
      description={description}
      height={height}
      resetZoom={zoom.reset}
      legend={entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null}
      table={() => ({
        columns: [
          { label: 'Point', isNumeric: false },
          { label: x.label, isNumeric: true },
          { label: y.label, isNumeric: true },
        ],
        rowCount: cloud.x.length,
        row: (index) => [
          name(cloud.rows[index] as Row),
          numberCell(cloud.x[index], x.unit, locale),
          numberCell(cloud.y[index], y.unit, locale),
        ],
      })}
    >
      {({ width }) => (
        <Plot
          title={title}
          description={description}
          width={width}
          height={height}
          x={{ kind: 'number', unit: x.unit, domain: zoom.shown, scale: xAxis.scale, label: x.label }}
          y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          thresholds={thresholds}
          annotations={props.annotations}
          stops={cloud.x}
          readingAt={readingAt}
          stopNear={stopNear}
          zoom={zoom}
          onOpen={onOpen === undefined ? undefined : (stop) => onOpen(cloud.rows[stop] as Row)}
          dotStyles={cloud.series.map((one) => one.style)}
          dotsAt={(stop) => cloud.series.map((one) => (one.style === styleAt(stop) ? (cloud.y[stop] ?? Number.NaN) : Number.NaN))}
          marks={(area) => <Dots cloud={cloud} area={area} places={placesIn(area)} width={width} height={height} />}
        />
      )}
    </ChartFrame>
  );
}

/** A log scale has no place for what is not above 0. */
function onScale<Row>({
  of,
  scale,
}: {
  readonly of: (row: Row) => number | null | undefined;
  readonly scale?: ScaleKind | undefined;
}): (row: Row) => number | null | undefined {
  if (scale !== 'log') return of;
  return (row) => {
    const value = of(row) ?? null;
    return value !== null && value > 0 ? value : null;
  };
}

/** Few points are shapes, one path per series; a crowd is drawn on canvas, within the frame of the axes. */
function Dots<Row>({
  cloud,
  area,
  places,
  width,
  height,
}: {
  readonly cloud: Cloud<Row>;
  readonly area: PlotArea;
  readonly places: Places;
  readonly width: number;
  readonly height: number;
}) {
  const isCrowd = cloud.x.length > CROWD;
  const paths = useMemo(() => {
    if (isCrowd) return [];
    const parts: string[][] = cloud.series.map(() => []);
    for (const [place, series] of cloud.seriesAt.entries()) {
      parts[series]?.push(
        shapePath(cloud.series[series]?.style.shape ?? 'circle', places.xs[place] as number, places.ys[place] as number, 3.2),
      );
    }
    return parts.map((part) => part.join(''));
  }, [cloud, places, isCrowd]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { channelsOf, ratio }: CanvasPaint) => {
      const left = Math.floor((area.left - CROWD_RADIUS_PX) * ratio);
      const top = Math.floor((area.top - CROWD_RADIUS_PX) * ratio);
      const pixelWidth = Math.ceil((area.width + 2 * CROWD_RADIUS_PX) * ratio);
      const pixelHeight = Math.ceil((area.height + 2 * CROWD_RADIUS_PX) * ratio);
      const pixels = crowdPixels(
        {
          xs: places.xs.map((px) => px * ratio - left),
          ys: places.ys.map((px) => px * ratio - top),
          seriesAt: cloud.seriesAt,
          colors: cloud.series.map((one) => channelsOf(one.style.color)),
        },
        pixelWidth,
        pixelHeight,
        (cloud.x.length > LARGE_CROWD ? 1.25 : CROWD_RADIUS_PX) * ratio,
      );
      context.putImageData(new ImageData(pixels, pixelWidth, pixelHeight), left, top);
    },
    [cloud, area, places],
  );
  if (isCrowd)
    return (
      <foreignObject x={0} y={0} width={width} height={height}>
        <CanvasLayer width={width} height={height} draw={draw} />
      </foreignObject>
    );
  return (
    <>
      {cloud.series.map((one, place) => (
        <path key={one.key} className="uk-cloud" d={paths[place]} style={{ fill: one.style.color, fillOpacity: 0.7 }} />
      ))}
    </>
  );
}

/** Where each point is drawn, px; worked out once for each cloud and size, for the drawing and for the search. */
interface Places {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** A column in px. A straight scale is a sum and a product: asked value by value it is several times slower. */
function pixelsOf(values: Float64Array, { kind, domain, toPx }: Scale): Float64Array {
  if (kind !== 'linear') return values.map(toPx);
  const start = toPx(domain[0]);
  const perUnit = (toPx(domain[1]) - start) / (domain[1] - domain[0]);
  return values.map((value) => start + (value - domain[0]) * perUnit);
}

function placesOf<Row>(cloud: Cloud<Row>): (area: PlotArea) => Places {
  let last: { readonly area: PlotArea; readonly places: Places } | undefined;
  return (area) => {
    if (last?.area !== area) last = { area, places: { xs: pixelsOf(cloud.x, area.x), ys: pixelsOf(cloud.y, area.y) } };
    return last.places;
  };
}
