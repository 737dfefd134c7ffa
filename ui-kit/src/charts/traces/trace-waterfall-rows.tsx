import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { makeScale } from '../../axes/scale.ts';
import { useBrowserLayoutEffect } from '../../frame/size.ts';
import { useZoom } from '../../frame/use-zoom.ts';
import { zoomedAround } from '../../frame/viewport.ts';
import type { AxisRange, Zoom } from '../../frame/viewport.ts';
import { SpanRow } from './trace-waterfall-row.tsx';
import type { TraceWaterfallProps } from './trace-waterfall.tsx';
import type { SpanTree } from './trace-waterfall-model.ts';
import { opened, rowOfPlace } from './trace-waterfall-visible.ts';
import { useArrived } from './use-arrived.ts';
import { useRowScroll } from './use-row-scroll.ts';

export interface TraceRowsProps<Row> extends Pick<
  TraceWaterfallProps<Row>,
  'title' | 'name' | 'detail' | 'note' | 'figures' | 'error' | 'styleOf' | 'found' | 'selectedId' | 'onSelect' | 'selectsOnMove' | 'moves'
> {
  readonly id: string;
  readonly tree: SpanTree<Row>;
  /** Places of the rows that are not folded away. */
  readonly rows: Uint32Array;
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapsed: (collapsed: ReadonlySet<string>) => void;
  /** 1 for what is on the critical path; null: not asked for. */
  readonly critical: Uint8Array | null;
  readonly zoom: Zoom;
  readonly onZoom: (stretch: AxisRange | null) => void;
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
  const {
    id,
    tree,
    rows,
    collapsed,
    onCollapsed,
    critical,
    zoom,
    shownFrom,
    shownTo,
    left,
    right,
    width,
    namePx,
    height,
    ticks,
    selectedId = null,
    onSelect,
    found,
  } = props;
  const [activeId, setActiveId] = useState(selectedId);
  const [seenSelected, setSeenSelected] = useState(selectedId);
  if (seenSelected !== selectedId) {
    setSeenSelected(selectedId);
    if (selectedId !== null) setActiveId(selectedId);
  }
  // Kept by id: rows that come above it don't move it.
  const active = useMemo(() => Math.max(0, activeId === null ? 0 : rowOfPlace(rows, tree.ids.indexOf(activeId))), [tree, rows, activeId]);
  const { scroller, drawn, onScroll, bringIntoSight } = useRowScroll({ ids: tree.ids, rows, rowPx: ROW_PX, height, activeId });
  const arrived = useArrived(tree.ids);
  const scale = useMemo(() => makeScale('linear', [shownFrom, shownTo], [left, right]), [shownFrom, shownTo, left, right]);
  const ground = { zoom, area: { x: scale, left, right }, layerLeft: 0 };
  const latest = useRef(ground);
  useBrowserLayoutEffect(() => {
    latest.current = ground;
  });
  useZoom(scroller, latest, true);

  // What is selected is brought into sight once, opened where it is folded away; a span that has not come yet is waited for.
  const awaited = useRef<string | null>(null);
  useBrowserLayoutEffect(() => {
    awaited.current = selectedId;
  }, [selectedId]);
  useEffect(() => {
    const place = awaited.current === null ? -1 : tree.ids.indexOf(awaited.current);
    if (place < 0) return;
    const row = rowOfPlace(rows, place);
    const next = row < 0 ? opened(tree, collapsed, place) : null;
    if (next !== null) return onCollapsed(next);
    awaited.current = null;
    if (row >= 0) bringIntoSight(row);
  }, [selectedId, tree, rows, collapsed, onCollapsed, bringIntoSight]);

  const toggle = useCallback(
    (row: number) => {
      const key = tree.ids[rows[row] ?? 0] as string;
      const next = new Set(collapsed);
      if (!next.delete(key)) next.add(key);
      onCollapsed(next);
    },
    [tree, rows, collapsed, onCollapsed],
  );
  const select = useCallback(
    (row: number) => {
      const place = rows[row] ?? 0;
      setActiveId(tree.ids[place] ?? null);
      onSelect?.(tree.rows[place] as Row);
    },
    [tree, rows, onSelect],
  );
  const goTo = (row: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    if (props.selectsOnMove === true) select(next);
    else setActiveId(tree.ids[rows[next] ?? 0] ?? null);
    bringIntoSight(next);
  };
  const zoomBy = (factor: number) => {
    const place = rows[active] ?? 0;
    const middle = ((tree.starts[place] ?? shownFrom) + (tree.ends[place] ?? shownTo)) / 2;
    props.onZoom(zoomedAround({ scale, left, right }, Math.max(left, Math.min(right, scale.toPx(middle))), factor));
  };
  const place = rows[active] ?? 0;
  const isClosed = collapsed.has(tree.ids[place] ?? '');
  const hasChildren = (tree.sizes[place] ?? 1) > 1;
  useImperativeHandle(props.moves, () => ({
    // From what is not chosen yet, the first step leads to the first row.
    by: (step) => goTo(activeId === null ? 0 : active + step),
    toggle: () => {
      if (hasChildren) toggle(active);
    },
    focus: () => scroller.current?.focus({ preventScroll: true }),
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    const parent = tree.parents[place] ?? -1;
    const page = Math.max(1, Math.floor(height / ROW_PX) - 1);
    const acts: Record<string, () => void> = {
      ArrowDown: () => goTo(active + 1),
      ArrowUp: () => goTo(active - 1),
      PageDown: () => goTo(active + page),
      PageUp: () => goTo(active - page),
      Home: () => goTo(0),
      End: () => goTo(rows.length - 1),
      ArrowRight: () => {
        if (isClosed) toggle(active);
        else if (hasChildren) goTo(active + 1);
      },
      ArrowLeft: () => {
        if (hasChildren && !isClosed) toggle(active);
        else if (parent >= 0) goTo(rowOfPlace(rows, parent));
      },
      // Where moving selects already, Enter opens and closes.
      Enter: () => {
        if (props.selectsOnMove !== true || selectedId !== tree.ids[place]) select(active);
        else if (hasChildren) toggle(active);
      },
      '+': () => zoomBy(KEY_FACTOR),
      '=': () => zoomBy(KEY_FACTOR),
      '-': () => zoomBy(1 / KEY_FACTOR),
      '0': () => props.onZoom(null),
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      ref={scroller}
      className="uk-waterfall-rows"
      role="treegrid"
      tabIndex={0}
      aria-label={props.title}
      aria-rowcount={rows.length}
      aria-activedescendant={active >= drawn[0] && active < drawn[1] ? `${id}-${place}` : undefined}
      style={{ height }}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="uk-waterfall-sheet" style={{ height: rows.length * ROW_PX }}>
        {ticks.map((tick) => (
          <i key={tick} className="uk-waterfall-rule" style={{ left: Math.round(scale.toPx(tick)) }} />
        ))}
        {Array.from(rows.subarray(...drawn), (shown, offset) => {
          const at = drawn[0] + offset;
          const key = tree.ids[shown] as string;
          const row = tree.rows[shown] as Row;
          return (
            <SpanRow
              key={key}
              id={`${id}-${shown}`}
              index={at}
              top={at * ROW_PX}
              height={ROW_PX}
              namePx={namePx}
              width={width}
              scale={scale}
              name={props.name(row)}
              detail={props.detail?.(row) ?? null}
              note={props.note?.(row)}
              figures={props.figures?.of(row) ?? null}
              error={props.error?.(row) ?? null}
              isFound={found?.ids.has(key) === true}
              foundText={found?.ids.has(key) === true ? found.text : ''}
              style={props.styleOf(row)}
              depth={tree.depths[shown] ?? 0}
              startMs={tree.starts[shown] ?? 0}
              endMs={tree.ends[shown] ?? 0}
              childCount={(tree.sizes[shown] ?? 1) - 1}
              isOpen={tree.opens[shown] === 1}
              isCollapsed={(tree.sizes[shown] ?? 1) > 1 && collapsed.has(key)}
              isActive={at === active}
              isSelected={selectedId === key}
              hasArrived={arrived.has(key)}
              isAside={critical !== null && critical[shown] === 0}
              onToggle={toggle}
              onSelect={select}
            />
          );
        })}
      </div>
    </div>
  );
}
