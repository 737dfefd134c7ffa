import { useMemo } from 'react';
import { useLocale } from '../format/locale.tsx';
import type { Unit } from '../format/unit.ts';
import type { Annotation, Threshold } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import { Plot } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import { AreaMark, LineMark } from '../marks/line-mark.tsx';
import type { SeriesStyle } from '../theme/series.ts';
import { Legend } from './legend.tsx';
import { yDomainOf } from './line-model.ts';
import { stackOf, surfacesOf } from './stack-model.ts';
import type { Stack } from './stack-model.ts';
import { describeStack, stackRows, stackTable } from './stack-parts.ts';
import { useHidden } from './use-hidden.ts';
import type { HiddenProps } from './use-hidden.ts';
import { exactName, nameOfX, stepOf, xDomainOf, xKindOf } from './x-accessor.ts';
import type { XAccessor } from './x-accessor.ts';

export interface StackedAreaChartProps<Row> extends HiddenProps {
  readonly data: readonly Row[];
  readonly title: string;
  readonly x: XAccessor<Row>;
  /** Amounts of zero or more. null: nothing known; adds nothing. */
  readonly y: { readonly of: (row: Row) => number | null | undefined; readonly label: string; readonly unit: Unit };
  readonly series: (row: Row) => string;
  readonly seriesLabel?: ((key: string) => string) | undefined;
  readonly styleOf?: ((key: string) => SeriesStyle) | undefined;
  /** Series with a layer of their own, the rest summed as "other"; 6 by default. */
  readonly top?: number | undefined;
  /** `share`: every bucket is as high as the whole, layers are parts of it. */
  readonly as?: 'amount' | 'share' | undefined;
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

/** How a whole and its parts flow, where there are too many buckets for bars. A missing bucket is a gap. */
export function StackedAreaChart<Row>(props: StackedAreaChartProps<Row>) {
  const { data, title, x, y, series, seriesLabel, styleOf, top = 6, as = 'amount', height = 200, thresholds = [] } = props;
  const locale = useLocale();
  const [hidden, setHidden] = useHidden(props);
  const whole = useMemo(
    () => stackOf(data, { x: x.of, y: y.of, series }, { top, labelOf: seriesLabel ?? ((key) => key), styleOf }),
    [data, x.of, y.of, series, top, seriesLabel, styleOf],
  );
  const stack = useMemo((): Stack => ({ x: whole.x, layers: whole.layers.filter((layer) => !hidden.has(layer.key)) }), [whole, hidden]);
  const step = stepOf(x, stack.x);
  const surfaces = useMemo(() => surfacesOf(stack, step, as), [stack, step, as]);
  const domain = xDomainOf(stack.x, props.domain, step);
  const nameOf = (stop: number) => nameOfX(x, stack.x[stop] ?? 0, step, locale);
  const readingAt = (stop: number): StopReading => (
    { heading: nameOf(stop), exact: exactName(x, stack.x[stop] ?? 0), rows: stackRows(stack, stop, y.unit, locale) }
  );
  const description = useMemo(
    () => describeStack(stack, y.label, y.unit, (at) => nameOfX(x, at, step, locale), locale),
    [stack, y.label, y.unit, step, locale],
  );
  const entries = whole.layers.map(({ key, label, style }) => ({ key, label, style, kind: 'bar' as const }));
  const unit = as === 'share' ? 'share' : y.unit;
  const yAxis = yDomainOf(surfaces.layers.map((layer) => layer.high), { unit, baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds });
  return (
    <ChartFrame
      title={title} description={description} height={height}
      legend={entries.length > 1 ? <Legend entries={entries} hidden={hidden} onHiddenChange={setHidden} /> : null}
      table={() => stackTable(stack, { label: x.label, nameOf }, y.unit, locale)}
    >
      {({ width }) => (
        <Plot
          title={title} description={description} width={width} height={height}
          x={{ ...xKindOf(x), domain, label: x.label }}
          y={{ unit, domain: yAxis.domain, scale: 'linear', isBroken: false }}
          thresholds={thresholds} annotations={props.annotations} stops={stack.x} readingAt={readingAt} onSelectRange={props.onSelectRange}
          marks={(area) => surfaces.layers.map((layer, place) => {
            const style = stack.layers[place]?.style;
            if (style === undefined) return null;
            const edge = { key: layer.key, label: '', style, x: surfaces.x, y: layer.high, low: null, high: null };
            return (
              <g key={layer.key} className="uk-surface">
                <AreaMark xs={surfaces.x} low={layer.low} high={layer.high} x={area.x} y={area.y} width={area.width} fill={style.color} opacity={0.72} />
                <LineMark series={edge} x={area.x} y={area.y} width={area.width} />
              </g>
            );
          })}
        />
      )}
    </ChartFrame>
  );
}
