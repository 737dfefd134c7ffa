import { useCallback, useMemo } from 'react';
import { extent, niceDomain } from '../axes/scale.ts';
import { decimal } from '../format/number.ts';
import { useLocale } from '../format/locale.tsx';
import { format } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Annotation, Threshold } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import { Plot } from '../frame/plot.tsx';
import type { PlotArea } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import { tenth } from '../marks/line-mark.tsx';
import { shapePath } from '../marks/shapes.ts';
import type { SeriesStyle } from '../theme/series.ts';
import { Legend } from './legend.tsx';
import { yDomainOf } from './line-model.ts';
import { cloudOf, correlation, nearestPoint } from './scatter-model.ts';
import type { Cloud } from './scatter-model.ts';
import { useHidden } from './use-hidden.ts';
import type { HiddenProps } from './use-hidden.ts';

export interface ScatterChartProps<Row> extends HiddenProps {
  readonly data: readonly Row[];
  readonly title: string;
  /** null: the row has no place and is left out. */
  readonly x: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  readonly y: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit; readonly baseline: 'zero' | 'data'; readonly scale?: 'linear' | 'log' | undefined };
  readonly series?: ((row: Row) => string) | undefined;
  readonly seriesLabel?: ((key: string) => string) | undefined;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** What a point is, in its tooltip's head. */
  readonly name: (row: Row) => string;
  /** Opens what a point stands for: a press on it, or Enter. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  /** px; 260 by default. */
  readonly height?: number | undefined;
}

/** The pointer finds a point this near, px. */
const REACH_PX = 28;
/** Beyond so many points each is drawn fainter, so that crowds show. */
const CROWD = 800;

/** Two numbers of each thing against each other: is one to be had only with the other? */
export function ScatterChart<Row>(props: ScatterChartProps<Row>) {
  const { data, title, x, y, series, seriesLabel, styleOf, name, onOpen, height = 260, thresholds = [] } = props;
  const locale = useLocale();
  const [hidden, setHidden] = useHidden(props);
  const whole = useMemo(
    () => cloudOf(data, { x: x.of, y: y.of, series }, { labelOf: seriesLabel ?? ((key) => key), styleOf }),
    [data, x.of, y.of, series, seriesLabel, styleOf],
  );
  const cloud = useMemo(() => shown(whole, hidden), [whole, hidden]);
  const domain = niceDomain(extent(cloud.x) ?? [0, 1], 6);
  const yAxis = yDomainOf([cloud.y], { unit: y.unit, baseline: y.baseline, scale: y.scale ?? 'linear', heightPx: height - 32, thresholds });
  const styleAt = (stop: number) => cloud.series[cloud.seriesAt[stop] ?? 0]?.style;
  const readingAt = (stop: number): StopReading => {
    const row = cloud.rows[stop];
    const group = cloud.series[cloud.seriesAt[stop] ?? 0];
    return {
      heading: row === undefined ? '' : name(row),
      rows: [
        ...(group === undefined || group.label === '' ? [] : [{ label: group.label, value: '', style: group.style, kind: 'point' as const }]),
        { label: x.label, value: format(cloud.x[stop], x.unit, locale) },
        { label: y.label, value: format(cloud.y[stop], y.unit, locale) },
      ],
    };
  };
  const r = useMemo(() => correlation(cloud.x, cloud.y), [cloud]);
  const description = cloud.x.length === 0 ? `${y.label} against ${x.label}: no data.` : [
    `${format(cloud.x.length, 'count', locale)} points, ${y.label} against ${x.label}.`,
    r === null ? '' : `Correlation ${decimal(r, 2, 2, locale)}.`,
    data.length > whole.x.length ? `${format(data.length - whole.x.length, 'count', locale)} without both numbers are not drawn.` : '',
  ].filter((part) => part !== '').join(' ');
  const stopNear = useCallback((area: PlotArea) => {
    const xs = cloud.x.map((value) => area.x.toPx(value));
    const ys = cloud.y.map((value) => area.y.toPx(value));
    return (px: number, py: number) => nearestPoint(xs, ys, px, py, REACH_PX);
  }, [cloud]);
  const entries = whole.series.map(({ key, label, style }) => ({ key, label, style, kind: 'point' as const }));
  return (
    <ChartFrame
      title={title} description={description} height={height}
      legend={entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null}
      table={() => ({
        columns: [{ label: 'Point', isNumeric: false }, { label: x.label, isNumeric: true }, { label: y.label, isNumeric: true }],
        rowCount: cloud.x.length,
        row: (index) => [name(cloud.rows[index] as Row), format(cloud.x[index], x.unit, locale), format(cloud.y[index], y.unit, locale)],
      })}
    >
      {({ width }) => (
        <Plot
          title={title} description={description} width={width} height={height}
          x={{ kind: 'number', unit: x.unit, domain, label: x.label }}
          y={{ unit: y.unit, domain: yAxis.domain, scale: yAxis.scale, isBroken: yAxis.scale === 'linear' && yAxis.domain[0] > 0 }}
          thresholds={thresholds} annotations={props.annotations} stops={cloud.x} readingAt={readingAt} stopNear={stopNear}
          onOpen={onOpen === undefined ? undefined : (stop) => onOpen(cloud.rows[stop] as Row)}
          dotStyles={cloud.series.map((one) => one.style)}
          dotsAt={(stop) => cloud.series.map((one) => (one.style === styleAt(stop) ? cloud.y[stop] ?? Number.NaN : Number.NaN))}
          marks={(area) => <Dots cloud={cloud} area={area} />}
        />
      )}
    </ChartFrame>
  );
}

/** One path per series: of shapes while there are few, of round caps for a crowd, so that a hundred thousand points are a handful of elements. */
function Dots<Row>({ cloud, area }: { readonly cloud: Cloud<Row>; readonly area: PlotArea }) {
  const isCrowd = cloud.x.length > CROWD;
  const paths = useMemo(() => {
    const parts: string[][] = cloud.series.map(() => []);
    for (let place = 0; place < cloud.x.length; place += 1) {
      const series = cloud.seriesAt[place] as number;
      const [px, py] = [area.x.toPx(cloud.x[place] as number), area.y.toPx(cloud.y[place] as number)];
      parts[series]?.push(isCrowd ? `M${tenth(px)},${tenth(py)}h0` : shapePath(cloud.series[series]?.style.shape ?? 'circle', px, py, 3.2));
    }
    return parts.map((part) => part.join(''));
  }, [cloud, area, isCrowd]);
  const opacity = isCrowd ? Math.max(0.12, 0.7 * Math.sqrt(CROWD / cloud.x.length)) : 0.7;
  return (
    <>
      {cloud.series.map((one, place) => (
        <path key={one.key} className="uk-cloud" d={paths[place]} data-crowd={isCrowd || undefined} style={isCrowd ? { stroke: one.style.color, strokeOpacity: opacity } : { fill: one.style.color, fillOpacity: opacity }} />
      ))}
    </>
  );
}

function shown<Row>(cloud: Cloud<Row>, hidden: ReadonlySet<string>): Cloud<Row> {
  if (hidden.size === 0) return cloud;
  const kept = Array.from(cloud.x.keys()).filter((place) => !hidden.has(cloud.series[cloud.seriesAt[place] as number]?.key ?? ''));
  return {
    ...cloud,
    x: Float64Array.from(kept, (place) => cloud.x[place] as number),
    y: Float64Array.from(kept, (place) => cloud.y[place] as number),
    seriesAt: Uint16Array.from(kept, (place) => cloud.seriesAt[place] as number),
    rows: kept.map((place) => cloud.rows[place] as Row),
  };
}
