import { useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { tenth } from '../marks/line-path.ts';
import type { SeriesStyle } from '../theme/series.ts';
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

/** The whole trace in a strip: one path per colour, each px line and px column drawn once. Drag to zoom, double click to see all. */
export function Minimap<Row>({ tree, styleOf, left, width, height, zoom, onZoom }: MinimapProps<Row>) {
  const paths = useMemo(() => drawn(tree, styleOf, width, height), [tree, styleOf, width, height]);
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
    <svg
      className="uk-minimap" style={{ left }} width={width} height={height} aria-hidden="true"
      onPointerDown={(event) => { drag.current = pxOf(event); event.currentTarget.setPointerCapture(event.pointerId); }}
      onPointerMove={(event) => { if (drag.current !== null) setBrush([Math.min(drag.current, pxOf(event)), Math.max(drag.current, pxOf(event))]); }}
      onPointerUp={end} onPointerCancel={() => { drag.current = null; setBrush(null); }} onDoubleClick={() => onZoom(null)}
    >
      <rect width={width} height={height} className="uk-minimap-ground" />
      {paths.map(([color, path]) => <path key={color} d={path} style={{ stroke: color }} />)}
      {shown !== null && <rect className="uk-brush" x={shown[0]} width={Math.max(1, shown[1] - shown[0])} height={height} />}
    </svg>
  );
}

function drawn<Row>(tree: SpanTree<Row>, styleOf: (row: Row) => SeriesStyle, width: number, height: number): (readonly [string, string])[] {
  const parts = new Map<string, string[]>();
  const count = tree.rows.length;
  const linePx = Math.min(4, (height - 4) / Math.max(1, count));
  const perMs = width / (tree.to - tree.from);
  const covered = new Map<number, number>(); // of each px line, how far right it is painted
  for (let place = 0; place < count; place += 1) {
    const y = Math.round(2 + (place + 0.5) * linePx);
    const x0 = ((tree.starts[place] as number) - tree.from) * perMs;
    const x1 = Math.max(x0 + 1, ((tree.ends[place] as number) - tree.from) * perMs);
    // Many spans share a px line: what is painted already is not painted again.
    const key = y;
    const painted = covered.get(key) ?? -1;
    if (linePx < 1 && x1 <= painted) continue;
    covered.set(key, Math.max(painted, x1));
    const { color } = styleOf(tree.rows[place] as Row);
    const part = parts.get(color);
    const line = `M${tenth(x0)},${y}H${tenth(x1)}`;
    if (part === undefined) parts.set(color, [line]);
    else part.push(line);
  }
  return Array.from(parts, ([color, part]) => [color, part.join('')] as const);
}
