import { useMemo } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { noThresholds } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import { firstAtOrAfter, within } from '../../marks/columns.ts';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import { yDomainOf } from '../parts/y-domain.ts';
import { wholeStretch } from '../parts/partial-buckets.ts';
import { remarksCaption } from '../parts/remarks.tsx';
import { cellOfX, exactName, nameOfX, stepOf, xDomainOf, xKindOf } from '../parts/x-accessor.ts';
import { placesIn, surfacesOf } from './stack-model.ts';
import { bucketNote, describeStack, stackRemarks, stackRows, stackTable } from './stack-parts.ts';
import { forecastAnnotations, useStack } from './use-stack.tsx';
import type { StackProps } from './use-stack.tsx';

export interface StackedAreaChartProps<Row> extends StackProps<Row> {
  readonly title: string;
}

/** How a whole and its parts flow, where there are too many buckets for bars. A missing bucket is a gap. */
export function StackedAreaChart<Row>(props: StackedAreaChartProps<Row>) {
  const { title, x, y, as = 'amount', height = 200, thresholds = noThresholds } = props;
  const locale = useLocale();
  const { stack, legend } = useStack(props);
  const step = useMemo(() => stepOf(x, stack.x), [x.bucketMs, x.unit, stack.x]);
  const surfaces = useMemo(() => surfacesOf(stack, step, as), [stack, step, as]);
  const zoom = useViewport(props, xDomainOf(stack.x, props.domain, step));
  const [from, to] = zoom.shown;
  const [first, end] = useMemo(() => placesIn(stack.x, [from, to], 0), [stack.x, from, to]);
  const stops = useMemo(() => stack.x.subarray(first, end), [stack.x, first, end]);
  const whole = wholeStretch(props);
  const forecastFrom = props.forecastFrom === undefined ? Infinity : Number(props.forecastFrom);
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    return { heading: nameOfX(x, at, step, locale), exact: exactName(x, at), rows: stackRows(stack, first + stop, y.unit, locale), note: bucketNote(at, whole, forecastFrom) };
  };
  const remarks = useMemo(() => stackRemarks(stack, false, y.unit, locale), [stack, y.unit, locale]);
  const description = useMemo(
    () => [describeStack(stack, y.label, y.unit, (at) => nameOfX(x, at, step, locale), locale), ...remarks.map(({ text }) => `${text}.`)].join(' '),
    [stack, remarks, y.label, y.unit, step, locale],
  );
  const unit = as === 'share' ? 'share' : y.unit;
  const yAxis = useMemo(
    () => yDomainOf(surfaces.layers.slice(-1).map((layer) => within(surfaces.x, layer.high, [from, to])), { unit, baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds }),
    [surfaces, from, to, unit, height, thresholds],
  );
  return (
    <div className="uk-stacked">
      <ChartFrame
        frame={{ ...props, caption: remarksCaption(title, remarks, props.caption) }} title={title} description={description} height={height} legend={legend} resetZoom={zoom.reset}
        table={() => stackTable(stack, { label: x.label, cellOf: (place) => cellOfX(x, stack.x[place] ?? 0, step, locale) }, y.unit, locale)}
      >
        {({ width }) => (
          <Plot
            title={title} description={description} width={width} height={height} zoom={zoom}
            x={{ ...xKindOf(x), domain: zoom.shown, label: x.label }}
            y={{ unit, domain: yAxis.domain, scale: 'linear', isBroken: false }}
            thresholds={thresholds} annotations={forecastAnnotations(props)} stops={stops} readingAt={readingAt} onSelectRange={props.onSelectRange}
            marks={(area) => (
              <>
                {surfaces.layers.map((layer, place) => {
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
                <Veil xs={stack.x} whole={[whole[0], Math.min(whole[1], forecastFrom)]} area={area} />
              </>
            )}
          />
        )}
      </ChartFrame>
    </div>
  );
}

/** Lightens what lies before the first whole bucket and after the last one. */
function Veil({ xs, whole: [from, to], area }: { readonly xs: Float64Array; readonly whole: readonly [number, number]; readonly area: PlotArea }) {
  const firstWhole = xs[firstAtOrAfter(xs, from)];
  const lastWhole = xs[firstAtOrAfter(xs, to) - 1];
  const start = from === -Infinity ? area.left : firstWhole === undefined ? area.right : area.x.toPx(firstWhole);
  const end = to === Infinity ? area.right : lastWhole === undefined ? area.left : area.x.toPx(lastWhole);
  const boxes = [[area.left, Math.min(start, area.right)], [Math.max(end, area.left), area.right]] as const;
  return <>{boxes.map(([left, right], place) => right > left && <rect key={place} className="uk-veil" x={left} width={right - left} y={area.top} height={area.height} />)}</>;
}
