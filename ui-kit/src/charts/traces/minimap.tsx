import { useCallback, useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { CanvasLayer } from '../../marks/canvas-layer.tsx';
import type { CanvasPaint } from '../../marks/canvas-layer.tsx';
import type { SeriesStyle } from '../../theme/series.ts';
import { dragged, gripAt } from './minimap-grip.ts';
import type { Brush, Grip } from './minimap-grip.ts';
import { markedColumns, minimapRuns } from './minimap-model.ts';
import type { SpanTree } from './trace-waterfall-model.ts';

export interface MinimapProps<Row> {
  readonly tree: SpanTree<Row>;
  readonly styleOf: (row: Row) => SeriesStyle;
  /** What went wrong; null when nothing did. Marked at the foot. */
  readonly error?: ((row: Row) => string | null) | undefined;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: readonly [number, number] | null;
  readonly onZoom: (zoom: readonly [number, number] | null) => void;
}

const MARK_PX = 4;
/** A stretch begun with less than this was a press, px. */
const LEAST_DRAG_PX = 3;
const cursors: Record<Grip, string> = { new: 'crosshair', move: 'grab', from: 'ew-resize', to: 'ew-resize' };

interface Drag {
  readonly grip: Grip;
  readonly startPx: number;
  readonly brush: Brush | null;
}

/**
 * The whole trace in a strip: each px is drawn once, errors at its foot. Drag to zoom, drag what is shown or its ends, double click to see
 * all.
 */
export function Minimap<Row>({ tree, styleOf, error, left, width, height, zoom, onZoom }: MinimapProps<Row>) {
  const runs = useMemo(
    () => minimapRuns(tree, (row) => (error?.(row) == null ? styleOf(row).color : 'var(--uk-bad)'), width, height),
    [tree, styleOf, error, width, height],
  );
  const marks = useMemo(() => (error === undefined ? [] : markedColumns(tree, (row) => error(row) !== null, width)), [tree, error, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { colorOf }: CanvasPaint) => {
      for (const [color, css] of runs.colors.entries()) {
        context.fillStyle = colorOf(css);
        for (let place = 0; place < runs.count; place += 1) {
          if (runs.color[place] !== color) continue;
          const from = runs.fromX[place] as number;
          context.fillRect(from, runs.y[place] as number, (runs.toX[place] as number) - from, runs.heightPx);
        }
      }
      context.fillStyle = colorOf('var(--uk-bad)');
      for (const mark of marks) context.fillRect(mark, height - MARK_PX, 2, MARK_PX);
    },
    [runs, marks, height],
  );
  const drag = useRef<Drag | null>(null);
  const [moved, setMoved] = useState<Brush | null>(null);
  const [cursor, setCursor] = useState(cursors.new);
  const pxOf = (event: PointerEvent) => Math.max(0, Math.min(width, event.clientX - event.currentTarget.getBoundingClientRect().left));
  const msOf = (px: number) => tree.from + (px / width) * (tree.to - tree.from);
  const toPx = (ms: number) => ((ms - tree.from) / (tree.to - tree.from)) * width;
  const kept: Brush | null = zoom === null ? null : [toPx(zoom[0]), toPx(zoom[1])];
  const shown = moved ?? kept;
  const end = (event: PointerEvent) => {
    const held = drag.current;
    drag.current = null;
    setMoved(null);
    if (held === null) return;
    const px = pxOf(event);
    const [from, to] = dragged(held.grip, held.brush, held.startPx, px, width);
    if (Math.abs(px - held.startPx) > LEAST_DRAG_PX && to > from) onZoom([msOf(from), msOf(to)]);
  };
  const follow = (event: PointerEvent) => {
    const px = pxOf(event);
    const held = drag.current;
    if (held !== null) setMoved(dragged(held.grip, held.brush, held.startPx, px, width));
    else setCursor(cursors[gripAt(px, kept)]);
  };
  return (
    <div
      className="uk-minimap"
      style={{ marginInlineStart: left, width, height, cursor }}
      aria-hidden="true"
      onPointerDown={(event) => {
        const startPx = pxOf(event);
        drag.current = { grip: gripAt(startPx, kept), startPx, brush: kept };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={() => {
        drag.current = null;
        setMoved(null);
      }}
      onDoubleClick={() => onZoom(null)}
    >
      <CanvasLayer width={width} height={height} draw={draw} />
      {shown !== null && <i className="uk-minimap-brush" style={{ left: shown[0], width: Math.max(1, shown[1] - shown[0]) }} />}
    </div>
  );
}
