import { useCallback, useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { CanvasLayer } from '../marks/canvas-layer.tsx';
import type { CanvasPaint } from '../marks/canvas-layer.tsx';
import type { SeriesStyle } from '../theme/series.ts';
import { minimapRuns } from './minimap-model.ts';
import type { SpanTree } from './trace-waterfall-model.ts';

export interface MinimapProps<Row> {
  readonly tree: SpanTree<Row>;
  readonly styleOf: (row: Row) => SeriesStyle;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: readonly [number, number] | null;
  readonly onZoom: (zoom: readonly [number, number] | null) => void;
}

/** The whole trace in a strip: each px is drawn once. Drag to zoom, double click to see all. */
export function Minimap<Row>({ tree, styleOf, left, width, height, zoom, onZoom }: MinimapProps<Row>) {
  const runs = useMemo(() => minimapRuns(tree, (row) => styleOf(row).color, width, height), [tree, styleOf, width, height]);
  const draw = useCallback((context: CanvasRenderingContext2D, { colorOf }: CanvasPaint) => {
    for (const [color, css] of runs.colors.entries()) {
      context.fillStyle = colorOf(css);
      for (let place = 0; place < runs.count; place += 1) {
        if (runs.color[place] !== color) continue;
        const from = runs.fromX[place] as number;
        context.fillRect(from, runs.y[place] as number, (runs.toX[place] as number) - from, runs.heightPx);
      }
    }
  }, [runs]);
  const drag = useRef<number | null>(null);
  const [brush, setBrush] = useState<readonly [number, number] | null>(null);
  const pxOf = (event: PointerEvent) => Math.max(0, Math.min(width, event.clientX - event.currentTarget.getBoundingClientRect().left));
  const msOf = (px: number) => tree.from + (px / width) * (tree.to - tree.from);
  const toPx = (ms: number) => ((ms - tree.from) / (tree.to - tree.from)) * width;
  const shown = brush ?? (zoom === null ? null : [toPx(zoom[0]), toPx(zoom[1])] as const);
  const end = (event: PointerEvent) => {
    const start = drag.current;
    drag.current = null;
    setBrush(null);
    const px = pxOf(event);
    if (start !== null && Math.abs(px - start) > 3) onZoom([msOf(Math.min(start, px)), msOf(Math.max(start, px))]);
  };
  return (
    <div
      className="uk-minimap" style={{ marginInlineStart: left, width, height }} aria-hidden="true"
      onPointerDown={(event) => { drag.current = pxOf(event); event.currentTarget.setPointerCapture(event.pointerId); }}
      onPointerMove={(event) => { if (drag.current !== null) setBrush([Math.min(drag.current, pxOf(event)), Math.max(drag.current, pxOf(event))]); }}
      onPointerUp={end} onPointerCancel={() => { drag.current = null; setBrush(null); }} onDoubleClick={() => onZoom(null)}
    >
      <CanvasLayer width={width} height={height} draw={draw} />
      {shown !== null && <i className="uk-minimap-brush" style={{ left: shown[0], width: Math.max(1, shown[1] - shown[0]) }} />}
    </div>
  );
}
