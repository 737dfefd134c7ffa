import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { makeScale } from '../axes/scale.ts';
import { useBrowserLayoutEffect } from '../frame/size.ts';
import { useZoom } from '../frame/use-zoom.ts';
import { zoomedAround } from '../frame/viewport.ts';
import type { Stretch, Zoom } from '../frame/viewport.ts';
import { windowOf } from './sort-rows.ts';
import { SpanRow } from './trace-waterfall-row.tsx';
import type { TraceWaterfallProps } from './trace-waterfall.tsx';
import type { SpanTree } from './trace-waterfall-model.ts';

export interface TraceRowsProps<Row> extends Pick<TraceWaterfallProps<Row>, 'title' | 'name' | 'note' | 'error' | 'styleOf' | 'selectedId' | 'onSelect'> {
  readonly id: string;
  readonly tree: SpanTree<Row>;
  /** Places of the rows that are not folded away. */
  readonly rows: Uint32Array;
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapsed: (collapsed: ReadonlySet<string>) => void;
  /** 1 for what is on the critical path; null: not asked for. */
  readonly critical: Uint8Array | null;
  readonly zoom: Zoom;
  readonly onZoom: (stretch: Stretch | null) => void;
  readonly shownFrom: number;
  readonly shownTo: number;
  /** Where bars may stand, px. */
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly namePx: number;
  readonly height: number;
  readonly ticks: readonly number[];
}

const ROW_PX = 26;
/** One press of plus. */
const KEY_FACTOR = 0.5;

/** The rows of a trace that are in view. Scrolling renders only this, and of this only the rows that come into view. */
export function TraceRows<Row>(props: TraceRowsProps<Row>) {
  const { id, tree, rows, collapsed, onCollapsed, critical, zoom, shownFrom, shownTo, left, right, width, namePx, height, ticks, onSelect } = props;
  const [active, setActive] = useState(0);
  const [view, setView] = useState<readonly [number, number]>(() => windowOf(0, height, ROW_PX, rows.length));
  const scroller = useRef<HTMLDivElement>(null);
  const scale = useMemo(() => makeScale('linear', [shownFrom, shownTo], [left, right]), [shownFrom, shownTo, left, right]);
  const follow = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const next = windowOf(element.scrollTop, element.clientHeight, ROW_PX, rows.length);
    setView((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
  }, [rows.length]);
  useEffect(follow, [follow, height]);
  const ground = { zoom, area: { x: scale, left, right }, layerLeft: 0 };
  const latest = useRef(ground);
  useBrowserLayoutEffect(() => {
    latest.current = ground;
  });
  useZoom(scroller, latest, true);

  const toggle = useCallback((row: number) => {
    const key = tree.ids[rows[row] ?? 0] as string;
    const next = new Set(collapsed);
    if (!next.delete(key)) next.add(key);
    onCollapsed(next);
  }, [tree, rows, collapsed, onCollapsed]);
  const select = useCallback((row: number) => {
    setActive(row);
    onSelect?.(tree.rows[rows[row] ?? 0] as Row);
  }, [tree, rows, onSelect]);
  const goTo = (row: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    setActive(next);
    const element = scroller.current;
    if (element === null) return;
    if (next * ROW_PX < element.scrollTop) element.scrollTop = next * ROW_PX;
    else if ((next + 1) * ROW_PX > element.scrollTop + element.clientHeight) element.scrollTop = (next + 1) * ROW_PX - element.clientHeight;
  };
  const zoomBy = (factor: number) => {
    const place = rows[active] ?? 0;
    const middle = ((tree.starts[place] ?? shownFrom) + (tree.ends[place] ?? shownTo)) / 2;
    props.onZoom(zoomedAround({ scale, left, right }, Math.max(left, Math.min(right, scale.toPx(middle))), factor));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = rows[active] ?? 0;
    const isClosed = collapsed.has(tree.ids[place] ?? '');
    const isOpen = (tree.sizes[place] ?? 1) > 1 && !isClosed;
    const parent = tree.parents[place] ?? -1;
    const page = Math.max(1, Math.floor(height / ROW_PX) - 1);
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(active + 1), ArrowUp: () => goTo(active - 1), PageDown: () => goTo(active + page), PageUp: () => goTo(active - page),
      Home: () => goTo(0), End: () => goTo(rows.length - 1),
      ArrowRight: () => { if (isClosed) toggle(active); else if (isOpen) goTo(active + 1); },
      ArrowLeft: () => { if (isOpen) toggle(active); else if (parent >= 0) goTo(rows.indexOf(parent)); },
      Enter: () => select(active),
      '+': () => zoomBy(KEY_FACTOR), '=': () => zoomBy(KEY_FACTOR), '-': () => zoomBy(1 / KEY_FACTOR), '0': () => props.onZoom(null),
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  const activeId = rows.length === 0 ? undefined : `${id}-${rows[active] ?? 0}`;
  const [first, last] = [Math.min(view[0], rows.length), Math.min(view[1], rows.length)];
  return (
    <div
      ref={scroller} className="uk-waterfall-rows" role="treegrid" tabIndex={0} aria-label={props.title} aria-rowcount={rows.length} aria-activedescendant={activeId}
      style={{ height }} onScroll={follow} onKeyDown={onKeyDown}
    >
      <div role="presentation" className="uk-waterfall-sheet" style={{ height: rows.length * ROW_PX }}>
        {ticks.map((tick) => <i key={tick} className="uk-waterfall-rule" style={{ left: Math.round(scale.toPx(tick)) }} />)}
        {Array.from(rows.subarray(first, last), (place, offset) => {
          const at = first + offset;
          const row = tree.rows[place] as Row;
          return (
            <SpanRow
              key={tree.ids[place]} id={`${id}-${place}`} index={at} top={at * ROW_PX} height={ROW_PX} namePx={namePx} width={width} scale={scale}
              name={props.name(row)} note={props.note?.(row)} error={props.error?.(row) ?? null} style={props.styleOf(row)} depth={tree.depths[place] ?? 0}
              startMs={tree.starts[place] ?? 0} endMs={tree.ends[place] ?? 0} childCount={(tree.sizes[place] ?? 1) - 1}
              isOpen={tree.opens[place] === 1} isCollapsed={collapsed.has(tree.ids[place] ?? '')} isActive={at === active} isSelected={props.selectedId === tree.ids[place]}
              isAside={critical !== null && critical[place] === 0} onToggle={toggle} onSelect={select}
            />
          );
        })}
      </div>
    </div>
  );
}
