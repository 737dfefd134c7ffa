import { Bar } from '@visx/shape';
import { useMemo } from 'react';
import type { Scale } from '../axes/scale.ts';
import { useLocale } from '../format/locale.tsx';
import type { Annotation, Threshold } from '../frame/annotations.tsx';
import { ChartFrame } from '../frame/chart-frame.tsx';
import { Plot } from '../frame/plot.tsx';
import type { PlotArea } from '../frame/plot.tsx';
import type { StopReading } from '../frame/tooltip.tsx';
import { yDomainOf } from './line-model.ts';
import { piecesAt, stackExtent } from './stack-model.ts';
import type { Stack } from './stack-model.ts';
import { describeStack, stackRows, stackTable } from './stack-parts.ts';
import { useStack } from './use-stack.tsx';
import type { StackProps } from './use-stack.tsx';
import { cellOfX, exactName, nameOfX, stepOf, xKindOf } from './x-accessor.ts';

export interface StackedBarChartProps<Row> extends StackProps<Row> {
  readonly title: string;
  /** Buckets from here on are still filling: drawn light, and told as "so far". */
  readonly partialFrom?: Date | number | undefined;
  readonly domain?: readonly [from: Date | number, to: Date | number] | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
  readonly onSelectRange?: ((range: readonly [from: number, to: number]) => void) | undefined;
  /** px; 200 by default. */
  readonly height?: number | undefined;
}

/** Amounts per time bucket, split by series. A bucket that is absent stays empty. */
export function StackedBarChart<Row>(props: StackedBarChartProps<Row>) {
  const { title, x, y, height = 200, thresholds = [] } = props;
  const locale = useLocale();
  const { stack, legend } = useStack(props);
  const step = stepOf(x, stack.x);
  const domain = props.domain === undefined
    ? [stack.x[0] ?? 0, (stack.x.at(-1) ?? 0) + step] as const
    : [Number(props.domain[0]), Number(props.domain[1])] as const;
  const endOf = (place: number) => Math.min((stack.x[place] ?? 0) + step, stack.x[place + 1] ?? Infinity);
  const partialFrom = props.partialFrom === undefined ? Infinity : Number(props.partialFrom);
  const nameOf = (stop: number) => nameOfX(x, stack.x[stop] ?? 0, step, locale);
  const readingAt = (stop: number): StopReading => {
    const at = stack.x[stop] ?? 0;
    return { heading: nameOf(stop), exact: exactName(x, at), rows: stackRows(stack, stop, y.unit, locale), note: at >= partialFrom ? 'so far' : undefined };
  };
  const description = useMemo(() => describeStack(stack, y.label, y.unit, (at) => nameOfX(x, at, step, locale), locale), [stack, y.label, y.unit, step, locale]);
  const yAxis = yDomainOf([stackExtent(stack)], { unit: y.unit, baseline: 'zero', scale: 'linear', heightPx: height - 32, thresholds });
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
          y={{ unit: y.unit, domain: yAxis.domain, scale: 'linear', isBroken: false }}
          thresholds={thresholds} annotations={props.annotations} stops={stack.x} readingAt={readingAt} onSelectRange={props.onSelectRange}
          columnAt={(stop) => [stack.x[stop] ?? 0, endOf(stop)]}
          marks={(area) => <Bars stack={stack} area={area} endOf={endOf} partialFrom={partialFrom} />}
        />
      )}
    </ChartFrame>
  );
}

function Bars({ stack, area, endOf, partialFrom }: { readonly stack: Stack; readonly area: PlotArea; readonly endOf: (place: number) => number; readonly partialFrom: number }) {
  const bars = [];
  for (let place = 0; place < stack.x.length; place += 1) {
    const at = stack.x[place] as number;
    const { left, width } = barPx(area.x, at, endOf(place));
    if (left + width < area.left || left > area.right) continue;
    bars.push(
      <g key={at} className="uk-stack" data-partial={at >= partialFrom || undefined} data-thin={width < 6 || undefined}>
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
