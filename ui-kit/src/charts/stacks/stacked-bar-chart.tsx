import { Bar } from '@visx/shape';
import { useCallback } from 'react';
import type { Scale } from '../../axes/scale.ts';
import type { PlotArea } from '../../frame/plot.tsx';
import { piecesAt, sharesOf, stackExtent } from './stack-model.ts';
import type { Stack } from './stack-model.ts';
import { bucketEnd, StackPlot } from './stack-plot.tsx';
import type { StackShape } from './stack-plot.tsx';
import type { StackProps } from './use-stack.tsx';

export interface StackedBarChartProps<Row> extends StackProps<Row> {
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
}

/** Amounts per time bucket, split by series. A bucket that is absent stays empty. */
export function StackedBarChart<Row>(props: StackedBarChartProps<Row>) {
  const { as = 'amount' } = props;
  const shapeOf = useCallback((stack: Stack, step: number): StackShape => {
    const drawn = as === 'share' ? sharesOf(stack) : stack;
    return {
      fillsBucket: true, canShowNegative: as === 'amount',
      heights: ({ places }) => [stackExtent(drawn, places)],
      marks: ({ shown, area, whole: [from, to] }) => (
        <Bars stack={drawn} places={shown.places} area={area} endOf={(place) => bucketEnd(stack.x, place, step)} isLight={(at) => at < from || at >= to} />
      ),
    };
  }, [as]);
  return <StackPlot chart={props} shapeOf={shapeOf} />;
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

/** A bar fills its bucket except for a gap that shrinks with it; never thinner than a px. */
function barPx(x: Scale, from: number, to: number): { left: number; width: number } {
  const left = x.toPx(from);
  const room = x.toPx(to) - left;
  // A lone bucket must not become a wall: the bar stays in the middle of its room.
  const gap = room > 90 ? room - 72 : room > 24 ? room * 0.16 : room > 6 ? 2 : room > 3 ? 1 : 0;
  return { left: left + gap / 2, width: Math.max(1, room - gap) };
}
