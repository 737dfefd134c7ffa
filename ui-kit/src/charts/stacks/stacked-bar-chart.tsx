import { Bar } from '@visx/shape';
import { useMemo } from 'react';
import type { Scale } from '../../axes/scale.ts';
import { useLocale } from '../../format/locale.tsx';
import { noThresholds } from '../../frame/annotations.tsx';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import { Plot } from '../../frame/plot.tsx';
import type { PlotArea } from '../../frame/plot.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { useViewport } from '../../frame/viewport.ts';
import { yDomainOf } from '../parts/y-domain.ts';
import { wholeStretch } from '../parts/partial-buckets.ts';
import { remarksCaption } from '../parts/remarks.tsx';
import { cellOfX, exactName, nameOfX, stepOf, xKindOf } from '../parts/x-accessor.ts';
import { piecesAt, placesIn, sharesOf, stackExtent } from './stack-model.ts';
import type { Stack } from './stack-model.ts';
import { bucketNote, describeStack, stackRemarks, stackRows, stackTable } from './stack-parts.ts';
import { forecastAnnotations, useStack } from './use-stack.tsx';
import type { StackProps } from './use-stack.tsx';

export interface StackedBarChartProps<Row> extends StackProps<Row> {
  readonly title: string;
}

/** Amounts per time bucket, split by series. A bucket that is absent stays empty. */
export function StackedBarChart<Row>(props: StackedBarChartProps<Row>) {
  const { title, x, y, as = 'amount', height = 200, thresholds = noThresholds } = props;
  const locale = useLocale();
  const { stack, legend } = useStack(props);
  const step = useMemo(() => stepOf(x, stack.x), [x.bucketMs, x.unit, stack.x]);
  const drawn = useMemo(() => (as === 'share' ? sharesOf(stack) : stack), [stack, as]);
  const zoom = useViewport(props, props.domain === undefined ? [stack.x[0] ?? 0, (stack.x.at(-1) ?? 0) + step] : [Number(props.domain[0]), Number(props.domain[1])]);
  const [from, to] = zoom.shown;
  const [first, end] = useMemo(() => placesIn(stack.x, [from, to], step), [stack.x, from, to, step]);
  const stops = useMemo(() => stack.x.subarray(first, end), [stack.x, first, end]);
  const endOf = (place: number) => Math.min((stack.x[place] ?? 0) + step, stack.x[place + 1] ?? Infinity);
  const whole = wholeStretch(props);
  const forecastFrom = props.forecastFrom === undefined ? Infinity : Number(props.forecastFrom);
  const readingAt = (stop: number): StopReading => {
    const at = stops[stop] ?? 0;
    return { heading: nameOfX(x, at, step, locale), exact: exactName(x, at), rows: stackRows(stack, first + stop, y.unit, locale), note: bucketNote(at, whole, forecastFrom) };
  };
  const remarks = useMemo(() => stackRemarks(stack, as === 'amount', y.unit, locale), [stack, as, y.unit, locale]);
  const description = useMemo(
    () => [describeStack(stack, y.label, y.unit, (at) => nameOfX(x, at, step, locale), locale), ...remarks.map(({ text }) => `${text}.`)].join(' '),
    [stack, remarks, y.label, y.unit, step, locale],
  );
  const unit = as === 'share' ? 'share' : y.unit;
  const yAxis = useMemo(
    () => yDomainOf([stackExtent(drawn, [first, end])], { unit, baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds }),
    [drawn, first, end, unit, height, thresholds],
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
            columnAt={(stop) => [stops[stop] ?? 0, endOf(first + stop)]}
            marks={(area) => <Bars stack={drawn} places={[first, end]} area={area} endOf={endOf} isLight={(at) => at < whole[0] || at >= Math.min(whole[1], forecastFrom)} />}
          />
        )}
      </ChartFrame>
    </div>
  );
}

interface BarsProps {
  readonly stack: Stack;
  readonly places: readonly [first: number, end: number];
  readonly area: PlotArea;
  readonly endOf: (place: number) => number;
  readonly isLight: (at: number) => boolean;
}

function Bars({ stack, places: [first, end], area, endOf, isLight }: BarsProps) {
  const bars = [];
  for (let place = first; place < end; place += 1) {
    const at = stack.x[place] as number;
    const { left, width } = barPx(area.x, at, endOf(place));
    if (left + width < area.left || left > area.right) continue;
    bars.push(
      <g key={at} className="uk-stack" data-partial={isLight(at) || undefined} data-thin={width < 6 || undefined}>
        {piecesAt(stack, place).map((piece) => {
          const one = area.y.toPx(piece.from);
          const other = area.y.toPx(piece.to);
          return (
            <Bar
              key={piece.layer} className="uk-stack-segment" x={left} width={width} y={Math.min(one, other)} height={Math.max(0.5, Math.abs(one - other))}
              style={{ fill: stack.layers[piece.layer]?.style.color }}
            />
          );
        })}
      </g>,
    );
  }
  return <>{bars}</>;
}

/** A bar fills its bucket but for a gap that shrinks with it; never thinner than a px. */
function barPx(x: Scale, from: number, to: number): { left: number; width: number } {
  const left = x.toPx(from);
  const room = x.toPx(to) - left;
  // A lone bucket must not become a wall: the bar stays in the middle of its room.
  const gap = room > 90 ? room - 72 : room > 24 ? room * 0.16 : room > 6 ? 2 : room > 3 ? 1 : 0;
  return { left: left + gap / 2, width: Math.max(1, room - gap) };
}
