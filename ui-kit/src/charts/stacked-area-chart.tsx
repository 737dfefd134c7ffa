import { useMemo } from 'react';
import { useLocale } from '../format/locale.tsx';
import type { Annotation, Threshold } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import { Plot } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import { AreaMark, LineMark } from '../marks/line-mark.tsx';
import { yDomainOf } from './line-model.ts';
import { surfacesOf } from './stack-model.ts';
import { describeStack, stackRows, stackTable } from './stack-parts.ts';
import { useStack } from './use-stack.tsx';
import type { StackProps } from './use-stack.tsx';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from './x-accessor.ts';

export interface StackedAreaChartProps<Row> extends StackProps<Row> {
  readonly title: string;
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
  const { title, x, y, as = 'amount', height = 200, thresholds = [] } = props;
  const locale = useLocale();
  const { stack, legend } = useStack(props);
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
  const unit = as === 'share' ? 'share' : y.unit;
  const yAxis = yDomainOf(surfaces.layers.map((layer) => layer.high), { unit, baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds });
  return (
    <ChartFrame
      frame={props} title={title} description={description} height={height}
      legend={legend}
      table={() => stackTable(stack, { label: x.label, cellOf: (stop) => cellOfX(x, stack.x[stop] ?? 0, step, locale) }, y.unit, locale)}
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
