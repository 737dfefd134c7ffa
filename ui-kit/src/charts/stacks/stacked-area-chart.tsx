import { useCallback } from 'react';
import type { PlotArea } from '../../frame/plot.tsx';
import { firstAtOrAfter, within } from '../../marks/columns.ts';
import { AreaMark, LineMark } from '../../marks/line-mark.tsx';
import { surfacesOf } from './stack-model.ts';
import type { Stack, Surfaces } from './stack-model.ts';
import { StackPlot } from './stack-plot.tsx';
import type { StackShape } from './stack-plot.tsx';
import type { StackProps } from './use-stack.tsx';

export interface StackedAreaChartProps<Row> extends StackProps<Row> {
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
}

/** How a whole and its parts flow, where there are too many buckets for bars. A missing bucket is a gap. */
export function StackedAreaChart<Row>(props: StackedAreaChartProps<Row>) {
  const { as = 'amount' } = props;
  const shapeOf = useCallback(
    (stack: Stack, step: number): StackShape => {
      const surfaces = surfacesOf(stack, step, as);
      return {
        fillsBucket: false,
        canShowNegative: false,
        heights: ({ ends }) => surfaces.layers.slice(-1).map((layer) => within(surfaces.x, layer.high, ends)),
        marks: ({ area, whole }) => (
          <>
            <SurfaceMarks stack={stack} surfaces={surfaces} area={area} />
            <Veil xs={stack.x} whole={whole} area={area} />
          </>
        ),
      };
    },
    [as],
  );
  return <StackPlot chart={props} shapeOf={shapeOf} />;
}

function SurfaceMarks({ stack, surfaces, area }: { readonly stack: Stack; readonly surfaces: Surfaces; readonly area: PlotArea }) {
  return surfaces.layers.map((layer, place) => {
    const style = stack.layers[place]?.style;
    if (style === undefined) return null;
    const edge = { key: layer.key, label: '', style, x: surfaces.x, y: layer.high, low: null, high: null };
    return (
      <g key={layer.key} className="uk-surface">
        <AreaMark
          xs={surfaces.x}
          low={layer.low}
          high={layer.high}
          x={area.x}
          y={area.y}
          width={area.width}
          fill={style.color}
          opacity={0.72}
        />
        <LineMark series={edge} x={area.x} y={area.y} width={area.width} />
      </g>
    );
  });
}

/** Lightens what lies before the first whole bucket and after the last one. */
function Veil({
  xs,
  whole: [from, to],
  area,
}: {
  readonly xs: Float64Array;
  readonly whole: readonly [number, number];
  readonly area: PlotArea;
}) {
  const firstWhole = xs[firstAtOrAfter(xs, from)];
  const lastWhole = xs[firstAtOrAfter(xs, to) - 1];
  const start = from === -Infinity ? area.left : firstWhole === undefined ? area.right : area.x.toPx(firstWhole);
  const end = to === Infinity ? area.right : lastWhole === undefined ? area.left : area.x.toPx(lastWhole);
  const boxes = [
    [area.left, Math.min(start, area.right)],
    [Math.max(end, area.left), area.right],
  ] as const;
  return (
    <>
      {boxes.map(
        ([left, right], place) =>
          right > left && <rect key={place} className="uk-veil" x={left} width={right - left} y={area.top} height={area.height} />,
      )}
    </>
  );
}
